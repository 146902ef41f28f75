import { __, _x, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { LabelMenu } from './LabelMenu';
import { colorOf, LabelPill } from './LabelPills';
import type { Inbox } from './use-inbox';

/** The labels of a conversation, each with a button that takes it off, and the menu for more. */
export function LabelsFact( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const { reply } = pageFacts().can;
	return (
		<div>
			<dt>{ __( 'Labels', 'aaia-chatbot' ) }</dt>
			<dd className="aaia-labels-fact">
				{ conversation.labels.map( ( name ) => (
					<span key={ name }>
						<LabelPill name={ name } color={ colorOf( name, inbox.state.labels ) } />
						{ reply && (
							<button
								type="button"
								/* translators: %s: name of a label. */
								aria-label={ sprintf( __( 'Remove “%s”', 'aaia-chatbot' ), name ) }
								onClick={ () => actions( inbox, conversation ).setLabel( name, false ) }
							>
								<span aria-hidden="true">×</span>
							</button>
						) }
					</span>
				) ) }
				{ reply ? (
					<LabelMenu
						inbox={ inbox }
						conversation={ conversation }
						label={ conversation.labels.length === 0
							? __( 'No labels. Edit the labels of this conversation', 'aaia-chatbot' )
							: __( 'Edit the labels of this conversation', 'aaia-chatbot' ) }
					>
						{ conversation.labels.length === 0 ? __( 'No labels', 'aaia-chatbot' ) : __( 'Edit', 'aaia-chatbot' ) }
					</LabelMenu>
				) : conversation.labels.length === 0 && _x( 'None', 'labels', 'aaia-chatbot' ) }
			</dd>
		</div>
	);
}
