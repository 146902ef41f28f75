import type { Filter, StatusChoice } from '../data/conversations';
import type {
	ConversationList,
	FoundMessage,
	InboxCounts,
	StaffConversation,
	StaffMessage,
	StaffPresence,
	StaffThread,
	StaffUpdates,
} from '../../src/wire/wire';

export interface ThreadState {
	/** Oldest first. */
	items: readonly StaffMessage[];
	/** Older messages exist. */
	earlier: boolean;
	phase: 'loading' | 'ready' | 'failed';
}

export interface InboxState {
	filter: Filter;
	conversations: Readonly< Record< string, StaffConversation > >;
	list: {
		ids: readonly string[];
		next: string | null;
		phase: 'loading' | 'loading-more' | 'ready' | 'failed';
		/** What a search found, by conversation. */
		found: Readonly< Record< string, FoundMessage > >;
		/** The words of the search that count. */
		words: readonly string[];
	};
	counts: InboxCounts | null;
	open: string | null;
	/** A message of the open conversation to show first. */
	jump: string | null;
	threads: Readonly< Record< string, ThreadState > >;
	/** Who is in the open conversation. */
	presence: readonly StaffPresence[];
	/** What was done last, with a way back. */
	toast: { text: string; undo: ( () => void ) | null } | null;
	/** Whether the last look for news was answered. */
	connected: boolean;
}

export type InboxAction =
	| { type: 'filtered'; filter: Filter }
	| { type: 'loading-more' }
	| { type: 'listed'; answer: ConversationList; append: boolean }
	| { type: 'list-failed' }
	| { type: 'opened'; id: string | null; jump?: string | null }
	| { type: 'thread-loading'; id: string }
	| { type: 'thread'; answer: StaffThread; prepend: boolean }
	| { type: 'thread-failed'; id: string }
	| { type: 'updated'; updates: StaffUpdates; conversation: string | null; me: number }
	| { type: 'changed'; conversation: StaffConversation; me: number }
	| { type: 'messages'; conversation: string; messages: readonly StaffMessage[] }
	| { type: 'removed'; id: string }
	| { type: 'toast'; toast: InboxState[ 'toast' ] }
	| { type: 'connected'; connected: boolean };

const EMPTY: InboxState[ 'list' ] = { ids: [], next: null, phase: 'loading', found: {}, words: [] };

export const initialInbox: InboxState = {
	filter: { tab: 'all', status: 'active', unread: false, answers: '', priority: '', sort: '', search: '' },
	conversations: {},
	list: EMPTY,
	counts: null,
	open: null,
	jump: null,
	threads: {},
	presence: [],
	toast: null,
	connected: true,
};

export function inboxReducer( state: InboxState, action: InboxAction ): InboxState {
	switch ( action.type ) {
		case 'filtered':
			return { ...state, filter: action.filter, list: EMPTY };
		case 'loading-more':
			return { ...state, list: { ...state.list, phase: 'loading-more' } };
		case 'listed':
			return listed( state, action.answer, action.append );
		case 'list-failed':
			return { ...state, list: { ...state.list, phase: 'failed' } };
		case 'opened':
			return { ...state, open: action.id, jump: action.jump ?? null, presence: [] };
		case 'thread-loading':
			return withThread( state, action.id, ( thread ) => ( { ...thread, phase: thread.items.length > 0 ? 'ready' : 'loading' } ) );
		case 'thread':
			return threadLoaded( state, action.answer, action.prepend );
		case 'thread-failed':
			return withThread( state, action.id, ( thread ) => ( { ...thread, phase: 'failed' } ) );
		case 'updated':
			return updated( state, action.updates, action.conversation, action.me );
		case 'changed':
			return placed(
				{ ...state, conversations: { ...state.conversations, [ action.conversation.id ]: action.conversation } },
				action.conversation,
				action.me
			);
		case 'messages':
			return withThread( state, action.conversation, ( thread ) => ( { ...thread, items: merged( thread.items, action.messages ) } ) );
		case 'removed':
			return removed( state, action.id );
		case 'toast':
			return { ...state, toast: action.toast };
		case 'connected':
			return state.connected === action.connected ? state : { ...state, connected: action.connected };
	}
}

/** Whether a conversation belongs to what is listed. */
export function belongs( conversation: StaffConversation, { tab, status, unread, priority, sort }: Filter, me: number ): boolean {
	if (
		( unread && ! conversation.unread ) ||
		( priority !== '' && conversation.priority !== priority ) ||
		( sort === 'waiting' && conversation.waiting_since === null )
	) {
		return false;
	}
	if ( tab === 'pending' ) {
		return conversation.status === 'pending' && ! conversation.archived;
	}
	return isIn( tab, conversation, me ) && hasStatus( conversation, status );
}

/** What a team has is in "Mine" of each member until one takes it, and not unassigned. */
function isIn( tab: Filter[ 'tab' ], { assignee, team }: StaffConversation, me: number ): boolean {
	switch ( tab ) {
		case 'mine': return assignee === null ? team?.mine === true : assignee.id === me;
		case 'unassigned': return assignee === null && team === null;
		default: return true;
	}
}

