import { __, sprintf } from '@wordpress/i18n';
import { speak } from '@wordpress/a11y';
import type { Problem } from '../data/api';
import type { Outcome } from '../data/outbox';
import { pageFacts } from '../data/page-facts';
import type { StaffMessage } from '../../src/wire/wire';
import type { Inbox } from './use-inbox';

/** What a refusal because of newer messages brings along. */
export function newerMessages( problem: Problem ): StaffMessage[] {
	const { messages } = problem.data;
	return problem.status === 409 && Array.isArray( messages ) ? messages as StaffMessage[] : [];
}

/** Shows what became of replies, whatever conversation is open by then. */
export function replyOutcome( { dispatch, nudge }: Pick< Inbox, 'dispatch' | 'nudge' > ): Outcome {
	return {
		sent: ( { conversation: id }, { message, conversation } ) => {
			dispatch( { type: 'messages', conversation: id, messages: [ message ] } );
			dispatch( { type: 'changed', conversation, me: pageFacts().user } );
			nudge();
		},
		failed: ( { conversation: id }, problem, taken ) => {
			dispatch( { type: 'messages', conversation: id, messages: newerMessages( problem ) } );
			if ( ! taken ) {
				const text = sprintf(
					/* translators: %s: a sentence that says why. */
					__( 'A reply was not sent: %s It waits in its conversation.', 'aaia-chatbot' ),
					problem.message
				);
				dispatch( { type: 'toast', toast: { text, undo: null } } );
				speak( text, 'assertive' );
			}
		},
	};
}
