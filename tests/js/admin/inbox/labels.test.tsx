import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { LabelMenu } from '../../../../admin/inbox/LabelMenu';
import { LabelPills } from '../../../../admin/inbox/LabelPills';
import { LabelsDialog } from '../../../../admin/inbox/LabelsDialog';
import { LabelsFact } from '../../../../admin/inbox/LabelsFact';
import { belongs, inboxReducer, initialInbox } from '../../../../admin/inbox/inbox-state';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const labels = [
	{ id: 1, name: '<b>', color: '#202124' },
	{ id: 2, name: 'Billing', color: '#f9ab00' },
	{ id: 3, name: 'VIP', color: '#1a73e8' },
];
const colors = [ '#d93025', '#1a73e8' ];
const act = jest.fn();
const loadLists = jest.fn();
const nudge = jest.fn();
const inbox = { act, loadLists, nudge, state: { ...initialInbox, labels, colors } } as unknown as Inbox;

beforeEach( () => {
	[ act, loadLists, nudge ].forEach( ( mock ) => mock.mockClear() );
	window.aaiaChatbotAdmin = { ...pageFacts(), user: 7, can: { reply: true, delete: true, export: true, manage: true } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the labels of a conversation', () => {
	const open = ( names: string[] = [ 'VIP' ] ): void => {
		render( <LabelMenu inbox={ inbox } conversation={ conversation( { id: 'a', labels: names } ) } label="Change">x</LabelMenu> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Change' } ) );
	};
	const field = (): HTMLElement => screen.getByRole( 'textbox', { name: 'Find or create a label' } );
	const type = ( text: string ): void => {
		fireEvent.change( field(), { target: { value: text } } );
	};

	it( 'are ticked and unticked one by one, so that a colleague’s stay', async () => {
		const asked = fakeRoutes( () => ( {} ) );
		open();
		expect( screen.getByRole( 'checkbox', { name: 'VIP' } ) ).toHaveProperty( 'checked', true );
		fireEvent.click( screen.getByRole( 'checkbox', { name: 'Billing' } ) );
		fireEvent.click( screen.getByRole( 'checkbox', { name: 'VIP' } ) );
		const wanted = [ { add_labels: [ 'Billing' ] }, { remove_labels: [ 'VIP' ] } ];
		await waitFor( () => expect( asked.map( ( { data } ) => data ) ).toEqual( wanted ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Label “VIP” removed.', expect.any( Function ) );
	} );

	it( 'are found by typing, whatever the case, and Enter takes the one typed', async () => {
		const asked = fakeRoutes( () => ( {} ) );
		open();
		type( 'bILLing' );
		expect( screen.getAllByRole( 'checkbox' ) ).toHaveLength( 1 );
		expect( screen.queryByRole( 'button', { name: /Create/ } ) ).toBeNull();
		fireEvent.keyDown( field(), { key: 'Enter' } );
		await waitFor( () => expect( asked.at( -1 )?.data ).toEqual( { add_labels: [ 'Billing' ] } ) );
	} );

	it( 'are made in place with a colour, and put on at once', async () => {
		const asked = fakeRoutes( () => ( {} ) );
		open();
		type( ' #urgent' );
		fireEvent.click( screen.getByRole( 'radio', { name: 'Red' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Create “urgent”' } ) );
		await act.mock.calls[ 0 ][ 0 ];
		expect( asked.map( ( { method, path, data } ) => [ method, path.split( '/v1' )[ 1 ], data ] ) ).toEqual( [
			[ 'POST', '/labels', { name: 'urgent', color: '#d93025' } ],
			[ 'POST', '/conversations/a', { add_labels: [ 'urgent' ] } ],
		] );
	} );

	it( 'are put on all the same when a colleague has just made that label, but not when it cannot be made', async () => {
		const asked = fakeRoutes( ( { path } ) => {
			if ( path.endsWith( '/labels' ) ) {
				throw refusal( 409, 'aaia_label_exists', 'There is one.' );
			}
			return {};
		} );
		open();
		type( 'new' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Create “new”' } ) );
		await act.mock.calls[ 0 ][ 0 ];
		expect( asked.at( -1 )?.data ).toEqual( { add_labels: [ 'new' ] } );
		fakeRoutes( () => {
			throw refusal( 400, 'aaia_many_labels', 'There can be 500 labels.' );
		} );
		type( 'newer' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Create “newer”' } ) );
		await expect( act.mock.calls[ 1 ][ 0 ] ).rejects.toThrow( 'There can be 500 labels.' );
	} );

	it( 'stand in the details with a button to take each off, for those who may reply', () => {
		fakeRoutes( () => ( {} ) );
		const { rerender } = render( <LabelsFact inbox={ inbox } conversation={ conversation( { id: 'a', labels: [ '<b>' ] } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove “<b>”' } ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Label “<b>” removed.', expect.any( Function ) );
		window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: false, delete: false, export: false, manage: false } };
		rerender( <LabelsFact inbox={ inbox } conversation={ conversation( { id: 'b' } ) } /> );
		expect( screen.queryAllByRole( 'button' ) ).toEqual( [] );
		expect( screen.getByText( 'None' ) ).toBeTruthy();
	} );
} );

describe( 'label pills', () => {
	it( 'are text on their colour, readable, and counted beyond what fits', () => {
		const { container } = render( <LabelPills names={ [ '<b>', 'Billing', 'VIP', 'gone' ] } labels={ labels } most={ 3 } /> );
		expect( container.textContent ).toBe( '<b>Billing+22 more labels' );
		expect( container.querySelector( 'b' ) ).toBeNull();
		const styles = [ ...container.querySelectorAll( 'bdi' ) ].map( ( { style } ) => style.color );
		expect( styles ).toEqual( [ 'rgb(255, 255, 255)', 'rgb(0, 0, 0)' ] );
	} );
} );

describe( 'the dialog of all labels', () => {
	const row = ( name: string ): HTMLElement => screen.getByText( name ).closest( 'li' ) as HTMLElement;

	it( 'renames and recolours a label, and says why it cannot', async () => {
		const asked = fakeRoutes( ( { data } ) => {
			if ( data[ 'name' ] === 'vip' ) {
				throw refusal( 409, 'aaia_label_exists', 'There is already a label “VIP”.' );
			}
			return {};
		} );
		render( <LabelsDialog inbox={ inbox } onClose={ jest.fn() } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit “Billing”' } ) );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Name' } ), { target: { value: 'vip' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'There is already a label “VIP”.' );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Name' } ), { target: { value: 'Invoices' } } );
		fireEvent.click( screen.getByRole( 'radio', { name: 'Blue' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await waitFor( () => expect( loadLists ).toHaveBeenCalled() );
		expect( asked.at( -1 ) ).toMatchObject( { path: '/aaia-chatbot/v1/labels/2', data: { name: 'Invoices', color: '#1a73e8' } } );
		expect( screen.queryByRole( 'textbox' ) ).toBeNull();
	} );

	it( 'says how many conversations a deletion concerns before it deletes', async () => {
		const asked = fakeRoutes( ( { method } ) => method === 'GET' ? { id: 3, name: 'VIP', color: '#1a73e8', conversations: 12 } : {} );
		render( <LabelsDialog inbox={ inbox } onClose={ jest.fn() } /> );
		fireEvent.click( within( row( 'VIP' ) ).getByRole( 'button', { name: 'Delete “VIP”' } ) );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'Delete “VIP”? It is taken off 12 conversations, which stay.' );
		expect( asked.map( ( { method } ) => method ) ).toEqual( [ 'GET' ] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Delete' } ) );
		await waitFor( () => expect( loadLists ).toHaveBeenCalled() );
		expect( asked.at( -1 ) ).toMatchObject( { path: '/aaia-chatbot/v1/labels/3' } );
	} );

	it( 'offers to delete only to the owner', () => {
		window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: true, manage: false } };
		render( <LabelsDialog inbox={ inbox } onClose={ jest.fn() } /> );
		expect( screen.queryAllByRole( 'button', { name: /Delete/ } ) ).toEqual( [] );
		expect( screen.getAllByRole( 'button', { name: /Edit/ } ) ).toHaveLength( 3 );
	} );
} );

describe( 'a list of one label', () => {
	it( 'takes in and leaves out what changes', () => {
		const filter = { ...initialInbox.filter, label: '#3' };
		expect( belongs( conversation( { id: 'a', labels: [ 'VIP', 'x' ] } ), filter, 7, labels ) ).toBe( true );
		expect( belongs( conversation( { id: 'a', labels: [ 'Billing' ] } ), filter, 7, labels ) ).toBe( false );
		const known = { ...initialInbox, filter, labels, list: { ...initialInbox.list, phase: 'ready' as const } };
		const next = inboxReducer( known, { type: 'changed', conversation: conversation( { id: 'a', labels: [ 'VIP' ] } ), me: 7 } );
		expect( next.list.ids ).toEqual( [ 'a' ] );
		expect( inboxReducer( next, { type: 'changed', conversation: conversation( { id: 'a' } ), me: 7 } ).list.ids ).toEqual( [] );
	} );
} );
