import { linesOf, rowsOf } from '../../../../admin/settings/tabs/assistant/prices';

it( 'reads rows from lines and writes them back', () => {
	const lines = 'gpt 4.1 mini = 0.15 / 0.60\nbig-* = 3 / 15';
	expect( rowsOf( lines ) ).toEqual( [
		{ model: 'gpt 4.1 mini', input: '0.15', output: '0.60' },
		{ model: 'big-*', input: '3', output: '15' },
	] );
	expect( linesOf( rowsOf( lines ) ).join( '\n' ) ).toBe( lines );
} );

it( 'keeps what is typed half, so that the server can say what is wrong with it', () => {
	expect( rowsOf( 'm =  / ' ) ).toEqual( [ { model: 'm', input: '', output: '' } ] );
	expect( rowsOf( 'no price at all' ) ).toEqual( [ { model: 'no price at all', input: '', output: '' } ] );
	expect( linesOf( [ { model: 'm', input: '', output: '' } ] ) ).toEqual( [ 'm =  / ' ] );
} );

it( 'forgets empty rows', () => {
	expect( linesOf( [ { model: ' ', input: '', output: '' } ] ) ).toEqual( [] );
	expect( rowsOf( '\n' ) ).toEqual( [] );
} );
