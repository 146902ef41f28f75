import { act as settled, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { filterOf, filterQuery, NO_FILTER } from '../../../../admin/data/filter';
import { pageFacts } from '../../../../admin/data/page-facts';
import { activityWords } from '../../../../admin/inbox/activity-words';
import { ContactForm } from '../../../../admin/inbox/contacts/ContactForm';
import { ContactPicker } from '../../../../admin/inbox/contacts/ContactPicker';
import { ContactSection } from '../../../../admin/inbox/contacts/ContactSection';
import { ContactsView } from '../../../../admin/inbox/contacts/ContactsView';
import { MergeDialog } from '../../../../admin/inbox/contacts/MergeDialog';
import { belongs, initialInbox } from '../../../../admin/inbox/inbox-state';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { visitorName } from '../../../../admin/inbox/words';
import type { ContactIdentity, StaffContact } from '../../../../src/wire/wire';
import { conversation } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const identity = ( kind: ContactIdentity[ 'kind' ], value: string, rest: Partial< ContactIdentity > = {} ): ContactIdentity =>
	( { kind, value, label: value, verified: false, by_staff: true, url: null, ...rest } );

const contact = ( rest: Partial< StaffContact > = {} ): StaffContact => ( {
	id: 'ana',
	name: 'Ana',
	emails: [],
	phones: [],
	last_activity_at: null,
	by_hand: true,
	identities: [],
	hidden: 0,
	notes: [],
	orders: null,
	conversations: 0,
	merges: [],
	created_at: '2026-01-01T00:00:00Z',
	...rest,
} );

const act = jest.fn();
const dispatch = jest.fn();
const reload = jest.fn();
const inbox = { act, dispatch, reload, nudge: jest.fn(), open: jest.fn(), state: initialInbox } as unknown as Inbox;
const nothing = (): void => undefined;

beforeEach( () => {
	[ act, dispatch, reload ].forEach( ( mock ) => mock.mockClear() );
	window.aaiaChatbotAdmin = { ...pageFacts(), user: 7, can: { reply: true, delete: true, export: true, manage: true } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the contact of a conversation', () => {
	const show = ( linked: StaffContact | null, suggestions: StaffContact[] = [] ) => {
		const asked = fakeRoutes( ( { path = '' } ) => path.endsWith( '/contact' )
			? { contact: linked, suggestions }
			: path.includes( '/conversations' ) ? { items: [], next_cursor: null } : { items: [], next_cursor: null, too_wide: false } );
		render(
			<ContactSection
				inbox={ inbox }
				conversation={ conversation( { id: 'c1', contact: linked && { id: linked.id, name: linked.name } } ) }
				onContact={ nothing }
			/>
		);
		return asked;
	};

	it( 'gives its name to the visitor', () => {
		const known = conversation( { id: 'c1', contact: { id: 'ana', name: 'Ana' } } );
		expect( visitorName( known ) ).toBe( 'Ana' );
		expect( visitorName( { ...known, contact: { id: 'ana', name: null } } ) ).toBe( visitorName( { ...known, contact: null } ) );
	} );

	it( 'is shown with what it is known by and how sure that is; what staff may not see is counted', async () => {
		show( contact( { identities: [ identity( 'email', 'a@b.fr', { verified: true } ), identity( 'phone', '+336' ) ], hidden: 2 } ) );
		const section = await screen.findByRole( 'region', { name: 'Contact' } );
		await within( section ).findByText( 'a@b.fr' );
		expect( section.textContent ).toContain( 'a@b.fr✓ Verified' );
		expect( section.textContent ).toContain( '+336Entered by the team' );
		expect( section.textContent ).toContain( '2 addresses or numbers that you are not allowed to see' );
		expect( screen.queryByText( 'Orders' ) ).toBeNull();
	} );

	it( 'can be somebody who is only known by the address: staff decide', async () => {
		const asked = show( null, [ contact( { emails: [ 'ana@b.fr' ] } ) ] );
		await screen.findByText( /Ana is known by the address that this visitor gave and has not confirmed/ );
		fireEvent.click( screen.getByRole( 'button', { name: 'Link to Ana' } ) );
		await waitFor( () => expect( asked.at( -1 )?.data ).toEqual( { contact: 'ana' } ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Linked to Ana.', expect.any( Function ) );
	} );

	it( 'is only read by those who may not reply', async () => {
		window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: false, delete: false, export: false, manage: false } };
		show( null, [ contact() ] );
		await screen.findByText( 'Not linked to a contact' );
		expect( screen.queryAllByRole( 'button' ) ).toEqual( [] );
	} );

	it( 'is unlinked, and linked again by undo', async () => {
		const asked = show( contact() );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Actions for the contact Ana' } ) );
		fireEvent.click( await screen.findByRole( 'menuitem', { name: 'Unlink' } ) );
		await waitFor( () => expect( asked.at( -1 )?.data ).toEqual( { contact: null } ) );
		act.mock.calls[ 0 ][ 2 ]();
		await waitFor( () => expect( asked.at( -1 )?.data ).toEqual( { contact: 'ana' } ) );
	} );
} );

describe( 'the form of a contact', () => {
	it( 'sends what was changed only', async () => {
		const saved = jest.fn();
		const asked = fakeRoutes( () => contact() );
		const before = [ identity( 'email', 'stays@b.fr' ), identity( 'email', 'goes@b.fr' ), identity( 'phone', '+336' ) ];
		render( <ContactForm contact={ contact( { identities: before } ) } onSaved={ saved } onCancel={ nothing } /> );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Name' } ), { target: { value: 'Ana M.' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove “goes@b.fr”' } ) );
		fireEvent.click( screen.getAllByRole( 'checkbox', { name: 'Verified' } )[ 1 ] as HTMLElement );
		fireEvent.click( screen.getByRole( 'button', { name: /Add an address/ } ) );
		fireEvent.change( screen.getAllByRole( 'textbox', { name: 'E-mail' } )[ 1 ] as HTMLElement, { target: { value: ' new@b.fr ' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await waitFor( () => expect( saved ).toHaveBeenCalled() );
		expect( asked[ 0 ]?.data ).toEqual( {
			name: 'Ana M.',
			add: [ { kind: 'phone', value: '+336', verified: true }, { kind: 'email', value: 'new@b.fr', verified: false } ],
			remove: [ { kind: 'email', value: 'goes@b.fr' } ],
		} );
	} );

	it( 'keeps what was typed when it is refused, and says why', async () => {
		fakeRoutes( () => {
			throw refusal( 409, 'aaia_contact_taken', '“x@b.fr” belongs to the contact Bob.' );
		} );
		render( <ContactForm contact={ null } name="Ana" email="x@b.fr" onSaved={ nothing } onCancel={ nothing } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Create the contact' } ) );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toContain( 'belongs to the contact Bob' );
		expect( screen.getByRole( 'textbox', { name: 'E-mail' } ) ).toHaveProperty( 'value', 'x@b.fr' );
	} );
} );

describe( 'a merge', () => {
	const bob = contact( {
		id: 'bob', name: 'Bob', identities: [ identity( 'phone', '+337' ) ], conversations: 3,
		notes: [ { id: 'n', text: 'x', agent: 'Me', own: true, at: '2026-01-01T00:00:00Z' } ],
	} );
	const merged = jest.fn();
	const show = ( answer: unknown = { contact: contact(), merge: 'm1' } ) => {
		const asked = fakeRoutes( ( { path = '', method } ) => {
			if ( method === 'POST' ) {
				if ( answer instanceof Error || typeof answer === 'object' && answer !== null && 'code' in answer ) {
					throw answer;
				}
				return answer;
			}
			return path.includes( '/contacts/bob' ) ? bob : { items: [ contact(), bob ], next_cursor: null, too_wide: false };
		} );
		render( <MergeDialog contact={ contact() } onMerged={ merged } onClose={ nothing } /> );
		return asked;
	};

	it( 'shows what goes where before it is done, and either can stay', async () => {
		const asked = show();
		fireEvent.click( await screen.findByRole( 'button', { name: /Bob/ } ) );
		await screen.findByText( 'Everything of Bob goes to Ana:' );
		expect( screen.getByRole( 'list' ).textContent ).toBe( '+3371 note3 conversations' );
		fireEvent.click( screen.getByRole( 'radio', { name: 'Bob' } ) );
		expect( screen.getByText( 'Everything of Ana goes to Bob:' ) ).toBeTruthy();
		expect( screen.getByRole( 'list' ).textContent ).toBe( 'Nothing but the name, which is given up' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Merge' } ) );
		await waitFor( () => expect( merged ).toHaveBeenCalledWith( { contact: contact(), merge: 'm1' }, 'Ana' ) );
		expect( asked.at( -1 )?.data ).toEqual( { keep: 'bob', merge: 'ana' } );
	} );

	it( 'that was done in another tab says so', async () => {
		show( refusal( 409, 'aaia_contact_merged', 'This was done already.' ) );
		fireEvent.click( await screen.findByRole( 'button', { name: /Bob/ } ) );
		await screen.findByText( 'Everything of Bob goes to Ana:' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Merge' } ) );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'This was done already.' );
	} );
} );

describe( 'the screen of contacts', () => {
	it( 'lists what a search finds, and says when there is more', async () => {
		const asked = fakeRoutes( () => ( { items: [ contact( { emails: [ 'a@b.fr' ] } ) ], next_cursor: null, too_wide: true } ) );
		const shown = jest.fn();
		render( <ContactsView
			inbox={ inbox } shown={ null } onShow={ shown } onClose={ nothing }
			onWrite={ () => undefined }
			onConversation={ nothing }
		/> );
		fireEvent.click( await screen.findByRole( 'link', { name: /Ana/ } ) );
		expect( shown ).toHaveBeenCalledWith( 'ana' );
		expect( screen.getByText( /There are more/ ) ).toBeTruthy();
		fireEvent.change( screen.getByRole( 'searchbox', { name: 'Search contacts' } ), { target: { value: '06 12' } } );
		await waitFor( () => expect( asked.at( -1 )?.path ).toContain( 'search=06%2012' ) );
	} );

	it( 'offers to undo a merge for a day', async () => {
		const merges = [ { id: 'm1', name: 'Bob', until: '2026-01-02T00:00:00Z' } ];
		const asked = fakeRoutes( ( { path = '', method } ) => method === 'POST' ? contact( { id: 'bob', name: 'Bob' } )
			: path.includes( '/conversations' ) || path.includes( 'contacts?' ) || path.endsWith( '/contacts' )
				? { items: [], next_cursor: null, too_wide: false }
				: contact( { merges } ) );
		const shown = jest.fn();
		render( <ContactsView
			inbox={ inbox } shown="ana" onShow={ shown } onClose={ nothing }
			onWrite={ () => undefined }
			onConversation={ nothing }
		/> );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Undo the merge' } ) );
		await waitFor( () => expect( shown ).toHaveBeenCalledWith( 'bob' ) );
		expect( asked.some( ( { path } ) => path?.endsWith( '/contacts/merges/m1/undo' ) ) ).toBe( true );
		expect( dispatch ).toHaveBeenCalledWith( { type: 'toast', toast: { text: 'Undone: Bob is a contact again.', undo: null } } );
	} );
} );

describe( 'the filter by a contact', () => {
	it( 'lists contacts once something is typed', async () => {
		fakeRoutes( () => ( { items: [ { ...contact(), id: 'ana', name: 'Ana', emails: [], phones: [] } ], next: null, too_wide: false } ) );
		render( <ContactPicker onceTyped label="Contact" onChoose={ jest.fn() } /> );
		await settled( () => Promise.resolve() );
		expect( screen.queryByText( 'Ana' ) ).toBeNull();
		fireEvent.change( screen.getByRole( 'searchbox', { name: 'Contact' } ), { target: { value: 'an' } } );
		expect( await screen.findByText( 'Ana' ) ).toBeTruthy();
	} );

	it( 'stands in the address and decides what belongs to the list', () => {
		const filter = { ...NO_FILTER, contact: 'ana' };
		expect( filterOf( filterQuery( filter ) ) ).toEqual( filter );
		expect( belongs( conversation( { id: 'c1', contact: { id: 'ana', name: null } } ), filter, 7 ) ).toBe( true );
		expect( belongs( conversation( { id: 'c1', contact: { id: 'bob', name: null } } ), filter, 7 ) ).toBe( false );
		expect( belongs( conversation( { id: 'c1', contact: null } ), filter, 7 ) ).toBe( false );
	} );
} );

describe( 'a line in the thread', () => {
	const line = { id: 'x', type: 'contact', from: null, by: 'agent', subject: null, at: '2026-01-01T00:00:00Z' } as const;
	it.each( [
		[ 'Ana', 7, 'You linked this to the contact Ana' ],
		[ 'Ana', 8, 'Marie linked this to the contact Ana' ],
		[ '', 8, 'Marie linked this to a contact' ],
		[ null, 8, 'Marie unlinked the contact' ],
	] )( 'says who linked it to %s', ( to, id, words ) => {
		expect( activityWords( { ...line, to, agent: { id, name: 'Marie' } } ) ).toBe( words );
	} );

	it( 'says so where nobody did', () => {
		expect( activityWords( { ...line, to: 'Ana', agent: null } ) ).toBe( 'Contact: Ana' );
	} );
} );
