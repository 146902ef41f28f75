import { Icon, globe } from '@wordpress/icons';
import { __ } from '@wordpress/i18n';
import { memo } from 'react';
import { parseMarkdown } from '../../src/markdown/parse';
import { plainText } from '../../src/markdown/plain-text';
import type { StaffConversation } from '../../src/wire/wire';
import { addressOf } from './address';
import { Avatar } from './Avatar';
import { troubleSentence, troubleWord } from './metrics-words';
import { StatusMark } from './StatusMark';
import { fullTime, shortTime, waitingWords } from './times';
import { placeOf, visitorName } from './words';

/** One conversation in the list: a link, so that it opens with Enter, and in a new tab too. */
export const ConversationRow = memo( function ConversationRow( {
	conversation,
	current,
	onOpen,
}: {
	conversation: StaffConversation;
	current: boolean;
	onOpen: ( id: string ) => void;
} ) {
	const { id, unread, preview, answers, last_activity_at: time, assignee, channel } = conversation;
	const waiting = conversation.archived || conversation.status === 'resolved' ? null : conversation.waiting_since;
	const name = visitorName( conversation );
	return (
		<a
			className={ `aaia-row${ unread ? ' is-unread' : '' }` }
			href={ addressOf( id ) }
			data-row={ id }
			aria-current={ current ? 'true' : undefined }
			onClick={ ( event ) => {
				if ( ! event.ctrlKey && ! event.metaKey && ! event.shiftKey ) {
					event.preventDefault();
					onOpen( id );
				}
			} }
		>
			<Avatar name={ name } code={ conversation.visitor.code } kind="visitor" />
			<span className="aaia-row__name">
				<Icon icon={ globe } size={ 16 } aria-hidden="true" focusable="false" />
				<span className="screen-reader-text">{ channel === 'web' ? __( 'Web chat', 'aaia-chatbot' ) : channel }</span>
				<bdi>{ name }</bdi>
			</span>
			<time className="aaia-row__time" dateTime={ time } title={ fullTime( time ) }>
				{ shortTime( time ) }
			</time>
			<span className="aaia-row__preview" dir="auto">
				{ plainText( parseMarkdown( preview ) ) || __( 'No messages yet', 'aaia-chatbot' ) }
			</span>
			<span className="aaia-row__foot">
				<StatusMark place={ placeOf( conversation ) } />
				{ waiting && <span className="aaia-row__waiting">{ waitingWords( waiting ) }</span> }
				{ answers.map( ( trouble ) => (
					<span key={ trouble } className={ `aaia-trouble is-${ trouble }` } title={ troubleSentence( trouble ) }>
						{ troubleWord( trouble ) }
					</span>
				) ) }
				{ assignee && <bdi className="aaia-row__assignee">{ assignee.name }</bdi> }
			</span>
			{ unread && (
				<span className="aaia-row__dot">
					<span className="screen-reader-text">{ __( 'Unread', 'aaia-chatbot' ) }</span>
				</span>
			) }
		</a>
	);
} );
