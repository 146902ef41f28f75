import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { WhyThisAnswer } from '../../../../admin/inbox/WhyThisAnswer';
import type { AnswerDetails, AnswerMetrics, RankedPassage } from '../../../../src/wire/wire';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Asked } from '../fake-routes';

const details: AnswerDetails = {
	origin: 'recorded',
	question: 'How long is delivery?',
	searched: 'How long is delivery to Corsica?',
	model: 'gpt-test',
	refused: false,
	readable: true,
	action: 'annotate',
	support: 0.6,
	passages: [
		{
			rank: 1,
			chunk: 11,
			document: 'post:1',
			title: 'Delivery',
			url: 'https://site.test/delivery',
			score: 20,
			confidence: 0.9,
			in_prompt: true,
			cited: true,
		},
		{
			rank: 2,
			chunk: 12,
			document: 'post:2',
			title: '<b>Evil</b>',
			url: 'javascript:alert(1)',
			score: 5,
			confidence: 0.2,
			in_prompt: false,
			cited: false,
		},
	],
	sentences: [
		{ text: 'Four days.', support: 1, passage: 1 },
		{ text: 'For 99 €.', support: 0, passage: null },
	],
	flags: [ { kind: 'price', value: '99 €' } ],
	times: { retrieve: 12, first: 340, total: null },
	tokens: { input: 1200, output: 30 },
	cost: { micro: 1234, currency: 'EUR' },
	capped: false,
	sent: true,
};

const known = ( more: Partial< AnswerDetails > = {} ): AnswerMetrics => ( {
	message: 'm1',
	reason: null,
	made_at: '2026-03-02T09:00:00Z',
	details: { ...details, ...more },
} );

let asked: Asked[] = [];
let answer: ( asked: Asked ) => unknown = () => known();
let similar: () => unknown = () => ( { items: [] } );

function open(): void {
	render( <WhyThisAnswer conversation="c1" message="m1" /> );
	fireEvent.click( screen.getByRole( 'button', { name: 'Why this answer?' } ) );
}

beforeEach( () => {
	answer = () => known();
	similar = () => ( { items: [] } );
	asked = fakeRoutes( ( request ) => request.path.endsWith( '/similar' ) ? similar() : answer( request ) );
} );

/** What was asked of one route. */
const askedFor = ( end: string ): string[] =>
	asked.filter( ( { path } ) => path.endsWith( end ) ).map( ( { method, path } ) => `${ method } ${ path }` );

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
	expect( screen.getByText( 'A sentence below the answer lists them.' ) ).toBeTruthy();
	expect( [ 'gpt-test', '12 ms', '340 ms', '–', '1,200 / 30', '€0.001234' ].map( ( value ) => screen.getByText( value ).tagName ) ).toEqual(
		Array( 6 ).fill( 'DD' )
	);
	expect( askedFor( '/metrics' ) ).toEqual( [ 'GET /aaia-chatbot/v1/conversations/c1/messages/m1/metrics' ] );
	expect( askedFor( '/similar' ) ).toEqual( [ 'GET /aaia-chatbot/v1/conversations/c1/messages/m1/similar' ] );
	expect( [ ...askedFor( '/prompt' ), ...askedFor( '/repeat' ) ] ).toEqual( [] );
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
	expect( await screen.findByText( /Searched again with the index of/ ) ).toBeTruthy();
	expect( screen.queryByText( 'Input and output tokens' ) ).toBeNull();
	expect( asked.find( ( { path } ) => path.endsWith( '/recompute' ) ) ).toEqual( {
		method: 'POST',
		path: '/aaia-chatbot/v1/conversations/c1/messages/m1/metrics/recompute',
		data: {},
	} );
} );

