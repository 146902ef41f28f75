import { __, _n, sprintf } from '@wordpress/i18n';
import { screenLanguage } from '../../../shared/times';
import type { KnowledgeDocument } from '../../../../src/wire/wire';

/** Names and numbers on the Knowledge tab. */

const UNITS = [ 'byte', 'kilobyte', 'megabyte', 'gigabyte' ] as const;

export const boostNames = (): Array< { value: KnowledgeDocument[ 'boost' ]; label: string } > => [
	{ value: 'low', label: __( 'Less often', 'aaia-chatbot' ) },
	{ value: 'normal', label: __( 'Normally', 'aaia-chatbot' ) },
	{ value: 'high', label: __( 'More often', 'aaia-chatbot' ) },
];

/** The name of a language, in the screen's language. */
export function languageName( code: string ): string {
	if ( code === '' ) {
		return __( 'Every language', 'aaia-chatbot' );
	}
	try {
		return new Intl.DisplayNames( screenLanguage(), { type: 'language' } ).of( code ) ?? code;
	} catch {
		return code;
	}
}

export const count = ( number: number ): string => number.toLocaleString( screenLanguage(), { maximumFractionDigits: 1 } );

/** A number with two decimals. */
export const hundredths = ( number: number ): string =>
	number.toLocaleString( screenLanguage(), { minimumFractionDigits: 2, maximumFractionDigits: 2 } );

/** A file size: 12 kB, 3.4 MB. */
export function size( bytes: number ): string {
	const step = Math.min( UNITS.length - 1, bytes < 1 ? 0 : Math.floor( Math.log10( bytes ) / 3 ) );
	return ( bytes / 1000 ** step ).toLocaleString( screenLanguage(), {
		style: 'unit',
		unit: UNITS[ step ] ?? 'byte',
		unitDisplay: step === 0 ? 'long' : 'short',
		maximumFractionDigits: 1,
	} );
}

export const passages = ( number: number ): string =>
	sprintf( /* translators: %s: number of passages. */ _n( '%s passage', '%s passages', number, 'aaia-chatbot' ), count( number ) );

export const nameOf = ( document: Pick< KnowledgeDocument, 'title' | 'url' > ): string =>
	document.title || document.url || __( 'Without a title', 'aaia-chatbot' );
