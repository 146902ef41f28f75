import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import type { ReactNode } from 'react';
import { setScore } from '../data/conversations';
import { pageFacts } from '../data/page-facts';
import { safeHref } from '../shared/safe-href';
import type { StaffConversation, StaffScore, StaffVisit } from '../../src/wire/wire';
import { AddressFact } from './AddressFact';
import { CategoryMark, CategoryMenu } from './CategoryMenu';
import { ContactSection } from './contacts/ContactSection';
import { LabelsFact } from './LabelsFact';
import { LimitMark, LimitMenu, limitWords } from './LimitMenu';
import { OutsideItems } from './OutsideItems';
import { PriorityMark } from './PriorityMenu';
import { RatingMenu } from './RatingMenu';
import { StatusMark } from './StatusMark';
import { fullTime, languageName } from './times';
import type { Inbox } from './use-inbox';
import { alertWord, deviceWord, placeOf, promiseWords, visitorName } from './words';

/** What is known about the visitor and the conversation. */
export function DetailsPane( {
	inbox,
	conversation,
	onClose,
	onContact,
}: {
	inbox: Inbox;
	conversation: StaffConversation;
	onClose: () => void;
	/** Shows a contact on the screen of contacts. */
	onContact: ( id: string ) => void;
} ) {
	const { page, visit, assignee, team } = conversation;
	return (
		<aside className="aaia-details" aria-label={ __( 'Details', 'aaia-chatbot' ) }>
			<header>
				<h3 tabIndex={ -1 }>{ __( 'Details', 'aaia-chatbot' ) }</h3>
				<Button size="compact" icon={ closeSmall } label={ __( 'Close details', 'aaia-chatbot' ) } onClick={ onClose } />
			</header>
			<ContactSection key={ conversation.id } inbox={ inbox } conversation={ conversation } onContact={ onContact } />
			<dl>
				<Fact term={ __( 'Visitor', 'aaia-chatbot' ) }>
					<span dir="auto">{ visitorName( { ...conversation, contact: null } ) }</span>
				</Fact>
				<AddressFact key={ conversation.id } inbox={ inbox } conversation={ conversation } />
				{ page.url !== '' && (
					<Fact term={ __( 'Started on page', 'aaia-chatbot' ) }>
						<PageLink page={ page } />
					</Fact>
				) }
				{ visit && <VisitFacts visit={ visit } /> }
				{ conversation.language !== '' && <Fact term={ __( 'Language', 'aaia-chatbot' ) }>{ languageName( conversation.language ) }</Fact> }
				{ visit && visit.language !== '' && (
					<Fact term={ __( 'Browser’s language', 'aaia-chatbot' ) }>{ languageName( visit.language ) }</Fact>
				) }
				<Fact term={ __( 'Status', 'aaia-chatbot' ) }>
					<StatusMark place={ placeOf( conversation ) } />
				</Fact>
				<Fact term={ __( 'Priority', 'aaia-chatbot' ) }><PriorityMark priority={ conversation.priority } always /></Fact>
				<Fact term={ __( 'Category', 'aaia-chatbot' ) }>
					{ pageFacts().can.reply
						? <CategoryMenu inbox={ inbox } conversation={ conversation } />
						: conversation.category ? <CategoryMark category={ conversation.category } /> : __( 'No category', 'aaia-chatbot' ) }
				</Fact>
				<Fact term={ __( 'Who can see it', 'aaia-chatbot' ) }>
					{ pageFacts().can.reply
						? <LimitMenu inbox={ inbox } conversation={ conversation } />
						: conversation.limit ? <LimitMark limit={ conversation.limit } /> : limitWords( null ) }
				</Fact>
				<LabelsFact inbox={ inbox } conversation={ conversation } />
				<Fact term={ __( 'Answered by', 'aaia-chatbot' ) }>
					{ conversation.handler === 'human' ? __( 'A person', 'aaia-chatbot' ) : __( 'Assistant', 'aaia-chatbot' ) }
				</Fact>
				<Fact term={ __( 'Assigned to', 'aaia-chatbot' ) }>
					<span dir="auto">{ assignee?.name ?? __( 'Nobody', 'aaia-chatbot' ) }</span>
				</Fact>
				{ team && <Fact term={ __( 'Team', 'aaia-chatbot' ) }><span dir="auto">{ team.name }</span></Fact> }
				{ conversation.alert !== 'none' && (
					<Fact term={ __( 'Request for a person', 'aaia-chatbot' ) }>{ alertWord( conversation.alert ) }</Fact>
				) }
				{ conversation.promise && (
					<Fact term={ __( 'Promised', 'aaia-chatbot' ) }>
						{ promiseWords( conversation.promise, fullTime( conversation.promise.until ) ) }
					</Fact>
				) }
				{ conversation.score && <Score inbox={ inbox } conversation={ conversation.id } score={ conversation.score } /> }
				<OutsideItems conversation={ conversation.id } />
				<Moment term={ __( 'Waiting since', 'aaia-chatbot' ) } time={ conversation.waiting_since } />
				<Moment term={ __( 'Snoozed until', 'aaia-chatbot' ) } time={ conversation.snoozed_until } />
				<Moment
					term={ conversation.resolved_by === 'system'
						? __( 'Resolved automatically, after a silence', 'aaia-chatbot' )
						: __( 'Resolved', 'aaia-chatbot' ) }
					time={ conversation.resolved_at }
				/>
				<Moment term={ __( 'Started', 'aaia-chatbot' ) } time={ conversation.created_at } />
				<Moment term={ __( 'Last activity', 'aaia-chatbot' ) } time={ conversation.last_activity_at } />
			</dl>
		</aside>
	);
}

