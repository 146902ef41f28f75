/** A random, unguessable id of 22 characters `[A-Za-z0-9_-]`. */
export function randomId(): string {
	const bytes = crypto.getRandomValues( new Uint8Array( 16 ) );
	return btoa( String.fromCharCode( ...bytes ) ).replace( /\+/g, '-' ).replace( /\//g, '_' ).replace( /=+$/, '' );
}
