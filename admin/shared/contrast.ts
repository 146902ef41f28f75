/** Contrast as WCAG 2 defines it (relative luminance, 1.4.3). */

function channel( value: number ): number {
	const share = value / 255;
	return share <= 0.04045 ? share / 12.92 : ( ( share + 0.055 ) / 1.055 ) ** 2.4;
}

/** Relative luminance of `#rrggbb`: 0 for black, 1 for white. */
export function luminance( color: string ): number {
	const [ red = 0, green = 0, blue = 0 ] = [ 1, 3, 5 ].map( ( at ) => channel( parseInt( color.slice( at, at + 2 ), 16 ) ) );
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast of two colours, from 1 to 21. */
export function contrast( a: string, b: string ): number {
	const [ dark, light ] = [ luminance( a ), luminance( b ) ].sort( ( x, y ) => x - y ) as [ number, number ];
	return ( light + 0.05 ) / ( dark + 0.05 );
}

/** Black or white, whichever has more contrast on the colour. */
export function inkOn( color: string ): '#000000' | '#ffffff' {
	return contrast( color, '#000000' ) > contrast( color, '#ffffff' ) ? '#000000' : '#ffffff';
}

/** Minimum contrast of a control with its surroundings (WCAG 2, 1.4.11). */
export const CONTROL_CONTRAST = 3;
