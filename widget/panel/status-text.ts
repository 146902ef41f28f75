import { __, sprintf } from '../../src/i18n/texts';
import type { VisitorConversation as Conversation } from '../../src/wire/wire';

/** What a visitor who waits for a person may do. */
export const addAddress = (): string => __( 'Add your e-mail address', 'aaia-chatbot' );

/** Where a conversation stands with people, as one true sentence; empty while only the assistant is concerned. */
export function statusText( { status, handler, agent, person_requested: requested, alert }: Conversation ): string {
	if ( status === 'resolved' ) {
		return handler === 'human' ? __( 'This conversation is closed. Write again at any time.', 'aaia-chatbot' ) : '';
	}
	if ( handler === 'human' ) {
		return agent
			? sprintf( /* translators: %s: name of a person of the support team. */ __( '%s is answering you now.', 'aaia-chatbot' ), agent )
			: __( 'A person is answering you now.', 'aaia-chatbot' );
	}
	if ( ! requested && alert === 'none' ) {
		return '';
	}
	switch ( alert ) {
		case 'sent': return __( 'The team has been alerted. Their answer will appear here.', 'aaia-chatbot' );
		case 'delayed': return __( 'Your request is saved. We’re still trying to alert the team.', 'aaia-chatbot' );
		default: return __( 'Your request is saved. The team is being alerted.', 'aaia-chatbot' );
	}
}
