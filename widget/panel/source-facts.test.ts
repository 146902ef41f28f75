import { sourceFacts } from './source-facts';

describe( 'Beside a source', () => {
	it( 'stands the date in the words of the reader', () => {
		expect( sourceFacts( { excerpt: '', date: '2026-03-12T10:00:00Z', language: 'fr' }, 'fr-FR' ) ).toBe( '12 mars 2026' );
		expect( sourceFacts( { excerpt: '', date: '2026-03-12T10:00:00Z', language: '' }, 'en-US' ) ).toBe( 'Mar 12, 2026' );
	} );

	it( 'stands its language where that is another', () => {
		expect( sourceFacts( { excerpt: '', date: null, language: 'en' }, 'fr-FR' ) ).toBe( 'EN' );
	} );

	it( 'stands each in its own direction, where both are told', () => {
		expect( sourceFacts( { excerpt: '', date: '2026-03-12T10:00:00Z', language: 'en' }, 'fr-FR' ) ).toBe( 'EN · \u206812 mars 2026' );
	} );

	it( 'stands nothing where nothing is known', () => {
		expect( sourceFacts( undefined, 'fr-FR' ) ).toBe( '' );
		expect( sourceFacts( { excerpt: '', date: 'nonsense', language: '' }, 'fr-FR' ) ).toBe( '' );
	} );
} );
