import { act, fireEvent, render, screen } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { CommandBar } from '../../../../admin/inbox/CommandBar';
import { commands, matching } from '../../../../admin/inbox/commands';
import type { Around } from '../../../../admin/inbox/commands';
import { initialInbox } from '../../../../admin/inbox/inbox-state';
import type { InboxState } from '../../../../admin/inbox/inbox-state';
import { combination } from '../../../../admin/inbox/shortcuts';
import { ShortcutsDialog } from '../../../../admin/inbox/ShortcutsDialog';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation } from '../builders';
import '../fake-routes';

const facts = ( reply: boolean ) => ( { ...pageFacts(), user: 7, can: { reply, delete: reply, export: reply, manage: reply } } );

const around: Around = {
	back: jest.fn(),
	write: jest.fn(),
	judge: jest.fn(),
	details: jest.fn(),
	fold: jest.fn(),
	step: jest.fn(),
	showShortcuts: jest.fn(),
	contacts: jest.fn(),
	begin: jest.fn(),
	markUnread: jest.fn(),
	remove: jest.fn(),
};
const inbox = { act: jest.fn(), open: jest.fn(), closeTab: jest.fn(), filter: jest.fn(), resetFilters: jest.fn(), refresh: jest.fn() };
const all = ( state: Partial< InboxState > = {} ) =>
	commands( { ...inbox, state: { ...initialInbox, ...state } } as unknown as Inbox, around );
const open = { open: 'a', conversations: { a: conversation( { id: 'a' } ) } };

/** jsdom does not scroll. */
Element.prototype.scrollIntoView ??= () => undefined;

beforeEach( () => {
	window.aaiaChatbotAdmin = facts( true );
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'commands', () => {
	it( 'are what can be done now, by whom', () => {
		const ids = ( state = {} ): string[] => all( state ).map( ( { id } ) => id );
		expect( ids() ).not.toContain( 'resolve' );
		expect( ids( open ) ).toEqual( expect.arrayContaining( [ 'reply', 'resolve', 'take-over', 'snooze-tomorrow', 'assign-me', 'delete' ] ) );
		expect( ids( { open: 'a', conversations: { a: conversation( { id: 'a', status: 'resolved' } ) } } ) ).not.toContain( 'resolve' );
		window.aaiaChatbotAdmin = facts( false );
		expect( ids( open ).filter( ( id ) => [ 'reply', 'resolve', 'delete', 'archive', 'settings' ].includes( id ) ) ).toEqual( [] );
		expect( ids( open ) ).toContain( 'details' );
	} );

	it( 'are found by the beginnings of their words, in any order, without case and accents', () => {
		const found = ( typed: string ): string[] => matching( all( open ), typed ).map( ( { id } ) => id );
		expect( found( 'TOM snö' ) ).toEqual( [ 'snooze-tomorrow' ] );
		expect( found( 'prio urg' ) ).toEqual( [ 'priority-urgent' ] );
		expect( found( 'nothing like it' ) ).toEqual( [] );
	} );

	it( 'are chosen with the arrows and Enter, and what is no command is searched for', () => {
		jest.useFakeTimers();
		const [ onSearch, onClose ] = [ jest.fn(), jest.fn() ];
		render( <CommandBar commands={ all( open ) } onSearch={ onSearch } onClose={ onClose } /> );
		const field = screen.getByRole( 'combobox', { name: 'What do you want to do?' } );
		expect( document.activeElement ).toBe( field );
		fireEvent.keyDown( field, { key: 'ArrowDown' } );
		const chosen = screen.getByRole( 'option', { selected: true } );
		expect( chosen.textContent ).toContain( 'Write a private note' );
		expect( field.getAttribute( 'aria-activedescendant' ) ).toBe( chosen.id );
		fireEvent.keyDown( field, { key: 'Enter' } );
		act( () => {
			jest.advanceTimersByTime( 50 );
		} );
		expect( [ onClose.mock.calls.length, ( around.write as jest.Mock ).mock.calls ] ).toEqual( [ 1, [ [ 'note' ] ] ] );

		fireEvent.change( field, { target: { value: 'delivery costs' } } );
		expect( screen.getByRole( 'status' ).textContent ).toBe( '1 command' );
		fireEvent.click( screen.getByRole( 'option', { name: /Search conversations for “delivery costs”/ } ) );
		act( () => {
			jest.advanceTimersByTime( 50 );
		} );
		expect( onSearch ).toHaveBeenCalledWith( 'delivery costs' );
		jest.useRealTimers();
	} );
} );

describe( 'combinations of keys', () => {
	const pressed = ( code: string, more: KeyboardEventInit = {} ) => combination( new KeyboardEvent( 'keydown', { code, ...more } ) );

	it( 'are read by the place of the letter, so that ⌥ and other alphabets change nothing', () => {
		expect( pressed( 'KeyJ', { altKey: true, key: '∆' } ) ).toBe( 'alt+j' );
		expect( [ pressed( 'KeyK', { metaKey: true } ), pressed( 'KeyK', { ctrlKey: true } ) ] ).toEqual( [ 'mod+k', 'mod+k' ] );
		expect( pressed( 'KeyE', { ctrlKey: true, altKey: true } ) ).toBe( 'mod+alt+e' );
	} );

	it( 'leave text alone: AltGr, capitals, and keys by themselves', () => {
		expect( pressed( 'KeyE', { ctrlKey: true, altKey: true, modifierAltGraph: true } ) ).toBeNull();
		expect( [ pressed( 'KeyE', { altKey: true, shiftKey: true } ), pressed( 'KeyE' ), pressed( 'Enter', { ctrlKey: true } ) ] )
			.toEqual( [ null, null, null ] );
	} );

	it( 'are all listed, for those who can use them', () => {
		const { unmount } = render( <ShortcutsDialog onClose={ () => undefined } /> );
		expect( screen.getByText( 'Resolve and open the next' ) ).toBeTruthy();
		unmount();
		window.aaiaChatbotAdmin = facts( false );
		render( <ShortcutsDialog onClose={ () => undefined } /> );
		expect( screen.queryByText( 'Resolve' ) ).toBeNull();
		expect( screen.getByText( 'Command bar' ) ).toBeTruthy();
	} );
} );
