const ALLOWED_PROTOCOLS = /^(?:https?|mailto):$/;

/**
 * The absolute form of a link's address, or null when following it could do harm.
 *
 * Only http, https and mailto pass; addresses that carry a user name or a password are refused because they are made to look like another
 * site. Backslashes are encoded as the CommonMark renderers do: a browser would read them as slashes.
 */
export function safeHref( address: string, base?: string ): string | null {
	try {
		const url = new URL( address.replace( /[\\[\]`]/g, encodeURIComponent ), base );
		return ALLOWED_PROTOCOLS.test( url.protocol + url.username + url.password ) ? url.href : null;
	} catch {
		return null;
	}
}
