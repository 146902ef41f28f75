import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { DetailsPane } from '../../../../admin/inbox/DetailsPane';
import { initialInbox } from '../../../../admin/inbox/inbox-state';
import { MessageItem } from '../../../../admin/inbox/MessageItem';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import type { StaffMessage } from '../../../../src/wire/wire';
import { conversation, message } from '../builders';
import { fakeRoutes } from '../fake-routes';

const dispatch = jest.fn();
const inbox = { dispatch, nudge: jest.fn(), state: initialInbox } as unknown as Inbox;

function show( about: Partial< StaffMessage > ): string[] {
	const { container } = render(
		<MessageItem
			inbox={ inbox }
			conversation="c1"
			message={ message( { id: 'm1', author: 'agent', ...about } ) }
			visitor="Camille"
			code="3F9A"
		/>
	);
	return [ ...container.querySelectorAll( '.aaia-message__rating' ) ].map( ( { textContent } ) => textContent ?? '' );
}

beforeEach( () => {
	dispatch.mockClear();
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: false, export: false, manage: false } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'a rating in the thread', () => {
	it( 'that nobody changed is shown once', () => {
		expect( show( {} ) ).toEqual( [] );
		const [ only, ...others ] = show( { rating: 'down', rating_comment: 'No', visitor_rating: 'down', visitor_rating_comment: 'No' } );
		expect( [ only, others ] ).toEqual( [ expect.stringContaining( 'Rated not helpfulNo' ), [] ] );
	} );

	it( 'that staff changed stands above the visitor’s own', () => {
		expect( show( { rating: 'up', rating_comment: 'A misunderstanding', visitor_rating: 'down', visitor_rating_comment: 'No' } ) ).toEqual( [
			expect.stringContaining( 'Rated helpfulA misunderstanding' ),
			'The visitor rated this not helpfulNo',
		] );
	} );

	it( 'that staff reset leaves the visitor’s own, which cannot be reset', async () => {
		const asked = fakeRoutes( () => message( { id: 'm1', visitor_rating: 'up' } ) );
		show( { rating: 'up', visitor_rating: 'up' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit rating' } ) );
		fireEvent.click( screen.getByRole( 'menuitem', { name: 'Reset' } ) );
		expect( asked ).toEqual( [] );
		fireEvent.click( within( screen.getByRole( 'dialog', { name: 'Reset this rating?' } ) ).getByRole( 'button', { name: 'Reset' } ) );
		await waitFor( () => expect( dispatch ).toHaveBeenCalledTimes( 1 ) );
		expect( asked.map( ( { data } ) => data ) ).toEqual( [ { value: null } ] );
		expect( show( { visitor_rating: 'up' } ) ).toEqual( [
			expect.stringContaining( 'The visitor rated this helpful(reset: it no longer counts)' ),
		] );
	} );

	it( 'that was reset can be set again, and has nothing to reset', () => {
		show( { visitor_rating: 'up' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit rating' } ) );
		expect( screen.getByRole( 'menuitemradio', { name: 'Helpful' } ) ).not.toBeNull();
		expect( screen.queryByRole( 'menuitem', { name: 'Reset' } ) ).toBeNull();
	} );

	it.each( [
		[ 'Helpful', [ { value: 'up' } ] ],
		[ 'Not helpful', [] ],
	] )( 'can be changed by staff: %s', async ( name, sent ) => {
		const asked = fakeRoutes( () => message( { id: 'm1', rating: 'up', visitor_rating: 'down' } ) );
		show( { rating: 'down', visitor_rating: 'down' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit rating' } ) );
		fireEvent.click( screen.getByRole( 'menuitemradio', { name } ) );
		await waitFor( () => expect( dispatch ).toHaveBeenCalledTimes( sent.length ) );
		expect( asked.map( ( { data } ) => data ) ).toEqual( sent );
	} );
} );

describe( 'a score beside the thread', () => {
	const shown = ( score: Parameters< typeof conversation >[ 0 ][ 'score' ] ): string =>
		render(
			<DetailsPane
				inbox={ inbox }
				conversation={ conversation( { id: 'c1', score: score ?? null } ) }
				onClose={ () => undefined }
				onContact={ () => undefined }
			/>
		).container.textContent ?? '';

	it( 'is reset after a confirmation, and changed from the same menu', async () => {
		const asked = fakeRoutes( ( { path } ) => path.includes( 'satisfaction' ) ? { saved: true } : new Promise( () => undefined ) );
		shown( { score: 2, comment: 'Slow', visitor_score: 2, visitor_comment: 'Slow' } );
		const sent = () => asked.filter( ( { path } ) => path.includes( 'satisfaction' ) ).map( ( { path, data } ) => [ path, data ] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit rating' } ) );
		fireEvent.click( screen.getByRole( 'menuitem', { name: 'Reset' } ) );
		expect( sent() ).toEqual( [] );
		fireEvent.click( within( screen.getByRole( 'dialog', { name: 'Reset this rating?' } ) ).getByRole( 'button', { name: 'Reset' } ) );
		await waitFor( () => expect( screen.queryByRole( 'dialog', { name: 'Reset this rating?' } ) ).toBeNull() );
		fireEvent.click( screen.getByRole( 'button', { name: 'Edit rating' } ) );
		fireEvent.click( screen.getByRole( 'menuitemradio', { name: '4 of 5' } ) );
		await waitFor( () => expect( sent() ).toEqual( [
			[ expect.stringContaining( '/conversations/c1/satisfaction' ), { score: null } ],
			[ expect.stringContaining( '/conversations/c1/satisfaction' ), { score: 4 } ],
		] ) );
	} );

	it( 'stands beside the one the visitor had given, where they differ', () => {
		window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: false, delete: false, export: false, manage: false } };
		fakeRoutes( () => new Promise( () => undefined ) );
		expect( shown( null ) ).not.toContain( 'of 5' );
		expect( shown( { score: 2, comment: 'Slow', visitor_score: 2, visitor_comment: 'Slow' } ) ).toMatch( /Score2 of 5 Slow(?!.*of 5)/ );
		expect( shown( { score: 4, comment: null, visitor_score: 2, visitor_comment: 'Slow' } ) )
			.toContain( 'Score4 of 5Visitor’s own score2 of 5 Slow' );
		expect( shown( { score: null, comment: null, visitor_score: 2, visitor_comment: null } ) )
			.toMatch( /(?<!Score)Visitor’s own score2 of 5/ );
	} );
} );
