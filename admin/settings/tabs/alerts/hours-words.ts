import { __ } from '@wordpress/i18n';
import type { HolidayProblem } from './holidays';
import type { HoursProblem } from './office-hours';

/** 5 January 1970 was a Monday. */
const MONDAY = 4 * 24 * 60 * 60 * 1000;

const DAY = 24 * 60 * 60 * 1000;

/** The name of a day of the week, 1 is Monday, in the language of the screen, with a capital letter. */
export function dayName( day: number ): string {
	const locale = document.documentElement.lang || 'en';
	const name = new Intl.DateTimeFormat( locale, { weekday: 'long', timeZone: 'UTC' } ).format( MONDAY + ( day - 1 ) * DAY );
	return name.charAt( 0 ).toLocaleUpperCase( locale ) + name.slice( 1 );
}

/** What to type instead. */
export function hoursProblemWords( problem: HoursProblem ): string {
	switch ( problem ) {
		case 'incomplete':
			return __( 'Enter both times.', 'aaia-chatbot' );
		case 'same':
			return __( 'Choose an end time other than the start time.', 'aaia-chatbot' );
		case 'overlap':
			return __( 'These hours overlap the ones above.', 'aaia-chatbot' );
	}
}

/** What to type instead. */
export function holidayProblemWords( problem: HolidayProblem, line: string ): string {
	switch ( problem ) {
		case 'no date':
			return __( 'Enter a date that exists.', 'aaia-chatbot' );
		case 'backwards':
			return __( 'The last day comes before the first.', 'aaia-chatbot' );
		case 'too long':
			return __( 'Days that repeat every year must span less than a year.', 'aaia-chatbot' );
		case 'unknown':
			return `${ __( 'This is not a date:', 'aaia-chatbot' ) } ${ line }`;
	}
}
