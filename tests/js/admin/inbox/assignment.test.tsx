import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { AssignMenu } from '../../../../admin/inbox/AssignMenu';
import { PriorityMark, PriorityMenu } from '../../../../admin/inbox/PriorityMenu';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { agent, conversation } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const ADA = { id: 7, name: 'Ada', role: 'member' };

const act = jest.fn();
const dispatch = jest.fn();
const inbox = { act, dispatch } as unknown as Inbox;

beforeEach( () => {
	[ act, dispatch ].forEach( ( mock ) => mock.mockClear() );
	window.aaiaChatbotAdmin = { ...pageFacts(), user: 7 };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

const items = (): string[] => screen.getAllByRole( 'menuitemradio' ).map( ( { textContent } ) => textContent ?? '' );

/** Answers the lists of the menu; everything else is done. */
function colleagues( names: readonly string[], teams: readonly string[] = [] ): ReturnType< typeof fakeRoutes > {
	return fakeRoutes( ( { method, path } ) => {
		if ( method !== 'GET' ) {
			return {};
		}
		const search = decodeURIComponent( path.split( 'search=' )[ 1 ] ?? '' ).toLowerCase();
		const agents = names.map( ( name, index ) => agent( { id: index + 7, name } ) );
		return path.includes( '/teams' )
			? { items: teams.map( ( name, index ) => ( { id: index + 1, name, members: [ ADA ], office: null, open: true, opens_at: null } ) ) }
			: { items: agents.filter( ( { name } ) => name.toLowerCase().includes( search ) ), more: false };
	} );
}

describe( 'assigning', () => {
	it( 'offers me, the colleagues, the teams and nobody, and says whom it saw it assigned to', async () => {
		const asked = colleagues( [ 'Ada', 'Marie', 'Paul' ], [ 'Sales' ] );
		render( <AssignMenu inbox={ inbox } conversation={ conversation( { id: 'a', assignee: { id: 8, name: 'Marie' } } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Assigned to: Marie. Change it' } ) );
		await waitFor( () => expect( items() ).toEqual( [ 'Me', 'MarieHere', 'PaulHere', 'Sales', 'Nobody' ] ) );
		expect( screen.queryByRole( 'searchbox' ) ).toBeNull();
		fireEvent.click( screen.getByText( 'Paul' ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Assigned to: Paul.', expect.any( Function ) );
		await act.mock.calls[ 0 ][ 0 ];
		expect( asked.at( -1 ) ).toMatchObject( {
			path: '/aaia-chatbot/v1/conversations/a',
			data: { assignee: 9, assignee_seen: 8, team_seen: null },
		} );
	} );

	it( 'gives a conversation back to its team, and to nobody and no team', async () => {
		const asked = colleagues( [ 'Ada', 'Marie' ], [ 'Sales' ] );
		const team = { id: 1, name: 'Sales', mine: false };
		render( <AssignMenu inbox={ inbox } conversation={ conversation( { id: 'a', assignee: { id: 8, name: 'Marie' }, team } ) } /> );
		const toggle = screen.getByRole( 'button', { name: 'Assigned to: Marie · Sales. Change it' } );
		for ( const [ name, sent ] of [ [ 'Sales', { team: 1 } ], [ 'Nobody', { assignee: null, team: null } ] ] as const ) {
			fireEvent.click( toggle );
			fireEvent.click( await screen.findByRole( 'menuitemradio', { name } ) );
			await act.mock.calls.at( -1 )?.[ 0 ];
			expect( asked.filter( ( { method } ) => method === 'PUT' || method === 'PATCH' || method === 'POST' ).at( -1 )?.data )
				.toEqual( { ...sent, assignee_seen: 8, team_seen: 1 } );
		}
	} );

	it( 'shows who is there and how much they have, and warns of who is off or has enough', async () => {
		fakeRoutes( ( { method, path } ) => method !== 'GET' ? {} : { items: path.includes( '/teams' ) ? [] : [
			agent( { id: 8, name: 'Marie', state: 'off' } ),
			agent( { id: 9, name: 'Paul', capacity: 2, open: 2, state: 'away' } ),
		] } );
		render( <AssignMenu inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		const toggle = screen.getByRole( 'button', { name: 'Unassigned. Change it' } );
		for ( const [ name, text ] of [
			[ 'Marie Off', 'Assigned to: Marie, who is off and may not see it soon.' ],
			[ 'Paul 2 of 2 Away', 'Assigned to: Paul, who already has 2 of 2 conversations.' ],
		] as const ) {
			fireEvent.click( toggle );
			fireEvent.click( await screen.findByRole( 'menuitemradio', { name } ) );
			expect( act ).toHaveBeenLastCalledWith( expect.anything(), text, expect.any( Function ) );
		}
	} );

	it( 'searches among many people and teams', async () => {
		colleagues( [ 'Ada', 'Marie', 'Bo', 'Cy', 'Di', 'Ed', 'Flo', 'Gil', 'Maël' ], [ 'Marketing', 'Stock' ] );
		render( <AssignMenu inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Unassigned. Change it' } ) );
		fireEvent.change( await screen.findByRole( 'searchbox', { name: 'Search people and teams' } ), { target: { value: 'mar' } } );
		await waitFor( () => expect( items() ).toEqual( [ 'MarieHere', 'Marketing' ] ) );
		fireEvent.change( screen.getByRole( 'searchbox' ), { target: { value: 'zzz' } } );
		expect( await screen.findByText( 'Nobody and no team of this name.' ) ).toBeTruthy();
	} );

	it( 'keeps what it knows and says so when the colleagues cannot be loaded', async () => {
		fakeRoutes( () => {
			throw refusal( 500, 'aaia_failed', 'No.' );
		} );
		render( <AssignMenu inbox={ inbox } conversation={ conversation( { id: 'a' } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Unassigned. Change it' } ) );
		await waitFor( () => expect( dispatch ).toHaveBeenCalled() );
		expect( items() ).toEqual( [ 'Me', 'Nobody' ] );
	} );
} );

describe( 'a priority', () => {
	it( 'is chosen from urgent to none, and can be undone', () => {
		fakeRoutes( () => ( {} ) );
		render( <PriorityMenu inbox={ inbox } conversation={ conversation( { id: 'a', priority: 'low' } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Priority: Low. Change it' } ) );
		expect( items() ).toEqual( [ 'Urgent', 'High', 'Medium', 'Low', 'None' ] );
		fireEvent.click( screen.getByText( 'Urgent' ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Priority: Urgent.', expect.any( Function ) );
	} );

	it( 'is not shown in the list when there is none', () => {
		const text = ( priority: 'none' | 'high' ): string | null => render( <PriorityMark priority={ priority } /> ).container.textContent;
		expect( [ text( 'none' ), text( 'high' ) ] ).toEqual( [ '', 'High' ] );
	} );
} );
