/** The address if a link to it can do no harm (http, https), else null. For addresses that visitors' browsers or models gave. */
export function safeHref( address: string ): string | null {
	try {
		const { protocol, href } = new URL( address );
		return protocol === 'http:' || protocol === 'https:' ? href : null;
	} catch {
		return null;
	}
}
