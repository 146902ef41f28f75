import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { forgetCannedReplies } from '../../../../../admin/inbox/canned/use-canned-replies';
import { findReplies } from '../../../../../admin/inbox/canned/find';
import { fill, unfilled, valuesIn } from '../../../../../admin/inbox/canned/variables';
import { Composer } from '../../../../../admin/inbox/Composer';
import { typedAfter } from '../../../../../admin/inbox/insert';
import type { Inbox } from '../../../../../admin/inbox/use-inbox';
import type { CannedReply } from '../../../../../src/wire/wire';
import { conversation, message } from '../../builders';
import { fakeRoutes, refusal } from '../../fake-routes';
import type { Asked } from '../../fake-routes';

const reply = ( id: number, code: string, about: Partial< CannedReply > = {} ): CannedReply => ( {
	id, code, title: '', folder: '', text: code, shared: true, editable: true, ...about,
} );

const inbox = { dispatch: jest.fn(), nudge: jest.fn() } as unknown as Inbox;
const ana = { name: 'Ana', email: null, email_verified: false, email_entered: false, code: '3F9A' };
const about = conversation( { id: 'c1', visitor: ana } );
const values = { agent_name: 'Marie', site_name: 'Tea & Co' };

let replies: CannedReply[] = [];
let examples = false;
let asked: Asked[] = [];
let refuses: object | null = null;

beforeEach( () => {
	sessionStorage.clear();
	localStorage.clear();
	forgetCannedReplies();
	examples = false;
	refuses = null;
	replies = [
		reply( 1, 'hours', { title: 'Opening hours', text: 'We open at nine, {visitor_name|}.' } ),
		reply( 2, 'hello', { title: 'Bonjour', folder: 'Débuts', text: '<b>Hello</b> {visitor_name} <script>alert(1)</script>' } ),
		reply( 3, 'mail', { shared: false, text: 'We write to {visitor_email} — {agent_name}' } ),
	];
	asked = fakeRoutes( ( { path, method } ) => {
		if ( refuses && path.includes( '/canned-replies' ) ) {
			throw refuses;
		}
		if ( path.endsWith( '/canned-replies' ) && method === 'POST' ) {
			return reply( 9, 'new' );
		}
		if ( path.includes( '/canned-replies' ) ) {
			return { items: replies, values, examples };
		}
		return path.endsWith( '/typing' ) ? { saved: true } : { message: message( { id: 'm2', author: 'agent' } ), conversation: about };
	} );
} );

function compose(): HTMLTextAreaElement {
	render(
		<Composer
			inbox={ inbox }
			conversation={ about }
			thread={ { items: [ message( { id: 'm1' } ) ], activity: [], earlier: false, phase: 'ready' } }
			name="Ana"
		/>
	);
	return screen.getByRole( 'textbox', { name: 'Reply to Ana' } );
}

function type( field: HTMLTextAreaElement, text: string ): void {
	field.focus();
	fireEvent.change( field, { target: { value: text } } );
}

const sent = (): unknown[] => asked.filter( ( { path } ) => path.endsWith( '/c1/messages' ) ).map( ( { data } ) => data[ 'text' ] );

const options = async (): Promise< Array< string | null > > => {
	await screen.findAllByRole( 'option' );
	return screen.getAllByRole( 'option' ).map( ( one ) => one.querySelector( '.aaia-reply__code' )?.textContent ?? null );
};

