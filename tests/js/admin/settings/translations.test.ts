import { translationsFrom, withWords } from '../../../../admin/settings/tabs/widget/translations';

it( 'reads the words by language and writes them back', () => {
	const json = '{"fr":{"title":"Aide","suggestions":["Ouvert, et jusqu’à quand ?"]}}';
	expect( withWords( translationsFrom( json ), 'fr', translationsFrom( json )[ 'fr' ] ?? {} ) ).toBe( json );
} );

it( 'leaves out languages without words', () => {
	expect( withWords( { fr: { title: 'Aide' } }, 'fr', { title: ' ', suggestions: [ '' ] } ) ).toBe( '' );
	expect( withWords( { fr: { title: 'Aide' } }, 'de', { title: 'Hilfe' } ) ).toBe( '{"fr":{"title":"Aide"},"de":{"title":"Hilfe"}}' );
} );

it.each( [ [ '' ], [ 'no JSON' ], [ '[]' ], [ 'null' ] ] )( 'takes %j for no words', ( json ) => {
	expect( translationsFrom( json ) ).toEqual( {} );
} );
