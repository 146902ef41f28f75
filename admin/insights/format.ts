import { __, sprintf } from '@wordpress/i18n';
import { screenLanguage } from '../shared/times';

/** Numbers, lengths of time and days as they are shown. A figure that does not exist is a dash. */

export const NONE = '–';

export const number = ( value: number, digits = 0 ): string =>
	value.toLocaleString( screenLanguage(), { maximumFractionDigits: digits, minimumFractionDigits: digits } );

/** A part of a whole. */
export const percent = ( part: number, whole: number ): string =>
	( whole === 0 ? NONE : ( part / whole ).toLocaleString( screenLanguage(), { style: 'percent', maximumFractionDigits: 0 } ) );

/** A length of time, by its two largest units. */
export function duration( seconds: number | null ): string {
	if ( seconds === null ) {
		return NONE;
	}
	if ( seconds < 60 ) {
		return sprintf( /* translators: %d: seconds. */ __( '%d s', 'aaia-chatbot' ), seconds );
	}
	const minutes = Math.round( seconds / 60 );
	if ( minutes < 60 ) {
		return sprintf( /* translators: %d: minutes. */ __( '%d min', 'aaia-chatbot' ), minutes );
	}
	const hours = Math.floor( minutes / 60 );
	return hours < 48
		? sprintf( /* translators: 1: hours, 2: minutes. */ __( '%1$d h %2$d min', 'aaia-chatbot' ), hours, minutes % 60 )
		: sprintf( /* translators: 1: days, 2: hours. */ __( '%1$d d %2$d h', 'aaia-chatbot' ), Math.floor( hours / 24 ), hours % 24 );
}

/** Millionths of a currency. */
export const money = ( micro: number, currency: string ): string =>
	( micro / 1_000_000 ).toLocaleString( screenLanguage(), {
		style: 'currency',
		currency,
		maximumFractionDigits: micro < 1_000_000 ? 4 : 2,
	} );

/** A day such as 2026-03-31: "31 Mar", or with its year. */
export const dayName = ( day: string, withYear = false ): string =>
	new Date( `${ day }T00:00:00Z` ).toLocaleDateString( screenLanguage(), {
		timeZone: 'UTC',
		day: 'numeric',
		month: 'short',
		...( withYear ? { year: 'numeric' } : {} ),
	} );

export const monthName = ( day: string ): string =>
	new Date( `${ day }T00:00:00Z` ).toLocaleDateString( screenLanguage(), { timeZone: 'UTC', month: 'short', year: 'numeric' } );

/** "Monday" or "Mon"; 1 is Monday. */
export const weekdayName = ( weekday: number, style: 'long' | 'short' ): string =>
	new Date( Date.UTC( 2024, 0, weekday ) ).toLocaleDateString( screenLanguage(), { timeZone: 'UTC', weekday: style } );

/** Name of a language such as `fr`. */
export function languageName( code: string ): string {
	try {
		return new Intl.DisplayNames( [ screenLanguage() ?? 'en' ], { type: 'language' } ).of( code ) ?? code;
	} catch {
		return code;
	}
}

/** The change from one number to another, in words: "12 % more than before". */
export function change( now: number | null, before: number | null ): string {
	if ( now === null || before === null ) {
		return '';
	}
	if ( now === before ) {
		return __( 'as before', 'aaia-chatbot' );
	}
	if ( before === 0 ) {
		return __( 'none before', 'aaia-chatbot' );
	}
	const share = percent( Math.abs( now - before ), before );
	return now > before
		? sprintf( /* translators: %s: a percentage. */ __( '%s more than before', 'aaia-chatbot' ), share )
		: sprintf( /* translators: %s: a percentage. */ __( '%s less than before', 'aaia-chatbot' ), share );
}