describe( 'a slash in the field', () => {
	it( 'lists the replies, and Enter puts the chosen one in its place without sending anything', async () => {
		const field = compose();
		type( field, 'Well: /h' );
		expect( await options() ).toEqual( [ '/hello', '/hours' ] );
		expect( field.getAttribute( 'aria-activedescendant' ) ).toBe( screen.getAllByRole( 'option' )[ 0 ]?.id );
		fireEvent.keyDown( field, { key: 'ArrowDown' } );
		expect( screen.getByRole( 'option', { selected: true } ).textContent ).toContain( 'Opening hours' );
		fireEvent.keyDown( field, { key: 'ArrowDown' } );
		fireEvent.keyDown( field, { key: 'ArrowUp' } );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( field.value ).toBe( 'Well: We open at nine, Ana.' );
		expect( screen.queryByRole( 'listbox' ) ).toBeNull();
		expect( sent() ).toEqual( [] );
		fireEvent.keyDown( field, { key: 'Enter' } );
		await waitFor( () => expect( sent() ).toEqual( [ 'Well: We open at nine, Ana.' ] ) );
	} );

	it( 'takes the reply with Tab or a click, and several into one message', async () => {
		const field = compose();
		type( field, '/hours' );
		await options();
		fireEvent.keyDown( field, { key: 'Tab' } );
		type( field, `${ field.value } /hello` );
		fireEvent.click( screen.getByRole( 'option' ) );
		expect( field.value ).toBe( 'We open at nine, Ana. <b>Hello</b> Ana <script>alert(1)</script>' );
		expect( document.querySelector( '.aaia-composer script, .aaia-composer b' ) ).toBeNull();
	} );

	it( 'shows what is hostile as text', async () => {
		type( compose(), '/hello' );
		await options();
		expect( screen.getByRole( 'option' ).textContent ).toContain( '<b>Hello</b> Ana <script>' );
		expect( screen.getByRole( 'option' ).querySelector( 'b, script' ) ).toBeNull();
	} );

	it( 'is left alone after Escape, and Enter sends what stands there', async () => {
		const field = compose();
		type( field, '/hours' );
		await options();
		fireEvent.keyDown( field, { key: 'Escape' } );
		expect( screen.queryByRole( 'listbox' ) ).toBeNull();
		fireEvent.keyDown( field, { key: 'Enter' } );
		await waitFor( () => expect( sent() ).toEqual( [ '/hours' ] ) );
	} );

	it( 'that finds nothing keeps nobody from sending', async () => {
		const field = compose();
		type( field, '/hours' );
		await options();
		type( field, 'see /nowhere' );
		expect( screen.queryByRole( 'listbox' ) ).toBeNull();
		fireEvent.keyDown( field, { key: 'Enter' } );
		await waitFor( () => expect( sent() ).toEqual( [ 'see /nowhere' ] ) );
	} );

	it( 'says why there is no list, and asks again', async () => {
		refuses = refusal( 500, 'aaia_database', 'The database did not answer.' );
		type( compose(), '/' );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toContain( 'The database did not answer.' );
		refuses = null;
		fireEvent.click( screen.getByRole( 'button', { name: 'Try again' } ) );
		expect( await options() ).toHaveLength( 3 );
	} );

	it( 'opens nothing inside a word, a path or a fraction', () => {
		for ( const text of [ 'and/or', 'https://site.test/', '1/2', '/ ', '/two words', 'no slash' ] ) {
			expect( [ text, typedAfter( '/', text, text.length ) ] ).toEqual( [ text, null ] );
		}
		expect( typedAfter( '/', 'one /tw three', 7 ) ).toEqual( { at: 4, query: 'tw' } );
		expect( typedAfter( '/', 'line\n/', 6 ) ).toEqual( { at: 5, query: '' } );
	} );
} );

