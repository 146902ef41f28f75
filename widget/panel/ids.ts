/** A random id of 22 characters `[A-Za-z0-9_-]` (132 bits), the form the server accepts. */
export function randomId(): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
	return Array.from( crypto.getRandomValues( new Uint8Array( 22 ) ), ( byte ) => alphabet[ byte % 64 ] ).join( '' );
}
