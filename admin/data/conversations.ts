import { ask, query } from './api';
import type {
	ChangeConversationBody,
	ConversationList,
	Deletion,
	ListConversationsQuery,
	NoteTypingBody,
	SendMessageBody,
	SetRatingBody,
	StaffConversation,
	StaffLinks,
	StaffMessage,
	StaffReply,
	StaffThread,
	StaffUpdates,
	TakeOverBody,
} from '../../src/wire/wire';

/** `pending`: those in which a visitor waits for a person, whoever they are assigned to. */
export type Tab = 'mine' | 'unassigned' | 'all' | 'pending';

/** Filter by status: open and pending (`active`), those that need a person (`todo`), one status, the archive, or all. */
export type StatusChoice = 'active' | 'todo' | StaffConversation[ 'status' ] | 'archived' | 'any';

/** Filter by issues of answers: weakly supported, facts without a source, refusals; or all. */
export type AnswersChoice = '' | NonNullable< ListConversationsQuery[ 'answers' ] >;

export type PriorityChoice = '' | StaffConversation[ 'priority' ];

/** By the newest activity; or those that wait for a person, by how long. A search is always by activity. */
export type SortChoice = '' | 'waiting';

export interface Filter {
	tab: Tab;
	status: StatusChoice;
	unread: boolean;
	answers: AnswersChoice;
	priority: PriorityChoice;
	sort: SortChoice;
	search: string;
}

export type SnoozeChoice = NonNullable< ChangeConversationBody[ 'snooze' ] >;

const path = ( id: string ): string => `/conversations/${ encodeURIComponent( id ) }`;

function statusQuery( status: StatusChoice ): Record< string, string | boolean > {
	switch ( status ) {
		case 'active': return {};
		case 'todo': return { todo: true };
		case 'archived': return { archived: 'true' };
		case 'any': return { archived: 'any' };
		default: return { status };
	}
}

/** One page of a list; `cursor` is the previous page's `next_cursor`. A search covers all conversations unless a status is chosen. */
export function listConversations( filter: Filter, cursor: string | null, signal?: AbortSignal ): Promise< ConversationList > {
	return ask( 'GET', `/conversations${ query( { ...filterQuery( filter ), cursor } ) }`, undefined, signal );
}

/** Query parameters of a filter. */
export function filterQuery(
	{ tab, status, unread, answers, priority, sort, search }: Filter
): Record< string, string | boolean | null > {
	return {
		view: tab,
		...( tab === 'pending' ? {} : statusQuery( status ) ),
		unread: unread ? true : null,
		answers,
		priority,
		orderby: search === '' ? sort : '',
		search,
	};
}

/** The newest messages, those before a message, or all back to a message. */
export const loadThread = (
	id: string,
	from: { before?: string | undefined; until?: string | undefined } = {},
	signal?: AbortSignal
): Promise< StaffThread > => ask( 'GET', `${ path( id ) }/messages${ query( from ) }`, undefined, signal );

export const sendMessage = ( conversation: string, message: SendMessageBody ): Promise< StaffReply > =>
	ask( 'POST', `${ path( conversation ) }/messages`, message );

export const changeConversation = ( id: string, change: ChangeConversationBody ): Promise< StaffConversation > =>
	ask( 'PATCH', path( id ), change );

/** `seen`: whom the agent sees it assigned to; refused when it is a third person's by now. */
export const takeOver = ( id: string, seen: number | null ): Promise< StaffConversation > =>
	ask( 'POST', `${ path( id ) }/takeover`, { assignee_seen: seen } satisfies TakeOverBody );

export const handBack = ( id: string ): Promise< StaffConversation > => ask( 'POST', `${ path( id ) }/release`, {} );

/** Ends every session of the conversation's visitor. */
export const signOut = ( id: string ): Promise< StaffConversation > => ask( 'POST', `${ path( id ) }/sign-out`, {} );

export const markRead = ( id: string ): Promise< StaffConversation > => ask( 'PUT', `${ path( id ) }/read`, {} );

/** Unread for the current user, until they open it again. */
export const markUnread = ( id: string ): Promise< StaffConversation > => ask( 'PUT', `${ path( id ) }/unread`, {} );

export const deleteConversation = ( id: string ): Promise< Deletion > => ask( 'DELETE', path( id ) );

export const noteActivity = ( id: string, activity: NonNullable< NoteTypingBody[ 'activity' ] > ): Promise< unknown > =>
	ask( 'POST', `${ path( id ) }/typing`, { activity } satisfies NoteTypingBody );

/** Changes the rating of an answer; null resets it. */
export const setRating = ( id: string, message: string, value: SetRatingBody[ 'value' ] ): Promise< StaffMessage > =>
	ask( 'PUT', `${ path( id ) }/messages/${ encodeURIComponent( message ) }/rating`, { value } satisfies SetRatingBody );

/** Retries the mail of a reply at once. */
export const mailAgain = ( id: string, message: string ): Promise< StaffMessage > =>
	ask( 'POST', `${ path( id ) }/messages/${ encodeURIComponent( message ) }/mail`, {} );

/** The mailed links that open the conversation. */
export const loadLinks = ( id: string, signal?: AbortSignal ): Promise< StaffLinks > =>
	ask( 'GET', `${ path( id ) }/links`, undefined, signal );

export const revokeLinks = ( id: string ): Promise< StaffLinks > => ask( 'DELETE', `${ path( id ) }/links` );

/** Changes since a cursor; without one, only the current cursor. `follow` is a message that is still being written. */
export const loadUpdates = ( after: string | null, conversation: string | null, follow: string | null ): Promise< StaffUpdates > =>
	ask( 'GET', `/updates${ query( { after, conversation, follow } ) }` );
