import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { AssignMenu } from '../../../../admin/inbox/AssignMenu';
import { PriorityMark, PriorityMenu } from '../../../../admin/inbox/PriorityMenu';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { conversation } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

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

describe( 'assigning', () => {
	it( 'offers me, the colleagues and nobody, and says whom it saw it assigned to', async () => {
		const asked = fakeRoutes( ( { method } ) =>
			method === 'GET' ? { items: [ { id: 7, name: 'Ada' }, { id: 8, name: 'Marie' }, { id: 9, name: 'Paul' } ], more: false } : {}
		);
		render( <AssignMenu inbox={ inbox } conversation={ conversation( { id: 'a', assignee: { id: 8, name: 'Marie' } } ) } /> );
		fireEvent.click( screen.getByRole( 'button', { name: 'Assigned to: Marie. Change it' } ) );
		await waitFor( () => expect( items() ).toEqual( [ 'Me', 'Marie', 'Paul', 'Nobody' ] ) );
		fireEvent.click( screen.getByText( 'Paul' ) );
		expect( act ).toHaveBeenCalledWith( expect.anything(), 'Assigned to: Paul.', expect.any( Function ) );
		await act.mock.calls[ 0 ][ 0 ];
		expect( asked.at( -1 ) ).toMatchObject( { path: '/aaia-chatbot/v1/conversations/a', data: { assignee: 9, assignee_seen: 8 } } );
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
