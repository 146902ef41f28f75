import { fireEvent, render, screen, within } from '@testing-library/react';
import { InsightsApp } from '../../../../admin/insights/InsightsApp';
import { pageFacts } from '../../../../admin/data/page-facts';
import { fakeRoutes } from '../fake-routes';
import type { InsightDay, Insights, InsightTotals } from '../../../../src/wire/wire';

const SUMS = {
	conversations: 0, visitor_messages: 0, assistant_messages: 0, agent_messages: 0, refused: 0, confirmed: 0, silent: 0, contradicted: 0,
	handled: 0, escalated: 0, answered_alone: 0, resolved: 0, up: 0, down: 0, scores: 0, score_sum: 0,
};
const totals = ( some: Partial< InsightTotals > = {} ): InsightTotals => ( { ...SUMS, visitors: 0, requests: 0, ...some } );
const day = ( name: string, some: Partial< InsightDay > = {} ): InsightDay => ( { day: name, ...SUMS, requests: 0, ...some } );
const NO_TIME = { count: 0, mean: null, median: null, p90: null };
const NO_TIMES = { reply: NO_TIME, reply_open: NO_TIME, resolution: NO_TIME, resolution_open: NO_TIME };

const NONE: Insights = {
	from: '2026-03-01',
	to: '2026-03-02',
	previous_from: '2026-02-27',
	previous_to: '2026-02-28',
	counting: null,
	totals: totals(),
	previous: totals(),
	times: NO_TIMES,
	previous_times: NO_TIMES,
	has_hours: false,
	days: [ day( '2026-03-01' ), day( '2026-03-02' ) ],
	previous_days: [ day( '2026-02-27' ), day( '2026-02-28' ) ],
	hours: Array.from( { length: 168 }, ( _, index ) => ( {
		weekday: 1 + Math.floor( index / 24 ),
		hour: index % 24,
		times: index === 2 ? 0 : 1,
		conversations: index === 9 ? 4 : 0,
	} ) ),
	slices: { channel: [], language: [], page: [], category: [], label: [], team: [], agent: [] },
	costs: [],
	previous_costs: [],
};
const SOME: Insights = {
	...NONE,
	totals: totals( { conversations: 4, visitors: 3, silent: 2, confirmed: 1, handled: 1, answered_alone: 3, up: 1, resolved: 1 } ),
	previous: totals( { conversations: 2 } ),
	times: { ...NO_TIMES, reply: { count: 1, mean: 90, median: 90, p90: 90 } },
	days: [ day( '2026-03-01', { conversations: 4 } ), day( '2026-03-02' ) ],
	slices: { ...NONE.slices, category: [ { ...SUMS, slice: '3', name: 'Delivery', conversations: 4, answered_alone: 2 } ] },
};

beforeEach( () => {
	window.aaiaChatbotAdmin = { ...pageFacts(), pages: { ...pageFacts().pages, inbox: 'https://site.test/wp-admin/admin.php?page=inbox' } };
	window.history.replaceState( null, '', '/wp-admin/admin.php?page=aaia-insights&from=2026-03-01&to=2026-03-02' );
} );

const show = ( insights: Insights ): void => {
	const themes = { weeks: [ '2026-02-23' ], items: [ { name: 'Where is it?', count: 2, figure: 'theme:5', weeks: [ 2 ] } ] };
	fakeRoutes( ( { path } ) => ( path.includes( '/insights/themes' ) ? themes : insights ) );
	render( <InsightsApp /> );
};