describe( 'a variable without a value', () => {
	it( 'stays visible, is named before sending, and goes out only on purpose', async () => {
		const field = compose();
		type( field, '/mail' );
		await options();
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( field.value ).toBe( 'We write to {visitor_email} — Marie' );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( screen.getByRole( 'alert' ).textContent ).toContain( '{visitor_email}' );
		expect( sent() ).toEqual( [] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Send it like this' } ) );
		await waitFor( () => expect( sent() ).toEqual( [ 'We write to {visitor_email} — Marie' ] ) );
	} );

	it( 'is replaced by the words given for that case; values are not read again; other braces stay', () => {
		const known = valuesIn( conversation( { id: 'c1', visitor: { ...ana, name: '{agent_name}' } } ), values, false );
		expect( fill( '{visitor_email|your address}{visitor_email|}, {visitor_name}, {other}, {"a": 1}', known ) )
			.toBe( 'your address, {agent_name}, {other}, {"a": 1}' );
		expect( unfilled( 'a {visitor_email} b {other} {visitor_email|x}' ) ).toEqual( [ 'visitor_email' ] );
	} );

	it( 'is the link for colleagues in what the visitor gets', () => {
		expect( valuesIn( about, values, false ).conversation_link ).toBe( '' );
		expect( valuesIn( about, values, true ).conversation_link ).toContain( 'conversation=c1' );
	} );
} );

describe( 'the search', () => {
	const all = [
		reply( 1, 'rbt', { title: 'Délai de remboursement', text: 'sous 14 jours' } ),
		reply( 2, 'delai', { folder: 'Ventes' } ),
		reply( 3, 'x', { text: 'Le délai, une œuvre' } ),
	];
	const codes = ( query: string ): string[] => findReplies( all, query ).map( ( { code } ) => code );

	it( 'looks into code, title, folder and text whatever case and accents, the best first', () => {
		expect( codes( 'DELAI' ) ).toEqual( [ 'delai', 'rbt', 'x' ] );
		expect( codes( 'oeuvre' ) ).toEqual( [ 'x' ] );
		expect( codes( 'vente' ) ).toEqual( [ 'delai' ] );
		expect( codes( 'remboursement 14' ) ).toEqual( [ 'rbt' ] );
		expect( codes( 'ursement' ) ).toEqual( [] );
	} );

	it( 'without words lists all by folder, those without one last', () => {
		expect( codes( '' ) ).toEqual( [ 'delai', 'rbt', 'x' ] );
	} );
} );

describe( 'the button', () => {
	it( 'opens a list to search with the keyboard, from which one is inserted', async () => {
		const field = compose();
		type( field, 'Dear Ana, ' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Canned replies' } ) );
		const search = await screen.findByRole( 'combobox', { name: 'Search canned replies' } );
		expect( await options() ).toHaveLength( 3 );
		expect( screen.getByRole( 'group', { name: 'Folder Débuts' } ) ).toBeTruthy();
		fireEvent.change( search, { target: { value: 'opening' } } );
		expect( search.getAttribute( 'aria-activedescendant' ) ).toBe( screen.getByRole( 'option' ).id );
		fireEvent.keyDown( search, { key: 'Enter' } );
		expect( field.value ).toBe( 'Dear Ana, We open at nine, Ana.' );
	} );

	it( 'leads to the dialog, where one is written, with what stands in the field if wanted', async () => {
		const field = compose();
		type( field, 'Said every day' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Canned replies' } ) );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Keep what I wrote' } ) );
		const dialog = within( await screen.findByRole( 'dialog', { name: 'New canned reply' } ) );
		expect( dialog.getByRole< HTMLTextAreaElement >( 'textbox', { name: 'Text' } ).value ).toBe( 'Said every day' );
		fireEvent.change( dialog.getByRole( 'textbox', { name: 'Code' } ), { target: { value: 'daily' } } );
		expect( dialog.queryByRole( 'checkbox' ) ).toBeNull();
		fireEvent.click( dialog.getByRole( 'button', { name: 'Save' } ) );
		const added = (): Asked | undefined => asked.find( ( { method, path } ) => method === 'POST' && path.endsWith( '/canned-replies' ) );
		await waitFor( () => expect( added()?.data ).toEqual(
			{ code: 'daily', title: '', folder: '', text: 'Said every day', shared: false }
		) );
		expect( field.value ).toBe( 'Said every day' );
	} );

	it( 'keeps the dialog open while something in it is not saved, and what was typed when it is refused', async () => {
		compose();
		fireEvent.click( screen.getByRole( 'button', { name: 'Canned replies' } ) );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Manage canned replies' } ) );
		fireEvent.click( await screen.findByRole( 'button', { name: 'New reply' } ) );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Code' } ), { target: { value: 'hours' } } );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Text' } ), { target: { value: 'At {visitor_nme}' } } );
		expect( screen.getByText( /No such variable: \{visitor_nme\}/ ) ).toBeTruthy();
		fireEvent.click( screen.getByRole( 'button', { name: 'Close' } ) );
		expect( ( await screen.findByText( /not saved yet/ ) ).getAttribute( 'role' ) ).toBe( 'alert' );
		refuses = refusal( 409, 'aaia_code_taken', 'Another reply already has the code /hours.' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		expect( await screen.findByText( 'Another reply already has the code /hours.' ) ).toBeTruthy();
		expect( screen.getByRole< HTMLInputElement >( 'textbox', { name: 'Code' } ).value ).toBe( 'hours' );
	} );

	it( 'offers examples until they are added or declined', async () => {
		replies = [];
		examples = true;
		compose();
		fireEvent.click( screen.getByRole( 'button', { name: 'Canned replies' } ) );
		fireEvent.click( await screen.findByRole( 'checkbox', { name: 'Français' } ) );
		examples = false;
		fireEvent.click( screen.getByRole( 'button', { name: 'Add examples' } ) );
		await waitFor( () => expect( screen.queryByRole( 'group', { name: 'Examples' } ) ).toBeNull() );
		expect( asked.find( ( { path } ) => path.endsWith( '/examples' ) )?.data ).toEqual( { languages: [ 'en', 'fr' ] } );
	} );
} );
