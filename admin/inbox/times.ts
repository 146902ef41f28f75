import { __, sprintf } from '@wordpress/i18n';
import { languageTag } from '../../src/i18n/direction';
import { pageFacts } from '../data/page-facts';

/** Times for people, in the language of the screen and the zone of the device. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const language = (): string => languageTag( pageFacts().locale );

const sameDay = ( a: Date, b: Date ): boolean => a.toDateString() === b.toDateString();

/** Short, for lists: "now", "5 min", "14:05", "Mon", "3 Mar", "03/03/2025". */
export function shortTime( iso: string, now = new Date() ): string {
	const time = new Date( iso );
	const age = now.getTime() - time.getTime();
	if ( age < HOUR ) {
		const minutes = Math.max( 0, Math.floor( age / MINUTE ) );
		return minutes === 0
			? new Intl.RelativeTimeFormat( language(), { numeric: 'auto' } ).format( 0, 'second' )
			: new Intl.NumberFormat( language(), { style: 'unit', unit: 'minute', unitDisplay: 'short' } ).format( minutes );
	}
	const form: Intl.DateTimeFormatOptions = sameDay( time, now ) ? { timeStyle: 'short' }
		: age < 6 * DAY ? { weekday: 'short' }
			: time.getFullYear() === now.getFullYear() ? { day: 'numeric', month: 'short' } : { dateStyle: 'short' };
	return new Intl.DateTimeFormat( language(), form ).format( time );
}

/** How long a visitor has been waiting: "waiting 12 min", "waiting 3 hr", "waiting 2 days". */
export function waitingWords( since: string, now = new Date() ): string {
	const age = Math.max( MINUTE, now.getTime() - new Date( since ).getTime() );
	const [ unit, size ] = age < HOUR ? [ 'minute', MINUTE ] as const : age < DAY ? [ 'hour', HOUR ] as const : [ 'day', DAY ] as const;
	const long = new Intl.NumberFormat( language(), { style: 'unit', unit, unitDisplay: 'short' } ).format( Math.floor( age / size ) );
	/* translators: %s: how long, such as "12 min". Said of a visitor. */
	return sprintf( __( 'waiting %s', 'aaia-chatbot' ), long );
}

/** Hour and minute. */
export function clockTime( iso: string ): string {
	return new Intl.DateTimeFormat( language(), { timeStyle: 'short' } ).format( new Date( iso ) );
}

/** The day as a heading: "today", "yesterday", "Monday 3 March". */
export function dayName( iso: string, now = new Date() ): string {
	const time = new Date( iso );
	const relative = new Intl.RelativeTimeFormat( language(), { numeric: 'auto' } );
	if ( sameDay( time, now ) ) {
		return relative.format( 0, 'day' );
	}
	if ( sameDay( time, new Date( now.getTime() - DAY ) ) ) {
		return relative.format( -1, 'day' );
	}
	return new Intl.DateTimeFormat( language(), {
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		...( time.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' } ),
	} ).format( time );
}

/** Everything, for details and titles. */
export function fullTime( iso: string ): string {
	return new Intl.DateTimeFormat( language(), { dateStyle: 'medium', timeStyle: 'short' } ).format( new Date( iso ) );
}

/** A day: "12 Mar 2026". */
export function shortDate( iso: string ): string {
	return new Intl.DateTimeFormat( language(), { dateStyle: 'medium' } ).format( new Date( iso ) );
}

/** Whether two moments lie on the same day here. */
export function onSameDay( a: string, b: string ): boolean {
	return sameDay( new Date( a ), new Date( b ) );
}

/** A language's own name: "français". */
export function languageName( locale: string ): string {
	try {
		return new Intl.DisplayNames( [ language() ], { type: 'language', languageDisplay: 'standard' } ).of( languageTag( locale ) ) ?? locale;
	} catch {
		return locale;
	}
}
