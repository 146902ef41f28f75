import { Icon } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { lock, thumbsDown, thumbsUp } from '@wordpress/icons';
import { memo } from 'react';
import { setRating } from '../data/conversations';
import { pageFacts } from '../data/page-facts';
import { setReview } from '../data/reviews';
import type { Verdict } from '../data/reviews';
import { Markdown } from '../shared/Markdown';
import { ReviewLine, ReviewMenu } from '../shared/review/ReviewMenu';
import type { StaffAttachmentPart, StaffMessage, StaffPart, StaffSourcePart } from '../../src/wire/wire';
import { MessageFiles } from './attachments/MessageFiles';
import { Avatar } from './Avatar';
import { MailState } from './MailState';
import { ratingChoices, RatingMenu } from './RatingMenu';
import { SourceList } from './SourceList';
import { clockTime, fullTime } from './times';
import { ToolCard } from './ToolCard';
import type { Inbox } from './use-inbox';
import { WhyThisAnswer } from './WhyThisAnswer';
import { authorName } from './words';

/** One message: who, when, its parts in order, what became of it. */
export const MessageItem = memo( function MessageItem( {
	inbox,
	conversation,
	message,
	visitor,
	code,
	receipt = null,
}: {
	inbox: Inbox;
	conversation: string;
	message: StaffMessage;
	visitor: string;
	code: string;
	/** Whether the visitor has seen it; null where that is not shown. */
	receipt?: 'sent' | 'read' | null;
} ) {
	const { author, created_at: time, parts } = message;
	const name = authorName( message, visitor );
	const files = parts.filter( ( part ): part is StaffAttachmentPart => part.type === 'attachment' );
	const sources = parts.filter( ( part ): part is StaffSourcePart => part.type === 'source' );
	return (
		<article
			className={ `aaia-message is-${ author }${ message.private ? ' is-private' : '' }` }
			data-author={ author }
			data-message-id={ message.id }
		>
			{ author !== 'system' && <Avatar name={ name } code={ code } kind={ author } /> }
			<div className="aaia-message__main">
				<header>
					<strong dir="auto">{ name }</strong>
					{ message.private && (
						<span className="aaia-message__private">
							<Icon icon={ lock } size={ 16 } />
							{ __( 'Private note', 'aaia-chatbot' ) }
						</span>
					) }
					<time dateTime={ time } title={ fullTime( time ) }>
						{ clockTime( time ) }
					</time>
				</header>
				<div className="aaia-message__body">
					{ parts.map( ( part, index ) => (
						<Part key={ index } part={ part } plain={ author === 'visitor' } />
					) ) }
					<MessageFiles files={ files } />
					{ message.generation === 'streaming' && <p className="aaia-message__state">{ __( 'The assistant is writing…', 'aaia-chatbot' ) }</p> }
				</div>
				{ message.mentions.length > 0 && (
					<p className="aaia-message__mentions">
						{ /* translators: %s: names of colleagues. */
							sprintf( __( 'Mentioned: %s', 'aaia-chatbot' ), message.mentions.join( ', ' ) ) }
					</p>
				) }
				<SourceList sources={ sources } />
				<Fate message={ message } />
				{ receipt && <Receipt read={ receipt === 'read' } mailed={ message.mail !== null } /> }
				<MailState inbox={ inbox } conversation={ conversation } message={ message } />
				{ author === 'assistant' && message.generation !== 'streaming' && (
					<Judged inbox={ inbox } conversation={ conversation } message={ message } />
				) }
				{ author === 'agent' && (
					<p className="aaia-message__why">
						<Correct conversation={ conversation } message={ message } />
					</p>
				) }
				<Rating inbox={ inbox } conversation={ conversation } message={ message } />
				<VisitorsOwn inbox={ inbox } conversation={ conversation } message={ message } />
			</div>
		</article>
	);
} );

/** The way from a wrong answer to a corrected one, and from a reply to an answer for everybody. */
function Correct( { conversation, message }: { conversation: string; message: StaffMessage } ) {
	const { can, pages } = pageFacts();
	const { id, author, private: isPrivate, generation } = message;
	if ( ! can.manage || isPrivate || generation === 'streaming' || ( author !== 'assistant' && author !== 'agent' ) ) {
		return null;
	}
	const query = new URLSearchParams( { tab: 'answers', conversation, message: id } );
	return (
		<a href={ `${ pages.improve }&${ query.toString() }` }>
			{ author === 'assistant' ? __( 'Correct this answer', 'aaia-chatbot' ) : __( 'Make it an answer for everybody', 'aaia-chatbot' ) }
		</a>
	);
}

