import { Spinner } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation } from '../../src/wire/wire';
import { Composer } from './Composer';
import { FailureNotice } from './FailureNotice';
import { MessageList } from './MessageList';
import { ThreadHeader } from './ThreadHeader';
import type { Inbox } from './use-inbox';
import { visitorName } from './words';

/** The open conversation: who it is with, what can be done, what was said, and a place to answer. */
export function ThreadPane( {
	inbox,
	onBack,
	details,
	onDetails,
	onDelete,
	onUnread,
	onContact,
}: {
	inbox: Inbox;
	onBack: () => void;
	details: boolean;
	onDetails: () => void;
	onDelete: ( conversation: StaffConversation ) => void;
	onUnread: ( conversation: StaffConversation ) => void;
	/** Shows a contact on the screen of contacts. */
	onContact: ( id: string ) => void;
} ) {
	const { state } = inbox;
	const heading = useRef< HTMLHeadingElement >( null );
	const id = state.open;
	const conversation = id === null ? undefined : state.conversations[ id ];
	const thread = id === null ? undefined : state.threads[ id ];
	const shown = conversation?.id;

	useEffect( () => {
		if ( shown !== undefined ) {
			heading.current?.focus( { preventScroll: true } );
		}
	}, [ shown ] );

	if ( id === null ) {
		return (
			<section className="aaia-thread is-empty" aria-label={ __( 'Conversation', 'aaia-chatbot' ) }>
				<p>{ __( 'Choose a conversation to read it.', 'aaia-chatbot' ) }</p>
				<p className="aaia-quiet">
					{ __( 'J and K move, Enter opens, U marks as unread, R replies, E resolves, Z undoes, Esc goes back.', 'aaia-chatbot' ) }
					{ ' ' }
					{ __( '? shows all shortcuts.', 'aaia-chatbot' ) }
				</p>
			</section>
		);
	}
	return (
		<section className="aaia-thread" aria-label={ __( 'Conversation', 'aaia-chatbot' ) }>
			{ conversation && (
				<ThreadHeader
					inbox={ inbox }
					conversation={ conversation }
					heading={ heading }
					onBack={ onBack }
					details={ details }
					onDetails={ onDetails }
					onDelete={ () => onDelete( conversation ) }
					onUnread={ () => onUnread( conversation ) }
					onContact={ onContact }
				/>
			) }
			{ thread?.problem && (
				<FailureNotice
					what={ __( 'This conversation could not be loaded.', 'aaia-chatbot' ) }
					problem={ thread.problem }
					onRetry={ () => inbox.open( id ) }
				/>
			) }
			{ ( thread === undefined || thread.phase === 'loading' ) && (
				<div className="aaia-list__empty">
					<Spinner />
					<p>{ __( 'Loading conversation…', 'aaia-chatbot' ) }</p>
				</div>
			) }
			{ conversation && thread?.phase === 'ready' && (
				<>
					<MessageList key={ id } inbox={ inbox } conversation={ conversation } thread={ thread } />
					{ pageFacts().can.reply ? (
						<Composer
							key={ `composer-${ id }` }
							inbox={ inbox }
							conversation={ conversation }
							thread={ thread }
							name={ visitorName( conversation ) }
						/>
					) : (
						<p className="aaia-composer is-closed">{ __( 'You can read conversations but not reply to them.', 'aaia-chatbot' ) }</p>
					) }
				</>
			) }
		</section>
	);
}
