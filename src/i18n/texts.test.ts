import { direction, languageTag } from './direction';
import { sprintf } from './texts';

describe( 'texts', () => {
	it( 'puts values in, in order or by number, and never reads a value as a pattern', () => {
		expect( sprintf( 'in %d s, %s', 5, 'now' ) ).toBe( 'in 5 s, now' );
		expect( sprintf( '%2$s, %1$s', 'a', 'b%s$&' ) ).toBe( 'b%s$&, a' );
	} );
} );

describe( 'languages', () => {
	it( 'knows which are written from right to left', () => {
		expect( [ 'ar', 'ary', 'snd', 'he_IL', 'fa_IR', 'fr_FR', 'art_XX' ].map( direction ) ).toEqual( [
			'rtl',
			'rtl',
			'rtl',
			'rtl',
			'rtl',
			'ltr',
			'ltr',
		] );
	} );

	it( 'turns a locale into a language tag', () => {
		expect( [ 'fr_FR', 'de_DE_formal', 'eo', '', 'not a locale', 'x_y' ].map( languageTag ) ).toEqual( [
			'fr-FR',
			'de-DE',
			'eo',
			'en',
			'en',
			'en',
		] );
	} );
} );
