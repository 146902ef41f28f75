/** A random id of 22 characters `[A-Za-z0-9_-]` (128 bits), the form the server accepts. */
export function randomId(): string {
	return btoa( String.fromCharCode( ...crypto.getRandomValues( new Uint8Array( 16 ) ) ) ).replace(
		/\W/g,
		( sign ) => ( { '+': '-', '/': '_' } )[ sign ] ?? ''
	);
}
