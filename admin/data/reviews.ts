import type { ReviewBody, StaffMessage } from '../../src/wire/wire';
import { ask } from './api';

export type Verdict = NonNullable< ReviewBody[ 'verdict' ] >;

/** Judges an answer; null takes the verdict back. */
export const setReview = ( conversation: string, message: string, verdict: Verdict | null, note: string ): Promise< StaffMessage > =>
	ask(
		'PUT',
		`/conversations/${ encodeURIComponent( conversation ) }/messages/${ encodeURIComponent( message ) }/review`,
		{ verdict, note } satisfies ReviewBody
	);
