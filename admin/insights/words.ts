import { __ } from '@wordpress/i18n';
import type { OutcomeName } from '../shared/figure-words';
import type { InsightSlices } from '../../src/wire/wire';

/** What it means. */
export function outcomeMeaning( outcome: OutcomeName ): string {
	switch ( outcome ) {
		case 'confirmed': return __( 'A thumb up, or a score of 4 or 5.', 'aaia-chatbot' );
		case 'handled': return __( 'An agent wrote to the visitor.', 'aaia-chatbot' );
		case 'silent': return __( 'The visitor said nothing about it. This does not mean solved.', 'aaia-chatbot' );
		case 'contradicted':
			return __(
				'A thumb down, a score of 1 or 2, the same question again within 7 days, or a request for a person that nobody has answered.',
				'aaia-chatbot'
			);
	}
}

export type Dimension = keyof InsightSlices;

export const DIMENSIONS: readonly Dimension[] = [ 'category', 'label', 'agent', 'team', 'page', 'language', 'channel' ];

export function dimensionName( dimension: Dimension ): string {
	switch ( dimension ) {
		case 'category': return __( 'Category', 'aaia-chatbot' );
		case 'label': return __( 'Label', 'aaia-chatbot' );
		case 'agent': return __( 'Agent', 'aaia-chatbot' );
		case 'team': return __( 'Team', 'aaia-chatbot' );
		case 'page': return __( 'Page', 'aaia-chatbot' );
		case 'language': return __( 'Language', 'aaia-chatbot' );
		case 'channel': return __( 'Channel', 'aaia-chatbot' );
	}
}

/** For what has none. */
export function noneName( dimension: Dimension ): string {
	switch ( dimension ) {
		case 'category': return __( 'No category', 'aaia-chatbot' );
		case 'team': return __( 'No team', 'aaia-chatbot' );
		default: return __( 'Unknown', 'aaia-chatbot' );
	}
}
