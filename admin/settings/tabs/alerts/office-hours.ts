/** Hours as they stand in the form: a time each as its field gives it (`HH:MM`), or empty while it is not typed. */
export interface Hours {
	from: string;
	to: string;
}

/** Hours of each day, Monday first. */
export type Week = readonly ( readonly Hours[] )[];

/** What stands in the form, and stored lines that no version understood. */
export interface OfficeHours {
	week: Week;
	unknown: readonly string[];
}

export type HoursProblem = 'incomplete' | 'same' | 'overlap';

export const DAYS = [ 1, 2, 3, 4, 5, 6, 7 ] as const;

/** Hours of one day, at most. */
export const HOURS_A_DAY = 6;

/** As the server reads it, except that times may be missing: they are still being typed. */
const LINE = /^([1-7])(?:-([1-7]))? +((?:[01]\d|2[0-3]):[0-5]\d)? ?- ?((?:[01]\d|2[0-3]):[0-5]\d|24:00)?$/;

const MINUTES_A_DAY = 24 * 60;

/** Minute of the day; NaN while nothing is typed. */
const minute = ( time: string ): number => Number( time.slice( 0, 2 ) || NaN ) * 60 + Number( time.slice( 3 ) || NaN );

/** First minute, and the minute after the last: beyond midnight for hours that go on into the next day. */
function span( { from, to }: Hours ): [ number, number ] {
	const [ start, end ] = [ minute( from ), minute( to ) ];
	return [ start, end > start ? end : end + MINUTES_A_DAY ];
}

/** Earlier hours first; hours without a time last. */
const inOrder = ( one: Hours, other: Hours ): number => ( one.from || '~' ).localeCompare( other.from || '~', 'en' );

/** The days of a line, over the end of the week too. */
function daysOf( first: number, last: number ): number[] {
	return DAYS.filter( ( day ) => ( first <= last ? day >= first && day <= last : day >= first || day <= last ) );
}

/** The form of the stored lines (`1-5 09:00-17:30`). Midnight at the end of a day stands as 00:00, as its field shows it. */
export function hoursFrom( lines: string ): OfficeHours {
	const week: Hours[][] = DAYS.map( () => [] );
	const unknown: string[] = [];
	for ( const line of lines.split( '\n' ).filter( ( one ) => one.trim() !== '' ) ) {
		const found = LINE.exec( line.trim() );
		if ( ! found ) {
			unknown.push( line );
			continue;
		}
		const [ , first = '1', last = first, from = '', to = '' ] = found;
		for ( const day of daysOf( Number( first ), Number( last ) ) ) {
			week[ day - 1 ]?.push( { from, to: to === '24:00' ? '00:00' : to } );
		}
	}
	return { week: week.map( ( hours ) => hours.sort( inOrder ) ), unknown };
}

/** Days that follow one another, as a line writes them. */
function runs( days: readonly number[] ): string[] {
	const all: [ number, number ][] = [];
	for ( const day of days ) {
		const before = all.at( -1 );
		if ( before && before[ 1 ] === day - 1 ) {
			before[ 1 ] = day;
		} else {
			all.push( [ day, day ] );
		}
	}
	return all.map( ( [ first, last ] ) => ( first === last ? String( first ) : `${ first }-${ last }` ) );
}

/** The lines to store: days with the same hours together. */
export function linesOfHours( { week, unknown }: OfficeHours ): string[] {
	const days = new Map< string, number[] >();
	week.forEach( ( hours, index ) =>
		hours.forEach( ( { from, to } ) => {
			const times = `${ from }-${ to === '00:00' ? '24:00' : to }`;
			const on = days.get( times ) ?? [];
			days.set( times, on.includes( index + 1 ) ? on : [ ...on, index + 1 ] );
		} )
	);
	return [ ...[ ...days ].flatMap( ( [ times, on ] ) => runs( on ).map( ( run ) => `${ run } ${ times }` ) ), ...unknown ];
}

/** Whether hours go on into the next day, and whether they end with their own. */
export function endsAt( { from, to }: Hours ): 'same day' | 'midnight' | 'next day' {
	if ( from === '' || to === '' || minute( to ) > minute( from ) ) {
		return 'same day';
	}
	return to === '00:00' ? 'midnight' : 'next day';
}

/** What is wrong with hours of a day; null when nothing is. The later ones of two that overlap are wrong. */
export function hoursProblem( day: readonly Hours[], index: number ): HoursProblem | null {
	const hours = day[ index ];
	if ( ! hours || hours.from === '' || hours.to === '' ) {
		return 'incomplete';
	}
	if ( hours.from === hours.to && hours.to !== '00:00' ) {
		return 'same';
	}
	const [ start, end ] = span( hours );
	const overlaps = day.slice( 0, index ).some( ( other ) => {
		const [ otherStart, otherEnd ] = span( other );
		return start < otherEnd && otherStart < end;
	} );
	return overlaps ? 'overlap' : null;
}

/** Whether anything in the form is wrong or not finished. */
export const isWrongWeek = ( { week, unknown }: OfficeHours ): boolean =>
	unknown.length > 0 || week.some( ( day ) => day.some( ( _hours, index ) => hoursProblem( day, index ) !== null ) );
