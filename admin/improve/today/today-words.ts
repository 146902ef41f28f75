import { __, sprintf } from '@wordpress/i18n';
import type { TodayItem } from '../../../src/wire/wire';
import type { TodayKind } from '../../data/today';
import { stuckSentence } from '../../inbox/words';
import { waitingWords } from '../../inbox/times';

/** Name of a step of the routine. */
export function kindWord( kind: TodayKind ): string {
	switch ( kind ) {
		case 'waiting': return __( 'People waiting', 'aaia-chatbot' );
		case 'rating': return __( 'Negative ratings', 'aaia-chatbot' );
		case 'flagged': return __( 'Flagged answers', 'aaia-chatbot' );
		case 'report': return __( 'Reported sources', 'aaia-chatbot' );
		case 'contradiction': return __( 'Contradictions', 'aaia-chatbot' );
		case 'sensitive': return __( 'Sensitive data', 'aaia-chatbot' );
		case 'stuck': return __( 'Stuck conversations', 'aaia-chatbot' );
		case 'sample':
			return __( 'Weekly sample', 'aaia-chatbot' );
	}
}

/** What a step is about, and what to do. */
export function kindHint( kind: TodayKind ): string {
	switch ( kind ) {
		case 'waiting': return __( 'Reply, longest waiting first.', 'aaia-chatbot' );
		case 'rating': return __( 'Find the cause, judge the answer, and correct the source if it is wrong.', 'aaia-chatbot' );
		case 'flagged': return __( 'These answers contain figures or addresses that are in no source.', 'aaia-chatbot' );
		case 'report': return __( 'Visitors say that these sources are wrong. Correct the page, then settle the report.', 'aaia-chatbot' );
		case 'contradiction': return __( 'These answers give other figures than an earlier answer to a similar question.', 'aaia-chatbot' );
		case 'sensitive':
			return __( 'Visitors typed numbers of cards, accounts or social security. Limit who sees the conversation, or delete it.', 'aaia-chatbot' );
		case 'stuck': return __( 'These conversations do not go on by themselves.', 'aaia-chatbot' );
		case 'sample': return __( 'Last week’s answers, drawn at random. Your verdicts say how good answers are on the whole.', 'aaia-chatbot' );
	}
}

/** Why an item is in the list. */
export function reasonWords( item: TodayItem ): string {
	switch ( item.kind ) {
		case 'waiting': return waitingWords( item.at );
		case 'rating': return item.message === null && item.rating !== null
			/* translators: %d: 1 to 5. */
			? sprintf( __( 'The conversation was rated %d of 5.', 'aaia-chatbot' ), item.rating )
			: __( 'Rated not helpful', 'aaia-chatbot' );
		case 'flagged': return __( 'Contains figures or addresses that are in no source.', 'aaia-chatbot' );
		case 'report': return __( 'The visitor reported an error here.', 'aaia-chatbot' );
		case 'contradiction': return __( 'Says something else than an earlier answer.', 'aaia-chatbot' );
		case 'sensitive': return __( 'Seems to contain the number of a card, an account or social security.', 'aaia-chatbot' );
		case 'stuck': return item.stuck === null ? '' : stuckSentence( item.stuck );
		case 'sample': return __( 'Drawn at random from last week’s answers.', 'aaia-chatbot' );
	}
}
