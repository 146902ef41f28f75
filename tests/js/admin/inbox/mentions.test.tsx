import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { findColleagues } from '../../../../admin/inbox/ColleagueList';
import { Composer } from '../../../../admin/inbox/Composer';
import { ConversationRow } from '../../../../admin/inbox/ConversationRow';
import { MessageItem } from '../../../../admin/inbox/MessageItem';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation, message } from '../builders';
import { fakeRoutes } from '../fake-routes';
import type { Asked } from '../fake-routes';

const inbox = { dispatch: jest.fn(), nudge: jest.fn() } as unknown as Inbox;
const about = conversation( { id: 'c1' } );
const people = [ { id: 5, name: 'Marie Dupont' }, { id: 6, name: 'Jean-Émile <b>' }, { id: 7, name: 'Paul' } ];

let asked: Asked[] = [];

beforeEach( () => {
	localStorage.clear();
	asked = fakeRoutes( ( { path } ) => {
		if ( path.endsWith( '/colleagues' ) ) {
			return { items: people };
		}
		return path.includes( '/canned-replies' )
			? { items: [], values: { agent_name: '', site_name: '' }, examples: false }
			: { message: message( { id: 'm2', author: 'agent', private: true } ), conversation: about };
	} );
} );

function compose( isNote: boolean ): HTMLTextAreaElement {
	const thread = { items: [], activity: [], earlier: false, phase: 'ready' } as const;
	render( <Composer inbox={ inbox } conversation={ about } thread={ thread } name="Ana" /> );
	if ( isNote ) {
		fireEvent.click( screen.getByRole( 'button', { name: 'Private note' } ) );
	}
	return screen.getByRole( 'textbox' );
}

function type( field: HTMLTextAreaElement, text: string ): void {
	field.focus();
	fireEvent.change( field, { target: { value: text } } );
}

const sent = (): Asked[ 'data' ][] => asked.filter( ( { path } ) => path.endsWith( '/c1/messages' ) ).map( ( { data } ) => data );

describe( 'an @ in a private note', () => {
	it( 'lists colleagues; the chosen ones whose name still stands there are sent along', async () => {
		const field = compose( true );
		type( field, 'Please @je' );
		expect( ( await screen.findByRole( 'option' ) ).textContent ).toBe( 'Jean-Émile <b>' );
		expect( field.getAttribute( 'aria-activedescendant' ) ).toBe( screen.getByRole( 'option' ).id );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( field.value ).toBe( 'Please @Jean-Émile <b> ' );
		type( field, 'Please @Jean-Émile <b> and @' );
		expect( screen.getAllByRole( 'option' ) ).toHaveLength( 3 );
		fireEvent.keyDown( field, { key: 'Tab' } );
		expect( field.value ).toBe( 'Please @Jean-Émile <b> and @Marie Dupont ' );
		type( field, 'Please @Marie Dupont look at "Paul"' );
		expect( screen.queryByRole( 'listbox' ) ).toBeNull();
		expect( sent() ).toEqual( [] );
		fireEvent.keyDown( field, { key: 'Enter' } );
		await waitFor( () => expect( sent() ).toEqual( [
			{ id: expect.any( String ), text: 'Please @Marie Dupont look at "Paul"', private: true, mentions: [ 5 ] },
		] ) );
	} );

	it( 'is left alone after Escape, and in an address', async () => {
		const field = compose( true );
		type( field, '@pa' );
		await screen.findByRole( 'option' );
		fireEvent.keyDown( field, { key: 'Escape' } );
		expect( screen.queryByRole( 'listbox' ) ).toBeNull();
		type( field, 'ana@pa' );
		expect( screen.queryByRole( 'listbox' ) ).toBeNull();
	} );
} );

it( 'an @ in a reply lists nobody', () => {
	type( compose( false ), '@pa' );
	expect( asked.some( ( { path } ) => path.endsWith( '/colleagues' ) ) ).toBe( false );
} );

it( 'colleagues are found by the beginnings of their names, whatever the accents', () => {
	const found = ( typed: string ): number[] => findColleagues( people, typed ).map( ( { id } ) => id );
	expect( [ found( 'emi' ), found( 'dup mar' ), found( 'aul' ), found( '' ) ] ).toEqual( [ [ 6 ], [ 5 ], [], [ 5, 6, 7 ] ] );
} );

it( 'a mention is marked in the list, and named under its note', () => {
	render( <ConversationRow conversation={ { ...about, mentioned: true } } current={ false } onOpen={ () => undefined } /> );
	expect( screen.getByText( '@ You are mentioned' ) ).toBeTruthy();
	const note = message( { id: 'n1', author: 'agent', private: true, mentions: [ 'Marie <b>', 'Paul' ] } );
	render( <MessageItem inbox={ inbox } conversation="c1" message={ note } visitor="Ana" code="X" /> );
	expect( screen.getByText( 'Mentioned: Marie <b>, Paul' ) ).toBeTruthy();
} );
