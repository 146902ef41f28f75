import { holidayProblem, holidaysFrom, linesOfHolidays } from '../../../../admin/settings/tabs/alerts/holidays';
import { endsAt, hoursFrom, hoursProblem, isWrongWeek, linesOfHours } from '../../../../admin/settings/tabs/alerts/office-hours';

it.each( [
	[ '1-5 09:00-12:00\n1-5 14:00-18:00\n6 10:00-12:00' ],
	[ '5-6 22:00-02:00' ],
	[ '1-7 00:00-24:00' ],
	[ '' ],
] )( 'writes the stored lines back: %s', ( lines ) => {
	expect( linesOfHours( hoursFrom( lines ) ).join( '\n' ) ).toBe( lines );
	expect( isWrongWeek( hoursFrom( lines ) ) ).toBe( false );
} );

it( 'shows days over the end of the week and midnight as its field does', () => {
	const { week } = hoursFrom( '6-1 20:00-24:00' );
	expect( week.map( ( day ) => day.length ) ).toEqual( [ 1, 0, 0, 0, 0, 1, 1 ] );
	expect( week[ 0 ]?.[ 0 ] ).toEqual( { from: '20:00', to: '00:00' } );
} );

it( 'keeps what no version understands, and refuses it', () => {
	const form = hoursFrom( 'Mon-Fri 9-5\n6 10:00-12:00' );
	expect( [ form.unknown, isWrongWeek( form ) ] ).toEqual( [ [ 'Mon-Fri 9-5' ], true ] );
	expect( linesOfHours( form ) ).toEqual( [ '6 10:00-12:00', 'Mon-Fri 9-5' ] );
} );

it( 'keeps hours that are half typed', () => {
	const form = hoursFrom( '1 09:00-' );
	expect( [ form.week[ 0 ], form.unknown, isWrongWeek( form ) ] ).toEqual( [ [ { from: '09:00', to: '' } ], [], true ] );
} );

it.each( [
	[ [ { from: '09:00', to: '' } ], 0, 'incomplete' ],
	[ [ { from: '09:00', to: '09:00' } ], 0, 'same' ],
	[ [ { from: '09:00', to: '12:00' }, { from: '11:59', to: '18:00' } ], 1, 'overlap' ],
	[ [ { from: '09:00', to: '12:00' }, { from: '12:00', to: '18:00' } ], 1, null ],
	[ [ { from: '00:00', to: '00:00' } ], 0, null ],
	[ [ { from: '22:00', to: '02:00' } ], 0, null ],
] )( 'says what is wrong with hours %j', ( day, index, problem ) => {
	expect( hoursProblem( day, index ) ).toBe( problem );
} );

it( 'tells hours that go on into the next day', () => {
	const ends = [ '17:00', '00:00', '02:00' ].map( ( to ) => endsAt( { from: '09:00', to } ) );
	expect( ends ).toEqual( [ 'same day', 'midnight', 'next day' ] );
} );

it.each( [ [ '2026-12-25' ], [ '2026-12-24/2027-01-02' ], [ '12-25' ], [ '12-24/01-02' ], [ '02-29' ], [ '?' ], [ 'Christmas' ] ] )(
	'writes the stored holiday back: %s',
	( line ) => {
		expect( linesOfHolidays( holidaysFrom( line, 2027 ) ) ).toEqual( [ line ] );
	}
);

it.each( [
	[ '2026-12-25', null ],
	[ '12-24/01-02', null ],
	[ '?', 'no date' ],
	[ '2026-12-26/2026-12-24', 'backwards' ],
	[ '2026-12-24/2026-12-32', 'no date' ],
	[ '2026-02-30', 'unknown' ],
	[ 'Christmas', 'unknown' ],
] )( 'says what is wrong with the holiday %s', ( line, problem ) => {
	expect( holidaysFrom( line, 2026 ).map( holidayProblem ) ).toEqual( [ problem ] );
} );
