/**
 * Whether the page is dark: by its background, where it has one; else by the colour scheme it declares; else it is white, as browsers are.
 *
 * `system`: the visitor's system is set to dark, which counts for pages that say they can be both.
 */
export function pageIsDark( system: boolean ): boolean {
	const styles = [ document.body, document.documentElement ].map( ( element ) => getComputedStyle( element ) );
	for ( const { backgroundColor } of styles ) {
		const [ red, green, blue, alpha = 1 ] = ( /^rgba?\((.*)\)/.exec( backgroundColor )?.[ 1 ] ?? '0,0,0,0' ).split( ',' ).map( Number );
		if ( alpha > .5 ) {
			return 299 * ( red ?? 0 ) + 587 * ( green ?? 0 ) + 114 * ( blue ?? 0 ) < 128_000;
		}
	}
	const scheme = styles[ 1 ]?.colorScheme ?? '';
	return scheme.includes( 'dark' ) && ( system || ! scheme.includes( 'light' ) );
}