/** One tick for what was sent, unless an e-mail says what became of it; two for what the visitor has seen. */
function Receipt( { read, mailed }: { read: boolean; mailed: boolean } ) {
	return mailed && ! read ? null : (
		<p className="aaia-message__state">
			<span aria-hidden="true">{ read ? '✓✓' : '✓' }</span> { read ? __( 'Read in the chat', 'aaia-chatbot' ) : __( 'Sent', 'aaia-chatbot' ) }
		</p>
	);
}

/** Visitors type plain text; only what the assistant and agents write is Markdown. */
function Part( { part, plain }: { part: StaffPart; plain: boolean } ) {
	switch ( part.type ) {
		case 'text': return plain ? <p className="aaia-plain" dir="auto">{ part.text }</p> : <Markdown text={ part.text } />;
		case 'tool': return <ToolCard part={ part } />;
		default: return null;
	}
}

function Fate( { message: { generation, refused } }: { message: StaffMessage } ) {
	const words = [
		...( refused ? [ __( 'No good source found', 'aaia-chatbot' ) ] : [] ),
		...( generation === 'interrupted' ? [ __( 'Interrupted', 'aaia-chatbot' ) ] : [] ),
		...( generation === 'failed' ? [ __( 'Failed', 'aaia-chatbot' ) ] : [] ),
	];
	return words.length === 0 ? null : <p className="aaia-message__state is-bad">{ words.join( ' · ' ) }</p>;
}

interface OfMessage {
	inbox: Inbox;
	conversation: string;
	message: StaffMessage;
}

/** How the answer came about, and what staff say of it. */
function Judged( { inbox, conversation, message }: OfMessage ) {
	const { id, review } = message;
	const save = async ( verdict: Verdict | null, note: string ): Promise< void > =>
		inbox.dispatch( { type: 'messages', conversation, messages: [ await setReview( conversation, id, verdict, note ) ] } );
	const reviewed = pageFacts().can.reply ? { review, onSave: save } : null;
	return (
		<>
			<div className="aaia-message__why">
				<WhyThisAnswer conversation={ conversation } message={ id } reviewed={ reviewed } />
				{ reviewed && <ReviewMenu { ...reviewed } /> }
				<Correct conversation={ conversation } message={ message } />
			</div>
			{ review && <ReviewLine review={ review } /> }
		</>
	);
}

/** The rating that counts. */
function Rating( { inbox, conversation, message }: OfMessage ) {
	if ( message.rating === null ) {
		return null;
	}
	const up = message.rating === 'up';
	const label = up ? __( 'Rated helpful', 'aaia-chatbot' ) : __( 'Rated not helpful', 'aaia-chatbot' );
	return (
		<div className={ `aaia-message__rating is-${ message.rating }` }>
			<Icon icon={ up ? thumbsUp : thumbsDown } size={ 18 } aria-hidden="true" /><span>{ label }</span>
			{ message.rating_comment && <q dir="auto">{ message.rating_comment }</q> }
			<EditRating inbox={ inbox } conversation={ conversation } message={ message } />
		</div>
	);
}

/** Changes or resets the rating that counts. */
function EditRating( { inbox, conversation, message }: OfMessage ) {
	return ! pageFacts().can.reply ? null : (
		<RatingMenu
			value={ message.rating }
			choices={ ratingChoices() }
			onChange={ ( value ) => setRating( conversation, message.id, value ).then(
				( changed ) => inbox.dispatch( { type: 'messages', conversation, messages: [ changed ] } ),
				( failure ) => {
					inbox.nudge();
					throw failure;
				}
			) }
		/>
	);
}

/** What the visitor said, where staff have changed or reset it. */
function VisitorsOwn( { inbox, conversation, message }: OfMessage ) {
	const { rating, rating_comment: comment, visitor_rating: own, visitor_rating_comment: words } = message;
	if ( own === null || ( own === rating && words === comment ) ) {
		return null;
	}
	return (
		<div className="aaia-message__rating is-history">
			<Icon icon={ own === 'up' ? thumbsUp : thumbsDown } size={ 18 } aria-hidden="true" />
			<span>
				{ own === 'up'
					? __( 'The visitor rated this helpful', 'aaia-chatbot' )
					: __( 'The visitor rated this not helpful', 'aaia-chatbot' ) }
			</span>
			{ rating === null && <span>{ __( '(reset: it no longer counts)', 'aaia-chatbot' ) }</span> }
			{ words && <q dir="auto">{ words }</q> }
			{ rating === null && <EditRating inbox={ inbox } conversation={ conversation } message={ message } /> }
		</div>
	);
}
