import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { WhyThisAnswer } from '../../../../admin/inbox/WhyThisAnswer';
import type { AnswerDetails, AnswerMetrics } from '../../../../src/wire/wire';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

const details: AnswerDetails = {
	origin: 'recorded', question: 'How long is delivery?', searched: 'How long is delivery to Corsica?', model: 'gpt-test', refused: false, readable: true, action: 'annotate', support: 0.6,
	passages: [
		{ rank: 1, chunk: 11, document: 'post:1', title: 'Delivery', url: 'https://site.test/delivery', score: 20, confidence: 0.9, in_prompt: true, cited: true },
		{ rank: 2, chunk: 12, document: 'post:2', title: '<b>Evil</b>', url: 'javascript:alert(1)', score: 5, confidence: 0.2, in_prompt: false, cited: false },
	],
	sentences: [ { text: 'Four days.', support: 1, passage: 1 }, { text: 'For 99 €.', support: 0, passage: null } ],
	flags: [ { kind: 'price', value: '99 €' } ],
	times: { retrieve: 12, first: 340, total: null },
	tokens: { input: 1200, output: 30 },
	cost: { micro: 1234, currency: 'EUR' },
	capped: false,
	sent: true,
};

const known = ( more: Partial< AnswerDetails > = {} ): AnswerMetrics => ( { message: 'm1', reason: null, made_at: '2026-03-02T09:00:00Z', details: { ...details, ...more } } );

let asked: Asked[] = [];
let answer: ( asked: Asked ) => unknown = () => known();

function open(): void {
	render( <WhyThisAnswer conversation="c1" message="m1" /> );
	fireEvent.click( screen.getByRole( 'button', { name: 'Why this answer?' } ) );
}

beforeEach( () => {
	answer = () => known();
	asked = fakeRoutes( ( request ) => answer( request ) );
} );

it( 'asks for nothing before it is opened', () => {
	render( <WhyThisAnswer conversation="c1" message="m1" /> );
	expect( asked ).toEqual( [] );
	expect( screen.queryByRole( 'dialog' ) ).toBeNull();
} );

it( 'shows passages, support, checks, model and times', async () => {
	open();
	expect( ( await screen.findByRole( 'link', { name: 'Delivery' } ) ).getAttribute( 'href' ) ).toBe( 'https://site.test/delivery' );
	expect( screen.getByText( 'Score 20 · covers 90% of the question · given to the model · cited' ) ).toBeTruthy();
	expect( screen.getByText( 'Score 5 · covers 20% of the question · not given to the model: only the best six are' ) ).toBeTruthy();
	expect( screen.getByText( 'How long is delivery to Corsica?' ) ).toBeTruthy();
	expect( screen.getByText( '100% in passage 1' ) ).toBeTruthy();
	expect( screen.getByText( 'in no passage' ) ).toBeTruthy();
	expect( screen.getByText( '99 €' ).closest( 'li' )?.textContent ).toBe( 'Price 99 €' );
	expect( screen.getByText( 'A sentence under the answer names them.' ) ).toBeTruthy();
	expect( [ 'gpt-test', '12 ms', '340 ms', '–', '1,200 / 30' ].map( ( value ) => screen.getByText( value ).tagName ) ).toEqual( Array( 5 ).fill( 'DD' ) );
	expect( asked.map( ( { method, path } ) => `${ method } ${ path }` ) ).toEqual( [ 'GET /aaia-chatbot/v1/conversations/c1/messages/m1/metrics' ] );
} );

it( 'shows hostile titles and addresses as text', async () => {
	open();
	const evil = await screen.findByText( '<b>Evil</b>' );
	expect( evil.closest( 'a' ) ).toBeNull();
} );

it( 'finds everything again with the index of today, and says so', async () => {
	open();
	await screen.findByText( /Recorded when the answer was given/ );
	answer = () => known( { origin: 'recomputed', tokens: null } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Recompute' } ) );
	expect( await screen.findByText( /Found again with the index of/ ) ).toBeTruthy();
	expect( screen.queryByText( 'Tokens read and written' ) ).toBeNull();
	expect( asked.at( -1 ) ).toEqual( { method: 'POST', path: '/aaia-chatbot/v1/conversations/c1/messages/m1/metrics/recompute', data: {} } );
} );

it( 'says why there is nothing, and what went wrong, and can be asked again', async () => {
	answer = () => ( { message: 'm1', reason: 'before_indexing', made_at: null, details: null } );
	open();
	expect( await screen.findByText( /older than the index/ ) ).toBeTruthy();
	answer = () => {
		throw refusal( 503, 'aaia_unavailable', 'Try again in a moment.' );
	};
	fireEvent.click( screen.getByRole( 'button', { name: 'Reload' } ) );
	expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'Try again in a moment.' );
	fireEvent.click( screen.getAllByRole( 'button', { name: 'Close' } ).at( -1 ) as HTMLElement );
	await waitFor( () => expect( screen.queryByRole( 'dialog' ) ).toBeNull() );
} );