function hasStatus( { status, archived, handler }: StaffConversation, wanted: StatusChoice ): boolean {
	const active = ! archived && ( status === 'open' || status === 'pending' );
	switch ( wanted ) {
		case 'any': return true;
		case 'active': return active;
		case 'todo': return active && ( status === 'pending' || handler === 'human' );
		case 'archived': return archived;
		default: return status === wanted && ! archived;
	}
}

/** Where a conversation stands in a list, the highest first: by the chosen order; among those to do, pending ones before all others. */
function rank( { status, last_activity_at: time, waiting_since: waiting }: StaffConversation, filter: Filter ): string {
	if ( filter.sort === 'waiting' && waiting !== null ) {
		return String( Number.MAX_SAFE_INTEGER - Date.parse( waiting ) );
	}
	return filter.tab !== 'pending' && filter.status === 'todo' ? `${ status === 'pending' ? 1 : 0 } ${ time }` : time;
}

/** Known messages replaced where they stand, new ones put at the end. */
export function merged( items: readonly StaffMessage[], news: readonly StaffMessage[] ): readonly StaffMessage[] {
	const byId = new Map( items.map( ( item ) => [ item.id, item ] ) );
	news.forEach( ( item ) => byId.set( item.id, item ) );
	return [ ...byId.values() ];
}

/** The newest message that visitors see too: what the agent has read when a reply is sent. */
export function newestPublic( items: readonly StaffMessage[] ): StaffMessage | undefined {
	return items.filter( ( item ) => ! item.private ).at( -1 );
}

/** A message of the thread that is still being written. */
export function growing( thread: ThreadState | undefined ): string | null {
	return thread?.items.find( ( item ) => item.generation === 'streaming' )?.id ?? null;
}

function withThread( state: InboxState, id: string, change: ( thread: ThreadState ) => ThreadState ): InboxState {
	return {
		...state,
		threads: { ...state.threads, [ id ]: change( state.threads[ id ] ?? { items: [], earlier: false, phase: 'loading' } ) },
	};
}

function byId( conversations: readonly StaffConversation[] ): Record< string, StaffConversation > {
	return Object.fromEntries( conversations.map( ( conversation ) => [ conversation.id, conversation ] ) );
}

function listed( state: InboxState, answer: ConversationList, append: boolean ): InboxState {
	const ids = answer.items.map( ( { id } ) => id );
	return {
		...state,
		conversations: { ...state.conversations, ...byId( answer.items ) },
		list: {
			ids: append ? [ ...new Set( [ ...state.list.ids, ...ids ] ) ] : ids,
			next: answer.next_cursor,
			phase: 'ready',
			found: append ? { ...state.list.found, ...answer.found } : answer.found,
			words: answer.words,
		},
		counts: answer.counts,
	};
}

function threadLoaded( state: InboxState, { conversation, items, earlier }: StaffThread, prepend: boolean ): InboxState {
	const known = { ...state, conversations: { ...state.conversations, [ conversation.id ]: conversation } };
	return withThread( known, conversation.id, ( thread ) => ( {
		items: prepend ? merged( items, thread.items ) : items,
		earlier,
		phase: 'ready',
	} ) );
}

function updated( state: InboxState, updates: StaffUpdates, conversation: string | null, me: number ): InboxState {
	let next: InboxState = {
		...state,
		conversations: { ...state.conversations, ...byId( updates.conversations ) },
		counts: updates.counts ?? state.counts,
		connected: true,
	};
	for ( const changed of updates.conversations ) {
		next = placed( next, changed, me );
	}
	if ( conversation !== null && conversation === state.open ) {
		next = { ...next, presence: updates.presence };
		if ( updates.messages.length > 0 && next.threads[ conversation ]?.phase === 'ready' ) {
			next = withThread( next, conversation, ( thread ) => ( { ...thread, items: merged( thread.items, updates.messages ) } ) );
		}
	}
	return next;
}

/** The list with a changed conversation in, moved or out. What a search found, and what is open, stays where it is. */
function placed( state: InboxState, conversation: StaffConversation, me: number ): InboxState {
	const { ids, next } = state.list;
	const inside = ids.includes( conversation.id );
	if ( state.filter.search !== '' || state.filter.answers !== '' || state.list.phase === 'loading' ) {
		return state;
	}
	const others = ids.filter( ( id ) => id !== conversation.id );
	if ( ! belongs( conversation, state.filter, me ) ) {
		return inside && conversation.id !== state.open ? { ...state, list: { ...state.list, ids: others } } : state;
	}
	if ( state.filter.status === 'archived' ) {
		return inside ? state : { ...state, list: { ...state.list, ids: [ conversation.id, ...ids ] } };
	}
	const own = rank( conversation, state.filter );
	const at = others.findIndex( ( id ) => {
		const other = state.conversations[ id ];
		return other === undefined || rank( other, state.filter ) <= own;
	} );
	if ( at === -1 && next !== null && ! inside ) {
		return state;
	}
	const place = at === -1 ? others.length : at;
	return { ...state, list: { ...state.list, ids: [ ...others.slice( 0, place ), conversation.id, ...others.slice( place ) ] } };
}

function removed( state: InboxState, id: string ): InboxState {
	const { [ id ]: _conversation, ...conversations } = state.conversations;
	const { [ id ]: _thread, ...threads } = state.threads;
	return {
		...state,
		conversations,
		threads,
		list: { ...state.list, ids: state.list.ids.filter( ( other ) => other !== id ) },
		open: state.open === id ? null : state.open,
	};
}