it.each( [
	[ 'person', /A person wrote this message/ ],
	[ 'rule', /by a rule/ ],
	[ 'unfinished', /still being written/ ],
	[ 'before_indexing', /before your pages were indexed/ ],
	[ 'index_off', /None of your pages is indexed/ ],
	[ 'error', /An error prevented/ ],
] as const )( 'says why there is nothing (%s), and offers to reload and to recompute', async ( reason, sentence ) => {
	answer = () => ( { message: 'm1', reason, made_at: null, details: null } );
	open();
	expect( await screen.findByText( sentence ) ).toBeTruthy();
	fireEvent.click( screen.getByRole( 'button', { name: 'Reload' } ) );
	expect( await screen.findByText( sentence ) ).toBeTruthy();
	answer = () => known( { origin: 'recomputed', cost: null, sent: false } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Recompute' } ) );
	expect( await screen.findByText( /Searched again with the index of/ ) ).toBeTruthy();
	expect( [ askedFor( '/metrics' ).length, askedFor( '/recompute' ).length ] ).toEqual( [ 2, 1 ] );
	expect( screen.queryByText( 'Cost' ) ).toBeNull();
	expect( screen.getByText( 'What was sent was not recorded for this answer.' ) ).toBeTruthy();
} );

it( 'shows an unknown cost as unknown, and that of the built-in assistant as nothing', async () => {
	answer = () => known( { cost: null } );
	open();
	expect( await screen.findByText( 'Unknown: no price or no token count' ) ).toBeTruthy();
	answer = () => known( { cost: { micro: 0, currency: 'EUR' }, model: 'builtin', sent: false, capped: true } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Reload' } ) );
	expect( await screen.findByText( '€0' ) ).toBeTruthy();
	expect( screen.getByText( /Your cost cap was reached/ ) ).toBeTruthy();
	expect( screen.getByText( /Nothing left your site/ ) ).toBeTruthy();
} );

it( 'shows what the model was sent as text, and what of it is gone', async () => {
	open();
	const button = await screen.findByRole( 'button', { name: 'Show what was sent' } );
	answer = () => ( {
		prompt: {
			model: 'gpt-test',
			tools: [ 'send_support_email' ],
			exact: false,
			parts: [
				{ kind: 'instructions', number: null, text: '<b>Be kind.</b>' },
				{ kind: 'rules', number: null, text: null },
				{ kind: 'passage', number: 2, text: null },
				{ kind: 'question', number: null, text: 'How long?' },
			],
		},
	} );
	fireEvent.click( button );
	expect( ( await screen.findAllByText( '<b>Be kind.</b>' ) ).at( -1 )?.tagName ).toBe( 'PRE' );
	expect( screen.getByText( /Some of what was sent is no longer available/ ) ).toBeTruthy();
	expect( screen.getByText( 'Passage 2' ).closest( 'p' )?.textContent ).toContain( 'the page was removed' );
	expect( screen.getByText( 'Tools it was offered: send_support_email' ) ).toBeTruthy();
} );

it( 'asks again for what could not be had', async () => {
	open();
	const button = await screen.findByRole( 'button', { name: 'Repeat that day’s search' } );
	answer = () => {
		throw refusal( 503, 'aaia_unavailable', 'Try again in a moment.' );
	};
	fireEvent.click( button );
	expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'Try again in a moment.' );
	answer = () => ( { repetition: null } );
	fireEvent.click( screen.getByRole( 'button', { name: 'Repeat that day’s search' } ) );
	expect( await screen.findByText( 'Nothing was recorded that day.' ) ).toBeTruthy();
} );

it( 'puts the search of that day, its repetition and that of today side by side', async () => {
	open();
	const button = await screen.findByRole( 'button', { name: 'Repeat that day’s search' } );
	const [ first, second ] = details.passages as [ RankedPassage, RankedPassage ];
	answer = () => ( {
		repetition: {
			then: [ first, second ],
			repeated: [ { ...first, score: 20.0004 }, second ],
			now: [ { ...second, rank: 1, score: 30 } ],
			restored: 2,
			hidden: 1,
			removed: 0,
			lost: 0,
		},
	} );
	fireEvent.click( button );
	expect( await screen.findByText( 'The repeated search finds the same passages with the same scores.' ) ).toBeTruthy();
	const cells = ( name: string ): Array< string | null > =>
		[ ...( screen.getByRole( 'rowheader', { name } ).closest( 'tr' )?.querySelectorAll( 'td' ) ?? [] ) ].map( ( cell ) => cell.textContent );
	expect( [ cells( 'Delivery' ), cells( '<b>Evil</b>' ) ] ).toEqual( [ [ '1. (20)', '1. (20)', '–' ], [ '2. (5)', '2. (5)', '1. (30)' ] ] );
	expect( screen.getByText( '2 pages have changed since; their versions of that day were used.' ) ).toBeTruthy();
	expect( screen.getByText( '1 newer page was left out.' ) ).toBeTruthy();
} );

it( 'says what a repetition misses, and why it may differ', async () => {
	open();
	const button = await screen.findByRole( 'button', { name: 'Repeat that day’s search' } );
	answer = () => ( { repetition: { then: details.passages, repeated: [], now: [], restored: 0, hidden: 0, removed: 1, lost: 3 } } );
	fireEvent.click( button );
	expect( await screen.findByText( /1 page has been removed since/ ) ).toBeTruthy();
	expect( screen.getByText( /The earlier versions of 3 pages are no longer kept/ ) ).toBeTruthy();
	expect( screen.queryByText( /The results differ/ ) ).toBeNull();
} );

it( 'shows earlier questions like this one with what they were answered', async () => {
	similar = () => ( {
		items: [
			{
				conversation: 'c9',
				message: 'q9',
				question: '<i>When?</i>',
				asked_at: '2026-03-01T09:00:00Z',
				times: 3,
				answer: { author: 'agent', text: '**Four** days.', refused: false, rating: 'up' },
			},
			{
				conversation: 'c8',
				message: 'q8',
				question: 'Where?',
				asked_at: '2026-03-01T09:00:00Z',
				times: 1,
				answer: { author: 'assistant', text: 'No idea.', refused: true, rating: 'down' },
			},
			{ conversation: 'c7', message: 'q7', question: 'Who?', asked_at: '2026-03-01T09:00:00Z', times: 1, answer: null },
		],
	} );
	open();
	const first = ( await screen.findByRole( 'link', { name: '<i>When?</i>' } ) ).closest( 'li' );
	expect( first?.textContent ).toContain( 'asked 3 times · answered by a person · rated helpful' );
	expect( first?.textContent ).toContain( 'Four days.' );
	expect( screen.getByRole( 'link', { name: 'Where?' } ).closest( 'li' )?.textContent ).toContain(
		'the assistant did not know · rated not helpful'
	);
	expect( screen.getByRole( 'link', { name: 'Who?' } ).closest( 'li' )?.textContent ).toContain( 'not answered' );
} );

it( 'says why there is nothing, and what went wrong, and can be asked again', async () => {
	answer = () => ( { message: 'm1', reason: 'before_indexing', made_at: null, details: null } );
	open();
	expect( await screen.findByText( /before your pages were indexed/ ) ).toBeTruthy();
	answer = () => {
		throw refusal( 503, 'aaia_unavailable', 'Try again in a moment.' );
	};
	fireEvent.click( screen.getByRole( 'button', { name: 'Reload' } ) );
	expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'Try again in a moment.' );
	fireEvent.click( screen.getAllByRole( 'button', { name: 'Close' } ).at( -1 ) as HTMLElement );
	await waitFor( () => expect( screen.queryByRole( 'dialog' ) ).toBeNull() );
} );
