import { act, fireEvent, render, screen } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { Avatar } from '../../../../admin/inbox/Avatar';
import { ConversationRow } from '../../../../admin/inbox/ConversationRow';
import { MessageItem } from '../../../../admin/inbox/MessageItem';
import { Toast } from '../../../../admin/inbox/Toast';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import type { StaffMessage } from '../../../../src/wire/wire';
import { conversation, message } from '../builders';

const colour = ( container: HTMLElement ): string | undefined =>
	container.querySelector< HTMLElement >( '.aaia-avatar' )?.style.backgroundColor;

describe( 'an avatar', () => {
	it( 'has the colour of its visitor, whatever they are called here', () => {
		const [ english, french, named, other ] = [
			render( <Avatar name="Visitor 3F9A" code="3F9A" kind="visitor" /> ),
			render( <Avatar name="Visiteur 3F9A" code="3F9A" kind="visitor" /> ),
			render( <Avatar name="Camille" code="3F9A" kind="visitor" /> ),
			render( <Avatar name="Visitor 0B21" code="0B21" kind="visitor" /> ),
		].map( ( { container } ) => colour( container ) );
		expect( [ french, named ] ).toEqual( [ english, english ] );
		expect( other ).not.toBe( english );
	} );
} );

describe( 'a row', () => {
	const show = ( about: Parameters< typeof conversation >[ 0 ] ): string =>
		render( <ConversationRow conversation={ conversation( about ) } current={ false } onOpen={ jest.fn() } /> ).container.textContent ?? '';

	it( 'says how long somebody has been waiting, and nothing once it is over', () => {
		jest.useFakeTimers( { now: new Date( '2026-03-02T09:12:30Z' ) } );
		const since = '2026-03-02T09:00:00Z';
		expect( show( { id: 'a', status: 'pending', waiting_since: since } ) ).toContain( 'waiting 12 min' );
		expect( show( { id: 'b', status: 'resolved', waiting_since: since } ) ).not.toContain( 'waiting' );
		expect( show( { id: 'c' } ) ).not.toContain( 'waiting' );
		jest.useRealTimers();
	} );

	it( 'says who said the last words, unless the visitor did', () => {
		const said = ( author: 'visitor' | 'assistant' | 'agent', agent: { id: number; name: string } | null = null ): string =>
			show( { id: author, preview: 'Two days', preview_by: { author, agent } } );
		expect( said( 'visitor' ) ).not.toContain( ':' );
		expect( said( 'assistant' ) ).toContain( 'Assistant: Two days' );
		expect( said( 'agent', { id: 7, name: 'Marie' } ) ).toContain( 'Marie: Two days' );
		expect( said( 'agent', { id: pageFacts().user, name: 'Marie' } ) ).toContain( 'You: Two days' );
	} );

	it( 'says that a snooze ended', () => {
		expect( show( { id: 'a', woken: true, unread: true } ) ).toContain( 'Snooze ended' );
		expect( show( { id: 'b' } ) ).not.toContain( 'Snooze ended' );
	} );

	it( 'has the same colour in all conversations of a contact', () => {
		const colourOf = ( code: string, contact: string | null ): string | undefined => render(
			<ConversationRow
				conversation={ conversation( {
					id: 'a',
					visitor: { ...conversation( { id: 'a' } ).visitor, code },
					contact: contact === null ? null : { id: contact, name: 'Ana' },
				} ) }
				current={ false }
				onOpen={ jest.fn() }
			/>
		).container.querySelector< HTMLElement >( '.aaia-avatar' )?.style.backgroundColor;
		expect( colourOf( '3F9A', 'ana' ) ).toBe( colourOf( '0B21', 'ana' ) );
		expect( colourOf( '3F9A', null ) ).not.toBe( colourOf( '0B21', null ) );
	} );

	it( 'shows a preview without Markdown', () => {
		expect( show( { id: 'a', preview: '**Two** [days](https://site.test)' } ) ).toContain( 'Two days' );
	} );
} );

describe( '“Why this answer?”', () => {
	beforeEach( () => {
		window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: false, export: false, manage: false } };
	} );
	afterEach( () => {
		delete window.aaiaChatbotAdmin;
	} );

	it( 'stands under the answers of the assistant only', () => {
		const authors: Array< StaffMessage[ 'author' ] > = [ 'visitor', 'assistant', 'agent', 'system' ];
		const asked = authors.filter( ( author ) => {
			const { container } = render(
				<MessageItem
					inbox={ { dispatch: jest.fn() } as unknown as Inbox }
					conversation="c"
					message={ message( { id: author, author } ) }
					visitor="Camille"
					code="3F9A"
				/>
			);
			return container.textContent?.includes( 'Why this answer?' );
		} );
		expect( asked ).toEqual( [ 'assistant' ] );
	} );
} );

describe( 'what was done last', () => {
	beforeEach( () => jest.useFakeTimers() );
	afterEach( () => jest.useRealTimers() );

	it( 'goes by itself, but not while it has the focus, and hands the focus on when it is undone', () => {
		const [ close, leave, undo ] = [ jest.fn(), jest.fn(), jest.fn() ];
		render( <Toast toast={ { text: 'Status: Resolved.', undo } } onClose={ close } onLeave={ leave } /> );
		act( () => screen.getByRole( 'button', { name: 'Undo' } ).focus() );
		act( () => void jest.advanceTimersByTime( 60_000 ) );
		expect( close ).not.toHaveBeenCalled();
		fireEvent.click( screen.getByRole( 'button', { name: 'Undo' } ) );
		expect( [ leave.mock.calls.length, undo.mock.calls.length ] ).toEqual( [ 1, 1 ] );
		act( () => screen.getByRole( 'button', { name: 'Undo' } ).blur() );
		act( () => void jest.advanceTimersByTime( 60_000 ) );
		expect( close ).toHaveBeenCalledTimes( 1 );
	} );
} );
