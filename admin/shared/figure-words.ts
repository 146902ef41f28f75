import { __, sprintf } from '@wordpress/i18n';
import { screenLanguage } from './times';

/** Words for figures of Insights, which the inbox shows as well. */

/** The four ways in which a conversation ends, the best first. */
export const OUTCOMES = [ 'confirmed', 'handled', 'silent', 'contradicted' ] as const;

export type OutcomeName = typeof OUTCOMES[ number ];

export function outcomeName( outcome: OutcomeName ): string {
	switch ( outcome ) {
		case 'confirmed': return __( 'Confirmed as helpful', 'aaia-chatbot' );
		case 'handled': return __( 'Handled by a person', 'aaia-chatbot' );
		case 'silent': return __( 'Silent', 'aaia-chatbot' );
		case 'contradicted': return __( 'Contradicted', 'aaia-chatbot' );
	}
}

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

/** The name of a figure by which the inbox is filtered. Categories and so on are told by their own filters, not by their number. */
export function figureName( figure: string ): string {
	const [ name = '', value = '' ] = figure.split( /:(.*)/s );
	const [ weekday, hour ] = value.split( '-' ).map( Number );
	switch ( name ) {
		case 'confirmed':
		case 'handled':
		case 'silent':
		case 'contradicted': return outcomeName( name );
		case 'began': return __( 'All that began', 'aaia-chatbot' );
		case 'alone': return __( 'Answered without a person', 'aaia-chatbot' );
		case 'escalated': return __( 'Escalated', 'aaia-chatbot' );
		case 'requests': return __( 'Requests for a person', 'aaia-chatbot' );
		case 'resolved': return __( 'Resolved by a person', 'aaia-chatbot' );
		case 'replied': return __( 'A person replied', 'aaia-chatbot' );
		case 'rated': return __( 'Answers rated', 'aaia-chatbot' );
		case 'scored': return __( 'With a score', 'aaia-chatbot' );
		case 'hour':
			return sprintf(
				/* translators: 1: a weekday, 2: an hour. */
				__( '%1$s, %2$d h', 'aaia-chatbot' ),
				weekdayName( weekday ?? 1, 'long' ),
				hour ?? 0,
			);
		case 'theme': return __( 'A theme', 'aaia-chatbot' );
		case 'language': return value === 'none' ? __( 'Language unknown', 'aaia-chatbot' ) : languageName( value );
		case 'page': return value === 'none' ? __( 'Page unknown', 'aaia-chatbot' ) : value;
		case 'agent': return __( 'First reply by an agent', 'aaia-chatbot' );
		case 'category': return __( 'Of a category', 'aaia-chatbot' );
		case 'label': return __( 'With a label', 'aaia-chatbot' );
		case 'team': return __( 'Of a team', 'aaia-chatbot' );
		default: return value === '' ? name : value;
	}
}
