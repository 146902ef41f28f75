import { contrast, inkOn } from '../../../../admin/shared/contrast';

describe( 'contrast', () => {
	it( 'is 21 between black and white and 1 of a colour with itself, in either order', () => {
		expect( [ contrast( '#000000', '#ffffff' ), contrast( '#ffffff', '#000000' ), contrast( '#3858e9', '#3858e9' ) ] ).toEqual( [
			21, 21, 1,
		] );
	} );

	it( 'agrees with published figures', () => {
		expect( contrast( '#767676', '#ffffff' ) ).toBeCloseTo( 4.54, 2 );
		expect( contrast( '#ff0000', '#ffffff' ) ).toBeCloseTo( 4.0, 2 );
	} );

	it( 'chooses the ink that reads better, which always reaches 4.5', () => {
		expect( [ inkOn( '#ffff00' ), inkOn( '#1d4ed8' ) ] ).toEqual( [ '#000000', '#ffffff' ] );
		for ( let grey = 0; grey < 256; grey++ ) {
			const color = `#${ grey.toString( 16 ).padStart( 2, '0' ).repeat( 3 ) }`;
			expect( contrast( color, inkOn( color ) ) ).toBeGreaterThan( 4.5 );
		}
	} );
} );
