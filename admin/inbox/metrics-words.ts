import { __, _x } from '@wordpress/i18n';
import { languageTag } from '../../src/i18n/direction';
import type { AnswerDetails, AnswerMetrics, GroundingFlag, StaffConversation } from '../../src/wire/wire';
import { pageFacts } from '../data/page-facts';

/** Words and figures of how an answer came about. */

/** Why there are no figures. */
export function reasonWord( reason: NonNullable< AnswerMetrics[ 'reason' ] > ): string {
	switch ( reason ) {
		case 'person': return __( 'A person wrote this message.', 'aaia-chatbot' );
		case 'rule': return __( 'This message was sent automatically, by a rule.', 'aaia-chatbot' );
		case 'unfinished': return __( 'This answer is still being written.', 'aaia-chatbot' );
		case 'before_indexing': return __(
			'This answer was given before your pages were indexed, or before answer details were recorded.',
			'aaia-chatbot'
		);
		case 'index_off': return __( 'None of your pages is indexed, so the assistant had nothing to search.', 'aaia-chatbot' );
		case 'error': return __( 'An error prevented the details of this answer from being saved.', 'aaia-chatbot' );
	}
}

export function flagWord( kind: GroundingFlag[ 'kind' ] ): string {
	switch ( kind ) {
		case 'email': return __( 'E-mail address', 'aaia-chatbot' );
		case 'url': return __( 'Web address', 'aaia-chatbot' );
		case 'date': return __( 'Date', 'aaia-chatbot' );
		case 'phone': return __( 'Phone number', 'aaia-chatbot' );
		case 'price': return __( 'Price', 'aaia-chatbot' );
		case 'time': return _x( 'Time', 'time of day', 'aaia-chatbot' );
		case 'number': return __( 'Number', 'aaia-chatbot' );
	}
}

/** What was done about the flags. */
export function actionWord( action: AnswerDetails[ 'action' ] ): string {
	switch ( action ) {
		case 'annotate': return __( 'A sentence below the answer lists them.', 'aaia-chatbot' );
		case 'replace': return __( 'The answer was replaced before anyone saw it.', 'aaia-chatbot' );
		case null: return __( 'The answer was left as it was.', 'aaia-chatbot' );
	}
}

const format = ( value: number, options: Intl.NumberFormatOptions ): string =>
	new Intl.NumberFormat( languageTag( pageFacts().locale ), options ).format( value );

/** A share from 0 to 1: "83%". */
export const percent = ( share: number ): string => format( share, { style: 'percent', maximumFractionDigits: 0 } );

/** A count or score: "1,234.5". */
export const figure = ( value: number ): string => format( value, { maximumFractionDigits: 2 } );

/** "320 ms"; a dash for what was not measured. */
export const duration = ( milliseconds: number | null ): string =>
	milliseconds === null ? '–' : format( milliseconds, { style: 'unit', unit: 'millisecond', unitDisplay: 'short' } );

/** Millionths of a currency as an amount: "€0.00036"; what costs nothing as "€0". A code that is no currency is written behind. */
export function money( { micro, currency }: NonNullable< AnswerDetails[ 'cost' ] > ): string {
	const amount = micro / 1_000_000;
	try {
		return format( amount, { style: 'currency', currency, minimumFractionDigits: amount === 0 ? 0 : 2, maximumFractionDigits: 6 } );
	} catch {
		return `${ format( amount, { maximumFractionDigits: 6 } ) } ${ currency }`;
	}
}

/** What may be wrong with answers of a conversation. */
export function troubleWord( trouble: StaffConversation[ 'answers' ][ number ] ): string {
	switch ( trouble ) {
		case 'weak': return _x( 'Unsure answer', 'assistant', 'aaia-chatbot' );
		case 'flagged': return _x( 'Facts to check', 'answer', 'aaia-chatbot' );
		case 'refused': return _x( 'Answer not found', 'assistant', 'aaia-chatbot' );
	}
}

/** The same, in a sentence. */
export function troubleSentence( trouble: StaffConversation[ 'answers' ][ number ] ): string {
	switch ( trouble ) {
		case 'weak': return __( 'Less than half of an answer’s words appear in the passages.', 'aaia-chatbot' );
		case 'flagged': return __( 'An answer contains figures or addresses without a source.', 'aaia-chatbot' );
		case 'refused': return __( 'The assistant did not know the answer.', 'aaia-chatbot' );
	}
}