describe( 'the figures of a period', () => {
	it( 'each open their conversations, and none opens nothing', async () => {
		show( SOME );
		const link = await screen.findByRole( 'link', { name: 'Silent: 2. Show the conversations' } );
		expect( link.getAttribute( 'href' ) )
			.toBe( 'https://site.test/wp-admin/admin.php?page=inbox&view=all&archived=any&figure=silent&from=2026-03-01&to=2026-03-02' );
		expect( screen.getByRole( 'link', { name: 'Delivery: 4. Show the conversations' } ).getAttribute( 'href' ) )
			.toContain( 'category=%233&figure=began' );
		expect( screen.queryByRole( 'link', { name: /Contradicted/ } ) ).toBeNull();
		expect( ( await screen.findByRole( 'link', { name: 'Where is it?: 2. Show the conversations' } ) ).getAttribute( 'href' ) )
			.toContain( 'figure=theme%3A5' );
	} );

	it( 'are told without colour and to screen readers: numbers in cells, tables beside pictures, both periods', async () => {
		show( SOME );
		const heat = await screen.findByRole( 'table', { name: /by the hour/ } );
		const monday = within( heat ).getAllByRole( 'row' )[ 1 ] as HTMLElement;
		expect( within( monday ).getAllByRole( 'cell' )[ 9 ]?.textContent ).toBe( '4' );
		expect( within( monday ).getAllByRole( 'cell' )[ 2 ]?.textContent ).toBe( '–' );
		const chart = screen.getByRole( 'figure', { name: 'Conversations' } );
		expect( within( chart ).getAllByRole( 'row', { hidden: true } ).map( ( row ) => row.textContent ) )
			.toEqual( [ 'DayThis periodBefore', 'Mar 140', 'Mar 200' ] );
		expect( screen.getByText( 'Before: 2 (100% more now)' ) ).toBeTruthy();
		expect( screen.getAllByText( 'Before: –' ) ).toHaveLength( 2 );
	} );

	it( 'say when there is nothing, instead of zeros', async () => {
		show( NONE );
		expect( await screen.findByText( 'No conversations in these days' ) ).toBeTruthy();
		expect( screen.queryByText( 'Busiest hours' ) ).toBeNull();
	} );

	it( 'say that earlier conversations are still being counted', async () => {
		show( { ...SOME, counting: { counted: 1200, of: 5000 } } );
		expect( ( await screen.findAllByText( /still being counted: 1,200 of 5,000/ ) ).length ).toBeGreaterThan( 0 );
	} );

	it( 'keep the period in the address, and refuse days in the wrong order', async () => {
		show( SOME );
		await screen.findByText( 'How conversations ended' );
		fireEvent.change( screen.getByLabelText( 'To' ), { target: { value: '2026-02-01' } } );
		expect( screen.getByRole( 'alert' ).textContent ).toBe( 'The first day is after the last.' );
		expect( window.location.search ).toContain( 'to=2026-03-02' );
		fireEvent.change( screen.getByLabelText( 'Period' ), { target: { value: '90' } } );
		expect( window.location.search ).toBe( '?page=aaia-insights&period=90' );
		await screen.findByText( 'How conversations ended' );
	} );

	it( 'draw no line where nothing was rated and nothing was paid', async () => {
		const cost = { day: '2026-03-01', model: 'builtin', currency: 'USD', micro: 0, answers: 4, tokens: 0 };
		show( { ...SOME, costs: [ cost ] } );
		const rated = await screen.findByRole( 'figure', { name: 'Satisfaction, 1 to 5' } );
		expect( rated.textContent ).toContain( 'None in this period.' );
		expect( rated.querySelector( 'svg' ) ).toBeNull();
		expect( screen.queryByRole( 'figure', { name: 'Cost' } ) ).toBeNull();
		expect( within( screen.getByRole( 'region', { name: 'Costs of models' } ) ).getByRole( 'rowheader', { name: 'builtin' } ) )
			.toBeTruthy();
	} );

	it( 'draw what was paid', async () => {
		show( { ...SOME, costs: [ { day: '2026-03-01', model: 'm', currency: 'USD', micro: 2_000_000, answers: 4, tokens: 9 } ] } );
		expect( ( await screen.findByRole( 'figure', { name: 'Cost' } ) ).querySelector( 'svg' ) ).not.toBeNull();
	} );

	it( 'scroll by keyboard where a table is wider than the screen', async () => {
		show( SOME );
		for ( const name of [ 'Waiting times', 'In detail', 'How conversations ended', 'Themes' ] ) {
			expect( ( await screen.findByRole( 'region', { name } ) ).tabIndex ).toBe( 0 );
		}
	} );
} );
