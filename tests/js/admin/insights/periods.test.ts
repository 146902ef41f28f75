import { begins, daysOf, periodIn, today, unitFor } from '../../../../admin/insights/periods';
import { grouped, shares } from '../../../../admin/insights/series';
import { change, duration } from '../../../../admin/insights/format';

describe( 'a period', () => {
	it( 'ends today, or is a month that has ended', () => {
		expect( daysOf( '7', '2026-03-05' ) ).toEqual( { from: '2026-02-27', to: '2026-03-05' } );
		expect( daysOf( 'month', '2026-03-05' ) ).toEqual( { from: '2026-03-01', to: '2026-03-05' } );
		expect( daysOf( 'last-month', '2026-03-05' ) ).toEqual( { from: '2026-02-01', to: '2026-02-28' } );
		expect( daysOf( 'year', '2026-03-05' ) ).toEqual( { from: '2026-01-01', to: '2026-03-05' } );
	} );

	it( 'is that of the address, and the last 30 days where it names none that exists', () => {
		expect( periodIn( '?page=x&from=2026-01-02&to=2026-01-03', '2026-03-05' ) )
			.toEqual( { name: 'days', days: { from: '2026-01-02', to: '2026-01-03' } } );
		expect( periodIn( '?period=90', '2026-03-05' ).name ).toBe( '90' );
		for ( const search of [ '', '?period=days', '?period=nonsense', '?from=2026-02-01&to=2026-01-01', '?from=soon&to=late' ] ) {
			expect( periodIn( search, '2026-03-05' ) ).toEqual( { name: '30', days: { from: '2026-02-04', to: '2026-03-05' } } );
		}
	} );

	it( 'knows which day it is on the site, by its zone or its offset', () => {
		const late = new Date( '2026-03-31T23:30:00Z' );
		expect( [ 'UTC', 'Europe/Paris', 'America/New_York', '+05:30', '-10:00' ].map( ( zone ) => today( zone, late ) ) )
			.toEqual( [ '2026-03-31', '2026-04-01', '2026-03-31', '2026-04-01', '2026-03-31' ] );
	} );

	it( 'is drawn by days, weeks that begin on Monday, or months', () => {
		expect( [ 7, 62, 63, 400, 401 ].map( unitFor ) ).toEqual( [ 'day', 'day', 'week', 'week', 'month' ] );
		expect( begins( '2026-03-29', 'week' ) ).toBe( '2026-03-23' );
		expect( begins( '2026-03-30', 'week' ) ).toBe( '2026-03-30' );
		expect( begins( '2026-03-30', 'month' ) ).toBe( '2026-03-01' );
	} );
} );

describe( 'a series', () => {
	const day = ( name: string, up: number, all: number ): { day: string; up: number; all: number } => ( { day: name, up, all } );
	const now = [ day( '2026-03-01', 1, 2 ), day( '2026-03-02', 0, 0 ), day( '2026-03-03', 3, 3 ) ];
	const before = [ day( '2026-02-26', 5, 10 ), day( '2026-02-27', 1, 1 ) ];

	it( 'sums days, with the first of the period before beside the first', () => {
		expect( grouped( now, before, 'day', ( { all } ) => all ) ).toEqual( [
			{ day: '2026-03-01', now: 2, before: 10 },
			{ day: '2026-03-02', now: 0, before: 1 },
			{ day: '2026-03-03', now: 3, before: null },
		] );
		expect( grouped( now, before, 'week', ( { all } ) => all ) ).toEqual( [
			{ day: '2026-02-23', now: 2, before: 10 },
			{ day: '2026-03-02', now: 3, before: 1 },
		] );
	} );

	it( 'has no share where there is nothing to share', () => {
		expect( shares( now, before, 'day', ( { up } ) => up, ( { all } ) => all ).map( ( point ) => point.now ) ).toEqual( [ 0.5, null, 1 ] );
	} );
} );

describe( 'a figure', () => {
	it( 'says its length of time by its two largest units', () => {
		expect( [ null, 0, 59, 90, 3599, 5400, 172_800, 300_000 ].map( duration ) )
			.toEqual( [ '–', '0 s', '59 s', '2 min', '1 h 0 min', '1 h 30 min', '2 d 0 h', '3 d 11 h' ] );
	} );

	it( 'says what was before, and the change where there is one', () => {
		expect( change( 112, 100 ) ).toBe( 'Before: 100 (12% more now)' );
		expect( change( 88, 100 ) ).toBe( 'Before: 100 (12% less now)' );
		expect( change( 100, 100 ) ).toBe( 'Before: 100' );
		expect( change( 3, 0 ) ).toBe( 'Before: 0' );
	} );
} );
