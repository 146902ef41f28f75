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

/** The change from one number to another: "Before: 823 (12% less)". */
export function change( now: number, before: number ): string {
	const was = sprintf( /* translators: %s: a figure. */ __( 'Before: %s', 'aaia-chatbot' ), number( before ) );
	const share = percent( Math.abs( now - before ), before );
	if ( now === before || before === 0 || share === percent( 0, 1 ) ) {
		return was;
	}
	return now > before
		/* translators: 1: "Before: 823", 2: a percentage. */
		? sprintf( __( '%1$s (%2$s more now)', 'aaia-chatbot' ), was, share )
		/* translators: 1: "Before: 823", 2: a percentage. */
		: sprintf( __( '%1$s (%2$s less now)', 'aaia-chatbot' ), was, share );
}
