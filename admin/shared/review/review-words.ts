import { __, _x, sprintf } from '@wordpress/i18n';
import type { StaffReview } from '../../../src/wire/wire';
import type { Verdict } from '../../data/reviews';
import { fullTime } from '../times';

/** In the order of their keys, 1 to 5. */
export const VERDICTS: readonly Verdict[] = [ 'correct', 'incomplete', 'inconsistent', 'outdated', 'invented' ];

export function verdictWord( verdict: Verdict ): string {
	switch ( verdict ) {
		case 'correct': return _x( 'Correct', 'answer', 'aaia-chatbot' );
		case 'incomplete': return _x( 'Incomplete', 'answer', 'aaia-chatbot' );
		case 'inconsistent': return _x( 'Inconsistent', 'answer', 'aaia-chatbot' );
		case 'outdated': return _x( 'Outdated', 'answer', 'aaia-chatbot' );
		case 'invented': return _x( 'Invented', 'answer', 'aaia-chatbot' );
	}
}

/** What a verdict means, in a sentence. */
export function verdictHint( verdict: Verdict ): string {
	switch ( verdict ) {
		case 'correct': return __( 'True and complete.', 'aaia-chatbot' );
		case 'incomplete': return __( 'True, but something is missing.', 'aaia-chatbot' );
		case 'inconsistent': return __( 'Contradicts itself, or the answers to similar questions.', 'aaia-chatbot' );
		case 'outdated': return __( 'Was true once.', 'aaia-chatbot' );
		case 'invented': return __( 'No source says so.', 'aaia-chatbot' );
	}
}

/** Who judged, how and when: "Incomplete: Marie, 12 Mar 2026, 10:00". */
export const reviewWords = ( { verdict, by, at }: StaffReview ): string =>
	/* translators: 1: a verdict, such as "Incomplete", 2: name of an agent, 3: date and time. */
	sprintf( __( '%1$s: %2$s, %3$s', 'aaia-chatbot' ), verdictWord( verdict ), by, fullTime( at ) );
