import { Button } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { free, retry } from '../data/conversations';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation } from '../../src/wire/wire';
import type { Inbox } from './use-inbox';
import { stuckSentence } from './words';

/** Why the conversation does not go on by itself, and what can be done. */
export function StuckNotice( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const { id, stuck } = conversation;
	if ( stuck === null ) {
		return null;
	}
	return (
		<div className="aaia-stuck-notice" role="status">
			<p><strong>{ __( 'Stuck', 'aaia-chatbot' ) }</strong> { stuckSentence( stuck ) }</p>
			{ pageFacts().can.reply && (
				<div>
					<Button
						size="compact"
						variant="secondary"
						onClick={ () => inbox.act( retry( id ), __( 'It is being tried again.', 'aaia-chatbot' ) ) }
					>
						{ __( 'Retry', 'aaia-chatbot' ) }
					</Button>
					<Button
						size="compact"
						variant="tertiary"
						onClick={ () => inbox.act(
							free( id ),
							stuck === 'turn' ? __( 'You answer from here on.', 'aaia-chatbot' ) : __( 'The mark is gone.', 'aaia-chatbot' )
						) }
					>
						{ stuck === 'turn' ? __( 'Free it: I answer', 'aaia-chatbot' ) : __( 'Free it', 'aaia-chatbot' ) }
					</Button>
				</div>
			) }
		</div>
	);
}
