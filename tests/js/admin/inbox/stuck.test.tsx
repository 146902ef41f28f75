import { fireEvent, render, screen } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { activityWords } from '../../../../admin/inbox/activity-words';
import { belongs, initialInbox } from '../../../../admin/inbox/inbox-state';
import { StuckNotice } from '../../../../admin/inbox/StuckNotice';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { activity, conversation } from '../builders';
import { fakeRoutes } from '../fake-routes';

const act = jest.fn();
const inbox = { act, state: initialInbox } as unknown as Inbox;

describe( 'a stuck conversation', () => {
	it( 'says why, and is tried again or freed', () => {
		window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: true, manage: true } };
		const asked = fakeRoutes( () => ( {} ) );
		const shown = render( <StuckNotice inbox={ inbox } conversation={ conversation( { id: 'a', stuck: 'delivery' } ) } /> );
		expect( screen.getByRole( 'status' ).textContent ).toContain( 'could not be delivered' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Retry' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Free it' } ) );
		expect( asked.map( ( { path } ) => path.split( '/' ).at( -1 ) ) ).toEqual( [ 'retry', 'free' ] );
		shown.rerender( <StuckNotice inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		expect( screen.queryByRole( 'status' ) ).toBeNull();
	} );

	it( 'belongs to the list of stuck ones, and the thread says what happened', () => {
		const filter = { ...initialInbox.filter, stuck: true };
		expect( belongs( conversation( { id: 'a', stuck: 'turn' } ), filter, 1 ) ).toBe( true );
		expect( belongs( conversation( { id: 'a' } ), filter, 1 ) ).toBe( false );
		const lines = [ 'turn', 'solved' ].map( ( to ) => activityWords( activity( { id: to, type: 'stuck', to, by: 'system' } ) ) );
		expect( lines ).toEqual( [ 'Stuck: the answer failed', 'No longer stuck' ] );
	} );
} );
