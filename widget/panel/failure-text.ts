import { __, sprintf } from '../../src/i18n/texts';
import type { Failure } from './api';

/**
 * What went wrong, in words a visitor can act on; of a closed site and of one for logged-in users in the server's. Nothing technical: the
 * owner sees the cause elsewhere.
 */
export function failureText( { reason, retryAfter, text }: Failure ): string | undefined {
	switch ( reason ) {
		case 'offline': return __( 'Connection lost. Your message is still here.', 'aaia-chatbot' );
		case 'rate': return retryAfter
			? sprintf(
					/* translators: %d: number of seconds. */ __( 'Too many messages at once. Try again in %d seconds.', 'aaia-chatbot' ),
					retryAfter
				)
			: __( 'Too many messages at once. Try again in a moment.', 'aaia-chatbot' );
		case 'too-large': return __( 'This message is too long.', 'aaia-chatbot' );
		case 'closed':
		case 'empty':
		case 'gone':
		case 'login': return text;
		default: return __( 'That didn’t work. Your message is still here: try again.', 'aaia-chatbot' );
	}
}
