/**
 * Returns the URL if a link to it can do no harm, else null: http or https, without a user name, which makes it look like another site.
 * For URLs from visitors' browsers and models.
 */
export function safeHref( address: string ): string | null {
	try {
		const { protocol, href, username, password } = new URL( address );
		return ( protocol === 'http:' || protocol === 'https:' ) && username + password === '' ? href : null;
	} catch {
		return null;
	}
}
