import { fireEvent, render, screen } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { AnswersTab } from '../../../../admin/improve/answers/AnswersTab';
import { GapsTab } from '../../../../admin/improve/gaps/GapsTab';
import type { WrittenAnswer } from '../../../../src/wire/wire';
import { fakeRoutes } from '../fake-routes';

const answer = ( question: string ): WrittenAnswer => ( {
	id: question,
	question,
	wordings: [],
	answer: 'Twelve years.',
	language: '',
	pages: '',
	url: '',
	valid_from: null,
	valid_until: null,
	live: true,
	updated_at: '2026-03-02T09:00:00Z',
} );

beforeEach( () => {
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: true, export: false, manage: true } };
	window.history.replaceState( null, '', '/?page=aaia-improve&tab=answers' );
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

describe( 'the corrected answers', () => {
	it( 'lead to the gaps while there is none, and say when a search finds none', async () => {
		fakeRoutes( () => ( { items: [], next_cursor: null } ) );
		render( <AnswersTab /> );
		fireEvent.click( await screen.findByRole( 'button', { name: 'See the gaps' } ) );
		expect( new URLSearchParams( window.location.search ).get( 'tab' ) ).toBe( 'gaps' );
		fireEvent.change( screen.getByRole( 'searchbox' ), { target: { value: 'unicorn' } } );
		await screen.findByText( 'Nothing found.' );
		expect( screen.queryByRole( 'button', { name: 'See the gaps' } ) ).toBeNull();
	} );

	it( 'lead back from older ones', async () => {
		fakeRoutes( ( { path } ) => path.includes( 'cursor=two' )
			? { items: [ answer( 'Old?' ) ], next_cursor: null }
			: { items: [ answer( 'New?' ) ], next_cursor: 'two' } );
		render( <AnswersTab /> );
		fireEvent.click( await screen.findByRole( 'button', { name: 'Older' } ) );
		await screen.findByRole( 'heading', { name: 'Old?' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Back to the newest' } ) );
		await screen.findByRole( 'heading', { name: 'New?' } );
	} );
} );

test( 'an empty list of gaps says what would stand in it', async () => {
	fakeRoutes( () => ( { items: [], counts: {}, more: false } ) );
	render( <GapsTab /> );
	await screen.findByText( /^No gap now\./ );
	fireEvent.change( screen.getByRole( 'combobox', { name: 'Show' } ), { target: { value: 'mine' } } );
	await screen.findByText( /^No gap was given to you\./ );
} );
