import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { InboxApp } from '../../../../admin/inbox/InboxApp';
import type { StaffThread } from '../../../../src/wire/wire';
import { conversation, list, message, updates } from '../builders';
import { fakeRoutes } from '../fake-routes';

/** The whole screen, with a server that a test lets answer when it wants. */

const shown = conversation( { id: 'a', preview: 'Read me again later' } );
const thread: StaffThread = { conversation: shown, items: [ message( { id: 'm' } ) ], activity: [], earlier: false, new: null };

beforeAll( () => {
	Element.prototype.scrollIntoView = () => undefined;
	window.CSS ??= { escape: ( text: string ) => text } as typeof CSS;
	// jsdom lays nothing out.
	Object.defineProperty( HTMLElement.prototype, 'offsetParent', { get: () => document.body } );
	window.aaiaChatbotAdmin = { ...pageFacts(), user: 7, can: { reply: true, delete: true, export: true, manage: true } };
} );

const row = (): HTMLElement | null => document.querySelector( '[data-row="a"]' );

/** A screen whose thread is there and whose list is not yet. */
async function showThreadFirst(): Promise< { listComes: () => Promise< void > } > {
	let answerList: () => void = () => undefined;
	fakeRoutes( ( { path } ) => {
		if ( path.includes( '/updates' ) ) {
			return updates( {} );
		}
		if ( path.includes( '/conversations/a/messages' ) ) {
			return thread;
		}
		if ( path.includes( '/conversations/a/unread' ) ) {
			return { ...shown, unread: true };
		}
		if ( path.includes( '/conversations?' ) || path.endsWith( '/conversations' ) ) {
			return new Promise( ( resolve ) => {
				answerList = () => resolve( list( [ shown ] ) );
			} );
		}
		return { items: [], colors: [], per_page: 25, conversations: [] };
	} );
	window.history.replaceState( null, '', '?page=aaia-conversations&conversation=a' );
	render( <InboxApp /> );
	await screen.findByRole( 'log', { name: 'Messages' } );
	expect( row() ).toBeNull();
	return { listComes: () => act( async () => answerList() ) };
}

describe( 'a conversation marked as unread before the list is there', () => {
	it( 'closes, and its row has the focus as soon as it comes', async () => {
		const { listComes } = await showThreadFirst();
		fireEvent.keyDown( document.body, { key: 'u' } );
		await waitFor( () => expect( screen.queryByRole( 'log', { name: 'Messages' } ) ).toBeNull() );
		await act( () => new Promise( ( drawn ) => window.requestAnimationFrame( () => drawn( undefined ) ) ) );
		await listComes();
		await waitFor( () => expect( row() ).not.toBeNull() );
		expect( document.activeElement ).toBe( row() );
	} );

	it( 'leaves the focus where somebody has put it meanwhile', async () => {
		const { listComes } = await showThreadFirst();
		fireEvent.keyDown( document.body, { key: 'u' } );
		await act( () => new Promise( ( drawn ) => window.requestAnimationFrame( () => drawn( undefined ) ) ) );
		const search = screen.getByRole( 'searchbox', { name: 'Search conversations' } );
		search.focus();
		await listComes();
		await waitFor( () => expect( row() ).not.toBeNull() );
		expect( document.activeElement ).toBe( search );
	} );
} );
