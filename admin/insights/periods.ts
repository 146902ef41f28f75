import { __ } from '@wordpress/i18n';
import type { Days } from '../data/insights';

/** Periods to choose from; `days` are typed. */
export type PeriodName = '7' | '30' | '90' | 'month' | 'last-month' | 'year' | 'days';

export const periodNames = (): ReadonlyArray< { value: PeriodName; label: string } > => [
	{ value: '7', label: __( 'Last 7 days', 'aaia-chatbot' ) },
	{ value: '30', label: __( 'Last 30 days', 'aaia-chatbot' ) },
	{ value: '90', label: __( 'Last 90 days', 'aaia-chatbot' ) },
	{ value: 'month', label: __( 'This month', 'aaia-chatbot' ) },
	{ value: 'last-month', label: __( 'Last month', 'aaia-chatbot' ) },
	{ value: 'year', label: __( 'This year', 'aaia-chatbot' ) },
	{ value: 'days', label: __( 'Choose days', 'aaia-chatbot' ) },
];

/** Days are counted without a time zone. */
const date = ( day: string ): Date => new Date( `${ day }T00:00:00Z` );

const text = ( day: Date ): string => day.toISOString().slice( 0, 10 );

export const daysAfter = ( day: string, days: number ): string => text( new Date( date( day ).getTime() + ( days * 86_400_000 ) ) );

/** Today in the site's zone: an IANA name, or an offset such as `+02:00`. */
export function today( zone: string, now = new Date() ): string {
	const [ , sign, hours, minutes ] = /^([+-])(\d{2}):(\d{2})$/.exec( zone ) ?? [];
	if ( sign !== undefined ) {
		const offset = ( ( Number( hours ) * 60 ) + Number( minutes ) ) * ( sign === '-' ? -1 : 1 );
		return text( new Date( now.getTime() + ( offset * 60_000 ) ) );
	}
	// Sweden writes dates as 2026-03-31.
	return now.toLocaleDateString( 'sv-SE', { timeZone: zone } );
}

/** The days of a period that ends today, or has ended. */
export function daysOf( period: Exclude< PeriodName, 'days' >, now: string ): Days {
	const month = `${ now.slice( 0, 7 ) }-01`;
	switch ( period ) {
		case 'month': return { from: month, to: now };
		case 'last-month': {
			const last = daysAfter( month, -1 );
			return { from: `${ last.slice( 0, 7 ) }-01`, to: last };
		}
		case 'year': return { from: `${ now.slice( 0, 4 ) }-01-01`, to: now };
		default: return { from: daysAfter( now, 1 - Number( period ) ), to: now };
	}
}

/** What an address asks for: `?period=30`, or `?from=2026-03-01&to=2026-03-31`. */
export function periodIn( search: string, now: string ): { name: PeriodName; days: Days } {
	const query = new URLSearchParams( search );
	const named = periodNames().find( ( { value } ) => value === query.get( 'period' ) )?.value ?? '30';
	const [ from, to ] = [ query.get( 'from' ) ?? '', query.get( 'to' ) ?? '' ];
	const are_days = /^\d{4}-\d\d-\d\d$/.test( from ) && /^\d{4}-\d\d-\d\d$/.test( to ) && from <= to;
	if ( are_days ) {
		return { name: 'days', days: { from, to } };
	}
	return named === 'days' ? { name: '30', days: daysOf( '30', now ) } : { name: named, days: daysOf( named, now ) };
}

/** Lengths of time that one point of a chart stands for. */
export type Unit = 'day' | 'week' | 'month';

/** So that a chart has at most about 60 points. */
export const unitFor = ( days: number ): Unit => ( days <= 62 ? 'day' : days <= 400 ? 'week' : 'month' );

/** The first day of the week or month that a day is in. */
export function begins( day: string, unit: Unit ): string {
	switch ( unit ) {
		case 'day': return day;
		case 'month': return `${ day.slice( 0, 7 ) }-01`;
		case 'week': return daysAfter( day, -( ( date( day ).getUTCDay() + 6 ) % 7 ) );
	}
}
