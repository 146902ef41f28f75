/** Returns the URL if it is http or https, else null. For URLs from visitors' browsers and models. */
export function safeHref( address: string ): string | null {
	try {
		const { protocol, href } = new URL( address );
		return protocol === 'http:' || protocol === 'https:' ? href : null;
	} catch {
		return null;
	}
}
