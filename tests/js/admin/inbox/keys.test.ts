import { isField, isInPopup, rowBeside } from '../../../../admin/inbox/keys';

const element = ( html: string ): HTMLElement => {
	document.body.innerHTML = html;
	return document.body.firstElementChild as HTMLElement;
};

describe( 'keys of the inbox', () => {
	it( 'are text in fields, and not in boxes to tick', () => {
		const fields = [ '<input>', '<input type="search">', '<textarea></textarea>', '<select></select>' ];
		expect( fields.map( ( html ) => isField( element( html ) ) ) ).toEqual( [ true, true, true, true ] );
		const others = [ '<input type="checkbox">', '<button></button>', '<a href="#">x</a>', '<h2 tabindex="-1">x</h2>' ];
		expect( others.map( ( html ) => isField( element( html ) ) ) ).toEqual( [ false, false, false, false ] );
	} );

	it( 'belong to the menu or dialog that is open', () => {
		expect( isInPopup( element( '<div role="menu"><button></button></div>' ).querySelector( 'button' ) ) ).toBe( true );
		expect( isInPopup( element( '<div><button></button></div>' ).querySelector( 'button' ) ) ).toBe( false );
	} );

	it( 'lead from the focused row, else from the open one, else to the first, and stop at the ends', () => {
		const list = element( '<ul><a href="#a" data-row="a"></a><a href="#b" data-row="b"></a><a href="#c" data-row="c"></a></ul>' );
		const beside = ( open: string | null, step: number ): string | undefined => rowBeside( list, open, step )?.dataset[ 'row' ];
		expect( [ beside( null, 1 ), beside( null, -1 ) ] ).toEqual( [ 'a', 'a' ] );
		expect( [ beside( 'b', 1 ), beside( 'b', -1 ), beside( 'c', 1 ) ] ).toEqual( [ 'c', 'a', 'c' ] );
		list.querySelector< HTMLElement >( '[data-row="a"]' )?.focus();
		expect( beside( 'c', 1 ) ).toBe( 'b' );
		expect( rowBeside( element( '<ul></ul>' ), null, 1 ) ).toBeUndefined();
	} );
} );
