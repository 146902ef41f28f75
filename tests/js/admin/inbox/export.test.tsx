import { fireEvent, render, screen } from '@testing-library/react';
import apiFetch from '@wordpress/api-fetch';
import { NO_FILTER } from '../../../../admin/data/filter';
import { pageFacts } from '../../../../admin/data/page-facts';
import { ExportDialog } from '../../../../admin/inbox/ExportDialog';
import '../fake-routes';

/** What the link that saves a file asks for. */

beforeEach( () => {
	window.aaiaChatbotAdmin = { ...pageFacts(), export: 'https://site.test/?rest_route=/aaia-chatbot/v1/conversations/export' };
	apiFetch.nonceMiddleware = { nonce: 'n1' } as NonNullable< typeof apiFetch.nonceMiddleware >;
} );

const asked = (): Record< string, string > =>
	Object.fromEntries( new URL( screen.getByRole< HTMLAnchorElement >( 'link', { name: 'Export' } ).href ).searchParams );

describe( 'the export', () => {
	it( 'has the filters of the list, the format and what it says about people', () => {
		render( <ExportDialog what={ { filter: { ...NO_FILTER, priority: 'high', tab: 'mine' } } } onClose={ () => undefined } /> );
		expect( asked() ).toMatchObject( { priority: 'high', view: 'mine', format: 'csv', personal: 'full', _wpnonce: 'n1' } );
		expect( asked()[ 'rest_route' ] ).toBe( '/aaia-chatbot/v1/conversations/export' );
		fireEvent.click( screen.getByRole( 'radio', { name: 'JSON' } ) );
		fireEvent.click( screen.getByRole( 'radio', { name: 'Masked' } ) );
		expect( asked() ).toMatchObject( { format: 'json', personal: 'masked' } );
		expect( screen.getByText( /Check the file before you pass it on/ ) ).toBeTruthy();
	} );

	it( 'has the chosen conversations, as many as fit', () => {
		const { rerender } = render( <ExportDialog what={ { ids: [ 'a', 'b' ] } } onClose={ () => undefined } /> );
		expect( asked() ).toMatchObject( { ids: 'a,b' } );
		const many = Array.from( { length: 251 }, ( _, at ) => `c${ at }` );
		rerender( <ExportDialog what={ { ids: many } } onClose={ () => undefined } /> );
		expect( screen.getByRole( 'alert' ).textContent ).toContain( 'At most 250 chosen conversations' );
		expect( screen.queryByRole( 'link', { name: 'Export' } ) ).toBeNull();
	} );
} );
