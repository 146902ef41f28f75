import { ask, query } from './api';
import { filterQuery } from './filter';
import type { Filter } from './filter';
import { afterReplies } from './outbox';
import type {
	BeginConversationBody,
	ChangeConversationBody,
	ConversationList,
	Deletion,
	HandoverNote,
	NoteTypingBody,
	OpenedConversations,
	SendMessageBody,
	SetRatingBody,
	StaffColleagues,
	StaffConversation,
	StaffLinks,
	StaffMessage,
	StaffReply,
	StaffThread,
	StaffUpdates,
	TakeOverBody,
} from '../../src/wire/wire';

export type SnoozeChoice = NonNullable< ChangeConversationBody[ 'snooze' ] >;

const path = ( id: string ): string => `/conversations/${ encodeURIComponent( id ) }`;

/** One page of a list; `cursor` is the previous page's `next_cursor`. A search covers all conversations unless a status is chosen. */
export function listConversations( filter: Filter, cursor: string | null, signal?: AbortSignal ): Promise< ConversationList > {
	return ask( 'GET', `/conversations${ query( { ...filterQuery( filter ), cursor } ) }`, undefined, signal );
}

/** What to know before answering a request for a person. */
export const loadHandoverNote = ( id: string, signal?: AbortSignal ): Promise< HandoverNote > =>
	ask( 'GET', `${ path( id ) }/handover`, undefined, signal );

/** The newest messages, those before a message, or all back to a message. */
export const loadThread = (
	id: string,
	from: { before?: string | undefined; until?: string | undefined } = {},
	signal?: AbortSignal
): Promise< StaffThread > => ask( 'GET', `${ path( id ) }/messages${ query( from ) }`, undefined, signal );

export const sendMessage = ( conversation: string, message: SendMessageBody ): Promise< StaffReply > =>
	ask( 'POST', `${ path( conversation ) }/messages`, message );

export const changeConversation = ( id: string, change: ChangeConversationBody ): Promise< StaffConversation > =>
	afterReplies( id, () => ask( 'PATCH', path( id ), change ) );

/** Whom a private note in the conversation can name. */
export const loadColleagues = ( id: string ): Promise< StaffColleagues > => ask( 'GET', `${ path( id ) }/colleagues` );

/** Begins a conversation with a contact, who gets the message by e-mail. The same id finds what was begun before. */
export const beginConversation = ( message: BeginConversationBody ): Promise< StaffConversation > =>
	ask( 'POST', '/conversations', message );

/** `seen`: whom the agent sees it assigned to; refused when it is a third person's by now. */
export const takeOver = ( id: string, seen: number | null ): Promise< StaffConversation > =>
	afterReplies( id, () => ask( 'POST', `${ path( id ) }/takeover`, { assignee_seen: seen } satisfies TakeOverBody ) );

export const handBack = ( id: string ): Promise< StaffConversation > =>
	afterReplies( id, () => ask( 'POST', `${ path( id ) }/release`, {} ) );

/** Does again what stopped: the answer, the e-mail or the job. */
export const retry = ( id: string ): Promise< StaffConversation > => ask( 'POST', `${ path( id ) }/retry`, {} );

/** Takes the mark off; where the answer failed, the current user answers from here on. */
export const free = ( id: string ): Promise< StaffConversation > => ask( 'POST', `${ path( id ) }/free`, {} );

/** Ends every session of the conversation's visitor. */
export const signOut = ( id: string ): Promise< StaffConversation > => ask( 'POST', `${ path( id ) }/sign-out`, {} );

export const markRead = ( id: string ): Promise< StaffConversation > => ask( 'PUT', `${ path( id ) }/read`, {} );

/** Unread for the current user, until they open it again. */
export const markUnread = ( id: string ): Promise< StaffConversation > => ask( 'PUT', `${ path( id ) }/unread`, {} );

export const deleteConversation = ( id: string ): Promise< Deletion > => afterReplies( id, () => ask( 'DELETE', path( id ) ) );

export const noteActivity = ( id: string, activity: NonNullable< NoteTypingBody[ 'activity' ] > ): Promise< unknown > =>
	ask( 'POST', `${ path( id ) }/typing`, { activity } satisfies NoteTypingBody );

/** Changes the rating of an answer; null resets it. */
export const setRating = ( id: string, message: string, value: SetRatingBody[ 'value' ] ): Promise< StaffMessage > =>
	ask( 'PUT', `${ path( id ) }/messages/${ encodeURIComponent( message ) }/rating`, { value } satisfies SetRatingBody );

/** Changes the score of a conversation, 1 to 5; null resets it. */
export const setScore = ( id: string, score: number | null ): Promise< unknown > =>
	ask( 'PUT', `${ path( id ) }/satisfaction`, { score } );

/** Retries the mail of a reply at once. */
export const mailAgain = ( id: string, message: string ): Promise< StaffMessage > =>
	ask( 'POST', `${ path( id ) }/messages/${ encodeURIComponent( message ) }/mail`, {} );

/** The mailed links that open the conversation. */
export const loadLinks = ( id: string, signal?: AbortSignal ): Promise< StaffLinks > =>
	ask( 'GET', `${ path( id ) }/links`, undefined, signal );

export const revokeLinks = ( id: string ): Promise< StaffLinks > => ask( 'DELETE', `${ path( id ) }/links` );

/** Conversations as they are now; those that are gone are left out. */
export const loadOpened = ( ids: readonly string[] ): Promise< OpenedConversations > =>
	ask( 'GET', `/updates/opened${ query( { ids: ids.join( ',' ) } ) }` );

/** Changes since a cursor; without one, only the current cursor. `follow` is a message that is still being written. */
export const loadUpdates = ( after: string | null, conversation: string | null, follow: string | null ): Promise< StaffUpdates > =>
	ask( 'GET', `/updates${ query( { after, conversation, follow, present: true } ) }` );
