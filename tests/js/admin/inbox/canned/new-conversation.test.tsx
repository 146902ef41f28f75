import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { forgetCannedReplies } from '../../../../../admin/inbox/canned/use-canned-replies';
import { NewConversationDialog } from '../../../../../admin/inbox/NewConversationDialog';
import type { Inbox } from '../../../../../admin/inbox/use-inbox';
import type { CannedReply, StaffContact } from '../../../../../src/wire/wire';
import { fakeRoutes } from '../../fake-routes';
import type { Asked } from '../../fake-routes';

/** Canned replies in a conversation that is being begun. */

const reply = ( id: number, code: string, text: string ): CannedReply => ( {
	id, code, title: '', folder: '', text, shared: true, editable: true,
} );

const lea: StaffContact = {
	id: 'k1',
	name: 'Léa',
	emails: [ 'lea@example.net', 'lea@work.example' ],
	phones: [],
	last_activity_at: null,
	by_hand: true,
	identities: [ 'lea@example.net', 'lea@work.example' ].map( ( value ) => (
		{ kind: 'email' as const, value, label: value, verified: false, by_staff: true, url: null }
	) ),
	hidden: 0,
	notes: [],
	orders: null,
	conversations: 0,
	merges: [],
	created_at: '2026-03-02T08:00:00Z',
};

let asked: Asked[] = [];
const inbox = { dispatch: jest.fn(), reload: jest.fn() } as unknown as Inbox;
const onClose = jest.fn();

beforeEach( () => {
	forgetCannedReplies();
	onClose.mockClear();
	asked = fakeRoutes( ( { path } ) => {
		if ( path.includes( '/canned-replies' ) ) {
			return {
				items: [
					reply( 1, 'ready', 'Hello {visitor_name}, it is ready. — {agent_name}, {site_name}' ),
					reply( 2, 'to', 'We write to {visitor_email}.' ),
					reply( 3, 'page', 'About {page_title}' ),
				],
				values: { agent_name: 'Marie', site_name: 'Bikes' },
				examples: false,
			};
		}
		return path.includes( '/contacts/k1' ) ? lea : { id: 'c1' };
	} );
} );

async function message(): Promise< HTMLTextAreaElement > {
	render( <NewConversationDialog inbox={ inbox } contact="k1" onBegun={ () => undefined } onClose={ onClose } /> );
	return screen.findByRole( 'textbox', { name: 'Message' } );
}

const type = ( field: HTMLTextAreaElement, text: string ): void => {
	field.focus();
	fireEvent.change( field, { target: { value: text } } );
};

const sent = (): unknown[] =>
	asked.filter( ( { method, path } ) => method === 'POST' && path.endsWith( '/conversations' ) ).map( ( { data } ) => data[ 'text' ] );

describe( 'a new conversation', () => {
	it( 'takes a canned reply after a slash, with what is known about the recipient', async () => {
		const field = await message();
		type( field, '/rea' );
		await screen.findByRole( 'option', { name: /it is ready/ } );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( field.value ).toBe( 'Hello Léa, it is ready. — Marie, Bikes' );
		expect( sent() ).toEqual( [] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send' } ) );
		await waitFor( () => expect( sent() ).toEqual( [ 'Hello Léa, it is ready. — Marie, Bikes' ] ) );
	} );

	it( 'takes one from the list of the button, for the chosen address', async () => {
		const field = await message();
		fireEvent.change( screen.getByLabelText( 'E-mail address' ), { target: { value: 'lea@work.example' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Canned replies' } ) );
		fireEvent.click( await screen.findByRole( 'option', { name: /We write to/ } ) );
		expect( field.value ).toBe( 'We write to lea@work.example.' );
	} );

	it( 'asks before a variable without a value goes out, and Escape closes the list, not the dialog', async () => {
		const field = await message();
		type( field, '/page' );
		await screen.findByRole( 'option', { name: /page_title/ } );
		fireEvent.keyDown( field, { key: 'Escape' } );
		expect( screen.queryByRole( 'option', { name: /page_title/ } ) ).toBeNull();
		expect( onClose ).not.toHaveBeenCalled();
		type( field, 'About {page_title}' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send' } ) );
		expect( screen.getByRole( 'alert' ).textContent ).toContain( 'Still to fill in: {page_title}.' );
		expect( sent() ).toEqual( [] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send it like this' } ) );
		await waitFor( () => expect( sent() ).toEqual( [ 'About {page_title}' ] ) );
	} );
} );
