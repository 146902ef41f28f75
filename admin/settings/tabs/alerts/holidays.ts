/** Days on which the team is away, as their fields give them (`YYYY-MM-DD`), or empty. */
export interface HolidayRow {
	first: string;
	/** Empty: the first day alone. */
	last: string;
	/** Every year, whatever the years of the dates. */
	yearly: boolean;
	/** A stored line that is not understood. */
	unknown?: string;
}

export type HolidayProblem = 'no date' | 'backwards' | 'too long' | 'unknown';

/** Stands for a row without a first day, so that it is refused and not forgotten. */
const UNTYPED = '?';

const LINE = /^(\d{4}-\d\d-\d\d)(?:\/(\d{4}-\d\d-\d\d))?$/;

const YEARLY = /^(\d\d-\d\d)(?:\/(\d\d-\d\d))?$/;

/** Whether a day exists: 30 February does not. */
function exists( date: string ): boolean {
	const time = new Date( `${ date }T00:00:00Z` );
	return /^\d{4}-\d\d-\d\d$/.test( date ) && ! Number.isNaN( time.getTime() ) && time.toISOString().startsWith( date );
}

/** A yearly day in this year, or in the leap year before when this one has no such day. */
function inYear( day: string, year: number ): string {
	return exists( `${ year }-${ day }` ) ? `${ year }-${ day }` : `${ year - ( year % 4 ) }-${ day }`;
}

/** The form of one stored line. */
function rowOf( line: string, year: number ): HolidayRow {
	if ( line === UNTYPED ) {
		return { first: '', last: '', yearly: false };
	}
	const once = LINE.exec( line );
	if ( once?.[ 1 ] && exists( once[ 1 ] ) ) {
		return { first: once[ 1 ], last: once[ 2 ] ?? '', yearly: false };
	}
	const [ , first, last ] = YEARLY.exec( line ) ?? [];
	if ( ! first || ! exists( `2000-${ first }` ) ) {
		return { first: '', last: '', yearly: false, unknown: line };
	}
	return { first: inYear( first, year ), last: last ? inYear( last, last < first ? year + 1 : year ) : '', yearly: true };
}

/** The form of the stored lines; yearly days stand in the given year. */
export const holidaysFrom = ( lines: string, year: number ): HolidayRow[] =>
	lines.split( '\n' ).map( ( line ) => line.trim() ).filter( ( line ) => line !== '' ).map( ( line ) => rowOf( line, year ) );

/** The lines to store. */
export function linesOfHolidays( rows: readonly HolidayRow[] ): string[] {
	return rows.map( ( { first, last, yearly, unknown } ) => {
		const [ from, to ] = yearly ? [ first.slice( 5 ), last.slice( 5 ) ] : [ first, last ];
		if ( first === '' ) {
			return unknown ?? ( last === '' ? UNTYPED : `/${ last }` );
		}
		return unknown ?? ( to === '' || to === from ? from : `${ from }/${ to }` );
	} );
}

/** What is wrong with a row; null when nothing is. */
export function holidayProblem( { first, last, yearly, unknown }: HolidayRow ): HolidayProblem | null {
	if ( unknown !== undefined ) {
		return 'unknown';
	}
	if ( ! exists( first ) || ( last !== '' && ! exists( last ) ) ) {
		return 'no date';
	}
	if ( last !== '' && last < first ) {
		return 'backwards';
	}
	const number = ( date: string ): number => Number( date.replaceAll( '-', '' ) );
	return yearly && last !== '' && number( last ) - number( first ) >= 10_000 ? 'too long' : null;
}
