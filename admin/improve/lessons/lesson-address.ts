import { pageFacts } from '../../data/page-facts';

/** The page on which a lesson from a conversation is written. */
export const lessonAddress = ( conversation: string ): string =>
	`${ pageFacts().pages.improve }&tab=lessons&conversation=${ encodeURIComponent( conversation ) }`;

/** The conversation that the address names for a new lesson. */
export const conversationOfLesson = (): string | null => new URLSearchParams( window.location.search ).get( 'conversation' );
