import { __ } from '@wordpress/i18n';
import type { Gap, GapQuestion } from '../../../src/wire/wire';

export const causeWord = ( cause: NonNullable< Gap[ 'cause' ] > ): string =>
	( {
		missing: __( 'Missing', 'aaia-chatbot' ),
		buried: __( 'Buried', 'aaia-chatbot' ),
		stale: __( 'Out of date', 'aaia-chatbot' ),
		contradictory: __( 'Contradictory', 'aaia-chatbot' ),
		out_of_scope: __( 'Out of scope', 'aaia-chatbot' ),
	} )[ cause ];

export const signalWord = ( signal: GapQuestion[ 'signals' ][ number ] ): string =>
	( {
		rated: __( 'rated badly', 'aaia-chatbot' ),
		reviewed: __( 'judged bad by the team', 'aaia-chatbot' ),
		reported: __( 'source reported', 'aaia-chatbot' ),
		escalated: __( 'asked for a person', 'aaia-chatbot' ),
		refused: __( 'not answered', 'aaia-chatbot' ),
		flagged: __( 'figures in no source', 'aaia-chatbot' ),
		weak: __( 'weakly supported', 'aaia-chatbot' ),
	} )[ signal ];
