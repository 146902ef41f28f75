import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { LessonsTab } from '../../../../admin/improve/lessons/LessonsTab';
import type { Lesson } from '../../../../src/wire/wire';
import { fakeRoutes, refusal } from '../fake-routes';

const lesson = ( about: Partial< Lesson > = {} ): Lesson => ( {
	id: 'l1',
	problem: 'Wrong hours',
	cause: '',
	action: 'Page corrected',
	result: '',
	acted_on: '2026-03-01',
	by: 'Marie',
	updated_at: '2026-03-02T09:00:00Z',
	conversations: [ 'c1' ],
	...about,
} );

beforeEach( () => {
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: false, manage: true } };
	window.history.replaceState( null, '', '/?page=aaia-improve&tab=lessons' );
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the lessons', () => {
	it( 'are searched a moment after typing, and say when none has the words', async () => {
		const asked = fakeRoutes( ( { path } ) => ( { items: path.includes( 'search' ) ? [] : [ lesson() ], next_cursor: null } ) );
		render( <LessonsTab /> );
		const heading = await screen.findByRole( 'heading', { name: 'Wrong hours' } );
		expect( heading.closest( 'article' )?.textContent ).toContain( 'Page corrected' );
		fireEvent.change( screen.getByRole( 'searchbox' ), { target: { value: 'unicorn' } } );
		await screen.findByText( 'No lesson has all these words.' );
		expect( asked.map( ( { path } ) => path ) )
			.toEqual( [ expect.stringMatching( /lessons$/ ), expect.stringContaining( 'search=unicorn' ) ] );
	} );

	it( 'begin from the conversation in the address, which the next one forgets', async () => {
		window.history.replaceState( null, '', '/?page=aaia-improve&tab=lessons&conversation=c9' );
		let tries = 0;
		const asked = fakeRoutes( ( { data } ) => {
			if ( 'problem' in data && ++tries === 1 ) {
				throw refusal( 500, 'aaia_down', 'The database is away.' );
			}
			return { items: [], next_cursor: null };
		} );
		render( <LessonsTab /> );
		fireEvent.change( screen.getByRole( 'textbox', { name: 'Problem' } ), { target: { value: 'Wrong hours' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await screen.findByText( 'The database is away.' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await waitFor( () => expect( screen.queryByRole( 'dialog' ) ).toBeNull() );
		expect( asked.flatMap( ( { data } ) => 'problem' in data ? [ [ data[ 'problem' ], data[ 'conversations' ] ] ] : [] ) )
			.toEqual( [ [ 'Wrong hours', [ 'c9' ] ], [ 'Wrong hours', [ 'c9' ] ] ] );
		expect( window.location.search ).not.toContain( 'c9' );
	} );

	it( 'say what ratings say, and no more', async () => {
		const figures = { before: { up: 3, rated: 12 }, after: { up: 10, rated: 11 }, says: 'better' };
		fakeRoutes( ( { path } ) => path.includes( 'figures' ) ? { figures } : { items: [ lesson() ], next_cursor: null } );
		render( <LessonsTab /> );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Did it help?' } ) );
		await waitFor( () => expect( screen.getByRole( 'status' ).textContent )
			.toMatch( /3 of 12 before, 10 of 11 since\. Better, beyond chance\./ ) );
	} );
} );