/** How the conversation went: the score that counts, and the visitor's own where staff have changed or reset it. */
function Score( { inbox, conversation, score: { score, comment, visitor_score: own, visitor_comment: words } }: {
	inbox: Inbox;
	conversation: string;
	score: StaffScore;
} ) {
	/* translators: %d: 1 to 5. */
	const stars = ( value: number ): string => sprintf( __( '%d of 5', 'aaia-chatbot' ), value );
	const edit = pageFacts().can.reply && (
		<>
			{ ' ' }
			<RatingMenu
				value={ score === null ? null : String( score ) }
				choices={ [ 1, 2, 3, 4, 5 ].map( ( value ) => ( { value: String( value ), label: stars( value ) } ) ) }
				onChange={ async ( value ) => {
					await setScore( conversation, value === null ? null : Number( value ) );
					inbox.nudge();
				} }
			/>
		</>
	);
	const quoted = ( text: string | null ) => text && <> <q dir="auto">{ text }</q></>;
	return (
		<>
			{ score !== null && <Fact term={ __( 'Score', 'aaia-chatbot' ) }>{ stars( score ) }{ quoted( comment ) }{ edit }</Fact> }
			{ own !== null && ( own !== score || words !== comment ) && (
				<Fact term={ __( 'Visitor’s own score', 'aaia-chatbot' ) }>{ stars( own ) }{ quoted( words ) }{ score === null && edit }</Fact>
			) }
		</>
	);
}

/** The page on which the visitor last had the chat open, and in which browser. */
function VisitFacts( { visit }: { visit: StaffVisit } ) {
	const device = visit.device === '' ? '' : deviceWord( visit.device );
	const browser = [ visit.browser, device ].filter( Boolean ).join( ' · ' );
	return (
		<>
			{ visit.url !== '' && (
				<Fact term={ __( 'Last page', 'aaia-chatbot' ) }>
					<PageLink page={ visit } />
					<p className="aaia-quiet">
						{
							/* translators: %s: day and time when the visitor came to the page. */
							sprintf( __( 'since %s', 'aaia-chatbot' ), fullTime( visit.since ) )
						}
					</p>
				</Fact>
			) }
			{ browser !== '' && <Fact term={ __( 'Browser', 'aaia-chatbot' ) }>{ browser }</Fact> }
		</>
	);
}

function PageLink( { page: { url, title } }: { page: { url: string; title: string } } ) {
	const href = safeHref( url );
	return href === null
		? <span dir="auto">{ title || url }</span>
		: <a href={ href } target="_blank" rel="nofollow noopener noreferrer" dir="auto">{ title || url }</a>;
}

function Fact( { term, children }: { term: string; children: ReactNode } ) {
	return <div><dt>{ term }</dt><dd>{ children }</dd></div>;
}

function Moment( { term, time }: { term: string; time: string | null } ) {
	return time === null ? null : <Fact term={ term }><time dateTime={ time }>{ fullTime( time ) }</time></Fact>;
}
