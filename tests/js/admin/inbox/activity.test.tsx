import { render, screen } from '@testing-library/react';
import { ActivityLines, activityBefore } from '../../../../admin/inbox/ActivityLines';
import { activityWords } from '../../../../admin/inbox/activity-words';
import { pageFacts } from '../../../../admin/data/page-facts';
import { activity, conversation, message } from '../builders';
import { fakeRoutes } from '../fake-routes';

const ME = { id: 7, name: 'Marie' };
const PAUL = { id: 8, name: 'Paul' };

beforeEach( () => {
	window.aaiaChatbotAdmin = { ...pageFacts(), user: ME.id };
} );

describe( 'a line about what happened', () => {
	it.each( [
		[ { type: 'handler', to: 'human', agent: ME }, 'You took over' ],
		[ { type: 'handler', to: 'human', agent: PAUL }, 'Paul took over' ],
		[ { type: 'handler', to: 'assistant', agent: PAUL }, 'Paul handed the conversation back to the assistant' ],
		[ { type: 'handler', to: 'assistant', agent: null }, 'Back to the assistant' ],
		[ { type: 'assignee', to: 'person', agent: PAUL, subject: ME }, 'Paul assigned this to you' ],
		[ { type: 'assignee', to: 'person', agent: ME, subject: PAUL }, 'You assigned this to Paul' ],
		[ { type: 'assignee', to: null, by: 'visitor', subject: PAUL }, 'No longer assigned to Paul' ],
		[ { type: 'priority', to: 'high', agent: PAUL }, 'Paul set the priority to: High' ],
		[ { type: 'status', to: 'resolved', agent: null, by: 'system' }, 'Resolved automatically, after a silence' ],
		[ { type: 'status', to: 'resolved', agent: PAUL }, 'Paul resolved this' ],
		[ { type: 'status', to: 'open', agent: null, by: 'visitor' }, 'Open again: the visitor wrote' ],
		[ { type: 'team', to: null, from: 'Support', agent: PAUL }, 'Paul took this out of its team' ],
		[ { type: 'team', to: 'Support', agent: PAUL }, 'Paul assigned this to the team “Support”' ],
		[ { type: 'labels', from: 'Slow', to: 'VIP, Billing', agent: PAUL }, 'Paul – labels added: VIP, Billing · labels removed: Slow' ],
		[ { type: 'category', to: 'Orders', agent: ME }, 'You chose the category: Orders' ],
		[ { type: 'category', to: null, agent: PAUL }, 'Paul took this out of its category' ],
		[ { type: 'archived', to: 'archive', agent: ME }, 'You archived this' ],
		[ { type: 'requested', by: 'visitor' }, 'The visitor asked for a person' ],
		[ { type: 'promise', to: 'broken', by: 'system' }, 'The time promised to the visitor has passed' ],
	] as const )( 'says who did it: %j', ( about, words ) => {
		expect( activityWords( activity( { id: 'a', ...about } ) ) ).toBe( words );
	} );

	it( 'takes a name literally', () => {
		const agent = { id: 8, name: '$& %s <b>' };
		expect( activityWords( activity( { id: 'a', type: 'status', to: 'resolved', agent } ) ) ).toBe( '$& %s <b> resolved this' );
	} );
} );

describe( 'the place of a line', () => {
	const at = ( second: string ): string => `2026-03-02T09:00:${ second }Z`;
	const lines = [ '00', '10', '10', '30' ].map( ( second, index ) => activity( { id: `a${ index }`, at: at( second ) } ) );
	const first = message( { id: 'm1', created_at: at( '05' ) } );
	const reply = message( { id: 'm2', author: 'agent', created_at: at( '10' ) } );
	const ids = ( ...between: [ typeof first | undefined, typeof first | null ] ): string[] =>
		activityBefore( lines, ...between ).map( ( { id } ) => id );

	it( 'is between the messages, and each line stands once', () => {
		expect( [ ids( undefined, first ), ids( first, reply ), ids( reply, null ) ] ).toEqual( [ [ 'a0' ], [ 'a1', 'a2' ], [ 'a3' ] ] );
	} );

	it( 'follows what a visitor wrote in the same second', () => {
		const asked = message( { id: 'm3', created_at: at( '10' ) } );
		expect( [ ids( first, asked ), ids( asked, null ) ] ).toEqual( [ [], [ 'a1', 'a2', 'a3' ] ] );
	} );
} );

describe( 'lines in a thread', () => {
	const open = conversation( { id: 'c1', waiting_since: '2026-03-02T09:00:00Z' } );

	it( 'are folded when they are many', () => {
		const many = [ '1', '2', '3', '4' ].map( ( id ) => activity( { id, agent: PAUL } ) );
		render( <ActivityLines lines={ many } newest={ undefined } conversation={ open } onGrown={ jest.fn() } /> );
		expect( screen.getByText( '4 changes' ).closest( 'details' )?.open ).toBe( false );
	} );

	it( 'show the handover note at the newest request, words as text', async () => {
		const note = {
			reason: 'out_of_scope',
			asked: '<img src=x onerror=alert(1)>',
			question: '',
			answers: [ { message: 'm', text: 'I found nothing.', refused: true } ],
			sources: [ { url: 'javascript:alert(1)', title: 'Delivery' } ],
		};
		fakeRoutes( () => note );
		const grown = jest.fn();
		render( <ActivityLines lines={ [ activity( { id: 'r', type: 'requested' } ) ] } newest="r" conversation={ open } onGrown={ grown } /> );
		const summary = await screen.findByText( 'Handover note' );
		screen.getByText( '<img src=x onerror=alert(1)>' );
		screen.getByText( 'The assistant could not help further. The assistant found no answer.' );
		expect( screen.queryByRole( 'link' ) ).toBeNull();
		expect( summary.closest( 'details' )?.open ).toBe( true );
		expect( grown ).toHaveBeenCalledTimes( 1 );
	} );
} );
