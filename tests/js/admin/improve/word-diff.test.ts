import { wordDiff } from '../../../../admin/improve/bench/word-diff';

const side = ( before: string, now: string, kind: 'gone' | 'new' ): string =>
	wordDiff( before, now ).filter( ( part ) => part.kind === 'same' || part.kind === kind ).map( ( part ) => part.text ).join( '' );

describe( 'Differences word by word', () => {
	it( 'marks the words that changed and no others', () => {
		expect( wordDiff( 'The warranty is ten years.', 'The warranty is two years.' ) ).toEqual( [
			{ kind: 'same', text: 'The warranty is ' },
			{ kind: 'gone', text: 'ten' },
			{ kind: 'new', text: 'two' },
			{ kind: 'same', text: ' years.' },
		] );
	} );

	it( 'gives both texts back, whatever they are', () => {
		const long = [ 'x '.repeat( 1_500 ), 'y '.repeat( 1_400 ) ];
		const texts = [ '', 'a', 'été à Orléans !', 'a b c d', 'd c b a', 'Ouvert de 9 h à 12 h.\n\nFermé lundi.', ...long ];
		for ( const before of texts ) {
			for ( const now of texts ) {
				expect( side( before, now, 'gone' ) ).toBe( before );
				expect( side( before, now, 'new' ) ).toBe( now );
			}
		}
	} );

	it( 'keeps the longest sequence of words in both', () => {
		const kept = wordDiff( 'Open on Monday and Friday from nine', 'Open from Monday to Friday at nine' )
			.filter( ( part ) => part.kind === 'same' ).map( ( part ) => part.text.trim() ).join( ' ' );
		expect( kept.replace( /\s+/g, ' ' ).trim() ).toBe( 'Open Monday Friday nine' );
	} );
} );
