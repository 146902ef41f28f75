import { hits, marked } from '../../../../admin/inbox/hits';

const shown = ( text: string, words: string[] ): string =>
	marked( text, words ).map( ( part ) => ( part.hit ? `[${ part.text }]` : part.text ) ).join( '' );

describe( 'the hits of a search', () => {
	it( 'are the words that begin with a word of the search, whatever the case and accents', () => {
		expect( shown( 'Mon VÉLO électrique, ma sœur', [ 'velo', 'elec', 'soeur' ] ) ).toBe( 'Mon [VÉLO] [électrique], ma [sœur]' );
		expect( shown( 'A flywheel and wheels', [ 'wheel' ] ) ).toBe( 'A flywheel and [wheels]' );
		expect( shown( 'L’e\u0301te\u0301 dernier', [ 'ete' ] ) ).toBe( 'L’[e\u0301te\u0301] dernier' );
	} );

	it( 'stand anywhere in scripts without spaces', () => {
		expect( shown( '我想退款可以吗', [ '退款' ] ) ).toBe( '我想[退款]可以吗' );
	} );

	it( 'are none without words, and text stays text', () => {
		expect( hits( 'anything', [] ) ).toEqual( [] );
		expect( marked( '<b>wheel</b>', [ 'wheel' ] ) ).toEqual( [
			{ text: '<b>', hit: false }, { text: 'wheel', hit: true }, { text: '</b>', hit: false },
		] );
	} );
} );
