import { Icon, globe } from '@wordpress/icons';
import { __, _x, sprintf } from '@wordpress/i18n';
import { memo } from 'react';
import { parseMarkdown } from '../../src/markdown/parse';
import { plainText } from '../../src/markdown/plain-text';
import type { ExcerptPart, FoundMessage, StaffConversation, StaffLabel, StaffPresent } from '../../src/wire/wire';
import { pageFacts } from '../data/page-facts';
import { addressOf } from './address';
import { Avatar } from './Avatar';
import { marked } from './hits';
import { CategoryMark } from './CategoryMenu';
import { LabelPills } from './LabelPills';
import { LimitMark } from './LimitMenu';
import { troubleSentence, troubleWord } from './metrics-words';
import { PresentMark } from './PresentMark';
import { PriorityMark } from './PriorityMenu';
import { StatusMark } from './StatusMark';
import { fullTime, shortTime, waitingWords } from './times';
import { avatarCode, placeOf, stuckSentence, visitorName } from './words';

const NO_WORDS: readonly string[] = [];

const NO_LABELS: readonly StaffLabel[] = [];

/** Labels shown in a row. */
const MOST_LABELS = 3;

/** One conversation in the list: a link, so that it opens with Enter, and in a new tab too. */
export const ConversationRow = memo( function ConversationRow( {
	conversation,
	current,
	found,
	words = NO_WORDS,
	labels = NO_LABELS,
	present,
	onOpen,
}: {
	conversation: StaffConversation;
	current: boolean;
	/** What a search found in it. */
	found?: FoundMessage | undefined;
	/** The words of the search. */
	words?: readonly string[];
	/** All labels, for their colours. */
	labels?: readonly StaffLabel[];
	/** Who is in it now. */
	present?: readonly StaffPresent[] | undefined;
	onOpen: ( id: string, message?: string ) => void;
} ) {
	const { id, unread, preview, answers, last_activity_at: time, assignee, team, channel } = conversation;
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
					onOpen( id, found?.message );
				}
			} }
		>
			<Avatar name={ name } code={ avatarCode( conversation ) } kind="visitor" />
			<span className="aaia-row__name">
				<Icon icon={ globe } size={ 16 } aria-hidden="true" focusable="false" />
				<span className="screen-reader-text">{ channel === 'web' ? __( 'Web chat', 'aaia-chatbot' ) : channel }</span>
				<bdi><Hits parts={ marked( name, words ) } /></bdi>
			</span>
			<time className="aaia-row__time" dateTime={ time } title={ fullTime( time ) }>
				{ shortTime( time ) }
			</time>
			<span className={ `aaia-row__preview${ found ? ' is-found' : '' }` } dir="auto">
				{ found
					? <><span className="screen-reader-text">{ __( 'Found:', 'aaia-chatbot' ) } </span><Hits parts={ found.excerpt } /></>
					: <><Who by={ conversation.preview_by } />{ plainText( parseMarkdown( preview ) ) || __( 'No messages yet', 'aaia-chatbot' ) }</> }
			</span>
			<span className="aaia-row__foot">
				<StatusMark place={ placeOf( conversation ) } />
				{ conversation.limit && <LimitMark limit={ conversation.limit } short /> }
				<PriorityMark priority={ conversation.priority } />
				{ conversation.category && <CategoryMark category={ conversation.category } /> }
				<LabelPills names={ conversation.labels } labels={ labels } most={ MOST_LABELS } />
				{ conversation.stuck && (
					<span className="aaia-trouble is-stuck" title={ stuckSentence( conversation.stuck ) }>{ __( 'Stuck', 'aaia-chatbot' ) }</span>
				) }
				{ conversation.rated_down && (
					<span className="aaia-trouble is-rated" title={ __( 'An answer was rated negatively.', 'aaia-chatbot' ) }>
						<span aria-hidden="true">👎</span>
						<span className="screen-reader-text">{ __( 'Rated negatively', 'aaia-chatbot' ) }</span>
					</span>
				) }
				{ conversation.mentioned && <span className="aaia-row__mention">{ __( '@ You are mentioned', 'aaia-chatbot' ) }</span> }
				{ conversation.woken && <span className="aaia-row__woken">{ __( 'Snooze ended', 'aaia-chatbot' ) }</span> }
				{ waiting && <span className="aaia-row__waiting">{ waitingWords( waiting ) }</span> }
				{ answers.map( ( trouble ) => (
					<span key={ trouble } className={ `aaia-trouble is-${ trouble }` } title={ troubleSentence( trouble ) }>
						{ troubleWord( trouble ) }
					</span>
				) ) }
				{ present && <PresentMark present={ present } /> }
				{ ( assignee ?? team ) && <bdi className="aaia-row__assignee">{ ( assignee ?? team )?.name }</bdi> }
			</span>
			{ unread && (
				<span className="aaia-row__dot">
					<span className="screen-reader-text">{ __( 'Unread', 'aaia-chatbot' ) }</span>
				</span>
			) }
		</a>
	);
} );

/** Who said the last words; nothing for the visitor. */
function Who( { by }: { by: StaffConversation[ 'preview_by' ] } ) {
	if ( by === null || by.author === 'visitor' ) {
		return null;
	}
	const name = by.agent?.id === pageFacts().user
		? _x( 'You', 'who said it', 'aaia-chatbot' )
		: by.agent?.name ?? __( 'Assistant', 'aaia-chatbot' );
	/* translators: %s: who said what follows. */
	return <span className="aaia-row__who">{ sprintf( _x( '%s:', 'who said it', 'aaia-chatbot' ), name ) } </span>;
}

function Hits( { parts }: { parts: readonly ExcerptPart[] } ) {
	return <>{ parts.map( ( { text, hit }, index ) => hit ? <mark key={ index }>{ text }</mark> : text ) }</>;
}
