import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { initialInbox } from '../../../../admin/inbox/inbox-state';
import { MessageItem } from '../../../../admin/inbox/MessageItem';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import type { StaffMessage, StaffReview } from '../../../../src/wire/wire';
import { message } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const dispatch = jest.fn();
const inbox = { dispatch, nudge: jest.fn(), state: initialInbox } as unknown as Inbox;

const review = ( about: Partial< StaffReview > = {} ): StaffReview =>
	( { verdict: 'outdated', note: 'Since May', by: 'Marie', at: '2026-03-12T09:00:00Z', ...about } );

const show = ( about: Partial< StaffMessage > = {}, reply = true ) => {
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply, delete: false, export: false, manage: false } };
	return render(
		<MessageItem
			inbox={ inbox }
			conversation="c1"
			message={ message( { id: 'm1', author: 'assistant', ...about } ) }
			visitor="Camille"
			code="3F9A"
		/>
	);
};

const open = ( name = 'Judge this answer' ): HTMLElement => {
	fireEvent.click( screen.getByRole( 'button', { name } ) );
	return screen.getByRole( 'button', { name: 'Correct' } );
};

beforeEach( () => dispatch.mockClear() );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the verdict on an answer', () => {
	it( 'is stored by one key, and shown by those who answer with it', async () => {
		const asked = fakeRoutes( () => message( { id: 'm1', author: 'assistant', review: review( { verdict: 'correct' } ) } ) );
		show();
		fireEvent.keyDown( open(), { key: '1' } );
		await waitFor( () => expect( dispatch ).toHaveBeenCalledTimes( 1 ) );
		expect( asked.map( ( { path, data } ) => [ path, data ] ) ).toEqual( [
			[ expect.stringContaining( '/conversations/c1/messages/m1/review' ), { verdict: 'correct', note: '' } ],
		] );
		expect( screen.queryByRole( 'group', { name: 'Judge this answer' } ) ).toBeNull();
	} );

	it( 'asks what is missing in an incomplete one', async () => {
		const asked = fakeRoutes( () => message( { id: 'm1' } ) );
		show();
		fireEvent.keyDown( open(), { key: '2' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save the verdict' } ) );
		expect( screen.getByRole( 'alert' ).textContent ).toBe( 'Say what is missing.' );
		const field = screen.getByLabelText( 'What is missing?' );
		fireEvent.keyDown( field, { key: '1' } );
		fireEvent.change( field, { target: { value: ' The price in 1 piece ' } } );
		fireEvent.keyDown( field, { key: 'Enter', ctrlKey: true } );
		await waitFor( () => expect( dispatch ).toHaveBeenCalledTimes( 1 ) );
		expect( asked.map( ( { data } ) => data ) ).toEqual( [ { verdict: 'incomplete', note: 'The price in 1 piece' } ] );
	} );

	it( 'says who and when, is changed and taken back', async () => {
		const asked = fakeRoutes( () => message( { id: 'm1' } ) );
		const { container } = show( { review: review() } );
		expect( container.textContent ).toMatch( /Outdated: Marie, .*2026.*Since May/ );
		open( 'Change the verdict' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Take the verdict back' } ) );
		await waitFor( () => expect( dispatch ).toHaveBeenCalledTimes( 1 ) );
		expect( asked.map( ( { data } ) => data ) ).toEqual( [ { verdict: null, note: '' } ] );
	} );

	it( 'that could not be stored keeps the words and says why', async () => {
		fakeRoutes( () => {
			throw refusal( 500, 'aaia_down', 'The database is away.' );
		} );
		show();
		fireEvent.keyDown( open(), { key: '5' } );
		fireEvent.change( screen.getByLabelText( 'What is wrong? (optional)' ), { target: { value: 'No such page' } } );
		await act( async () => {
			fireEvent.click( screen.getByRole( 'button', { name: 'Save the verdict' } ) );
		} );
		expect( screen.getByRole( 'alert' ).textContent ).toBe( 'The database is away.' );
		expect( screen.getByLabelText< HTMLTextAreaElement >( 'What is wrong? (optional)' ).value ).toBe( 'No such page' );
		expect( dispatch ).not.toHaveBeenCalled();
	} );

	it( 'is only read by those who may not reply, and never given on a person’s message', () => {
		const { container } = show( { review: review() }, false );
		expect( container.textContent ).toContain( 'Outdated' );
		expect( screen.queryByRole( 'button', { name: 'Change the verdict' } ) ).toBeNull();
		show( { author: 'agent' } );
		expect( screen.queryByRole( 'button', { name: 'Judge this answer' } ) ).toBeNull();
	} );
} );
