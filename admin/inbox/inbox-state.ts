import type { Problem } from '../data/api';
import { isSame, NO_FILTER } from '../data/filter';
import type { Filter, StatusChoice } from '../data/filter';
import { withTab } from './open-tabs';
import type {
	BulkRun,
	ConversationList,
	FoundMessage,
	InboxCounts,
	StaffAgent,
	StaffCategories,
	StaffCategory,
	StaffActivity,
	StaffConversation,
	StaffLabel,
	StaffLabels,
	StaffMessage,
	StaffNew,
	StaffPresence,
	StaffPresent,
	StaffTeam,
	StaffThread,
	StaffUpdates,
	StaffView,
	StaffViews,
} from '../../src/wire/wire';

export interface ThreadState {
	/** Oldest first. */
	items: readonly StaffMessage[];
	/** What happened beside the messages, oldest first. */
	activity: readonly StaffActivity[];
	/** Older messages exist. */
	earlier: boolean;
	/** What nobody had read when the conversation was opened; undefined until the server has said. */
	unread?: StaffNew | null;
	phase: 'loading' | 'ready' | 'failed';
	/** Why the last attempt to load it failed. */
	problem?: Problem | null;
}

export interface InboxState {
	filter: Filter;
	conversations: Readonly< Record< string, StaffConversation > >;
	list: {
		ids: readonly string[];
		next: string | null;
		phase: 'loading' | 'loading-more' | 'ready' | 'failed';
		/** Why the last attempt to load it failed; what was listed before is still there. */
		problem: Problem | null;
		/** What a search found, by conversation. */
		found: Readonly< Record< string, FoundMessage > >;
		/** The words of the search that count. */
		words: readonly string[];
	};
	counts: InboxCounts | null;
	/** All labels, by name, and colours to choose from. */
	labels: readonly StaffLabel[];
	colors: readonly string[];
	/** The owner's categories, in their order. */
	categories: readonly StaffCategory[];
	/** Saved views, one's own first, then the team's. */
	views: readonly StaffView[];
	/** Those whom a conversation can be assigned to, as far as they were asked for. */
	agents: readonly StaffAgent[];
	teams: readonly StaffTeam[];
	/** Conversations that the list shows at once. */
	perPage: number;
	open: string | null;
	/** A message of the open conversation to show first. */
	jump: string | null;
	threads: Readonly< Record< string, ThreadState > >;
	/** Who is in the open conversation. */
	presence: readonly StaffPresence[];
	/** Who is in which conversation. */
	present: Readonly< Record< string, readonly StaffPresent[] > >;
	/** What was done last, with a way back. */
	toast: { text: string; undo: ( () => void ) | null } | null;
	/** The last change to many conversations, while it goes on and until its report is closed. */
	bulk: BulkRun | null;
	/** Conversations that have a tab, the newest last. */
	tabs: readonly string[];
	/** Whether the last look for news was answered. */
	connected: boolean;
	/** Why it was not. */
	problem: Problem | null;
	/** When the last look for news was answered, and when it last brought some. Milliseconds; null: not yet. */
	synced: number | null;
	heard: number | null;
}

export type InboxAction =
	| { type: 'filtered'; filter: Filter }
	| { type: 'loading-more' }
	| { type: 'listed'; answer: ConversationList; append: boolean }
	| { type: 'list-failed'; problem: Problem }
	| { type: 'labels'; answer: StaffLabels }
	| { type: 'categories'; answer: StaffCategories }
	| { type: 'views'; answer: StaffViews }
	| { type: 'agents'; agents: readonly StaffAgent[] }
	| { type: 'teams'; teams: readonly StaffTeam[] }
	| { type: 'opened'; id: string | null; jump?: string | null }
	| { type: 'thread-loading'; id: string }
	| { type: 'thread'; answer: StaffThread; prepend: boolean }
	| { type: 'thread-failed'; id: string; problem: Problem }
	| { type: 'updated'; updates: StaffUpdates; conversation: string | null; me: number; at?: number }
	| { type: 'changed'; conversation: StaffConversation; me: number }
	| { type: 'messages'; conversation: string; messages: readonly StaffMessage[] }
	| { type: 'removed'; id: string }
	| { type: 'tab-closed'; id: string }
	| { type: 'tabs-known'; asked: readonly string[]; conversations: readonly StaffConversation[] }
	| { type: 'bulk'; run: BulkRun | null }
	| { type: 'toast'; toast: InboxState[ 'toast' ] }
	| { type: 'disconnected'; problem: Problem };

const EMPTY: InboxState[ 'list' ] = { ids: [], next: null, phase: 'loading', problem: null, found: {}, words: [] };

export const initialInbox: InboxState = {
	filter: NO_FILTER,
	conversations: {},
	list: EMPTY,
	counts: null,
	labels: [],
	colors: [],
	categories: [],
	views: [],
	agents: [],
	teams: [],
	perPage: 25,
	open: null,
	jump: null,
	threads: {},
	presence: [],
	present: {},
	toast: null,
	bulk: null,
	tabs: [],
	connected: true,
	problem: null,
	synced: null,
	heard: null,
};

export function inboxReducer( state: InboxState, action: InboxAction ): InboxState {
	switch ( action.type ) {
		case 'filtered':
			return { ...state, filter: action.filter, list: { ...state.list, next: null, phase: 'loading' } };
		case 'loading-more':
			return { ...state, list: { ...state.list, phase: 'loading-more' } };
		case 'listed':
			return listed( state, action.answer, action.append );
		case 'list-failed':
			return { ...state, list: { ...state.list, phase: 'failed', problem: action.problem } };
		case 'labels':
			return { ...state, labels: action.answer.items, colors: action.answer.colors };
		case 'categories':
			return { ...state, categories: action.answer.items };
		case 'agents':
			return { ...state, agents: action.agents };
		case 'teams':
			return { ...state, teams: action.teams };
		case 'views':
			return { ...state, views: action.answer.items, perPage: action.answer.per_page };
		case 'opened':
			return {
				...state,
				open: action.id,
				jump: action.jump ?? null,
				presence: [],
				threads: action.jump ? state.threads : withoutUnread( state.threads, action.id ),
				tabs: action.id === null ? state.tabs : withTab( state.tabs, action.id ),
			};
		case 'thread-loading':
			return withThread( state, action.id, ( thread ) => ( { ...thread, phase: thread.items.length > 0 ? 'ready' : 'loading' } ) );
		case 'thread':
			return threadLoaded( state, action.answer, action.prepend );
		case 'thread-failed':
			return withThread( state, action.id, ( thread ) => ( {
				...thread,
				phase: thread.items.length > 0 ? 'ready' : 'failed',
				problem: action.problem,
			} ) );
		case 'updated':
			return updated( state, action.updates, action.conversation, action.me, action.at ?? Date.now() );
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
		case 'tab-closed':
			return { ...state, tabs: state.tabs.filter( ( id ) => id !== action.id ) };
		case 'tabs-known':
			return tabsKnown( state, action.asked, action.conversations );
		case 'bulk':
			return { ...state, bulk: action.run };
		case 'toast':
			return { ...state, toast: action.toast };
		case 'disconnected':
			return { ...state, connected: false, problem: action.problem };
	}
}

/** Whether a conversation belongs to what is listed. */
export function belongs(
	conversation: StaffConversation,
	{ tab, status, unread, stuck, priority, label, category, rating, contact, assignee, team, sort }: Filter,
	me: number,
	labels: readonly StaffLabel[] = []
): boolean {
	const labelName = labels.find( ( { id } ) => `#${ id }` === label )?.name;
	if (
		( unread && ! conversation.unread ) ||
		( stuck && conversation.stuck === null ) ||
		( priority !== '' && conversation.priority !== priority ) ||
		( label !== '' && ( labelName === undefined || ! conversation.labels.includes( labelName ) ) ) ||
		( category !== '' && category !== ( conversation.category === null ? 'none' : `#${ conversation.category.id }` ) ) ||
		( rating === 'down' && ! conversation.rated_down ) ||
		( contact !== '' && conversation.contact?.id !== contact ) ||
		( assignee !== '' && String( conversation.assignee?.id ) !== assignee ) ||
		( team !== '' && String( conversation.team?.id ?? 'none' ) !== team ) ||
		( sort !== '' && conversation.waiting_since === null )
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
function rank(
	{ status, category, last_activity_at: time, waiting_since: waiting }: StaffConversation,
	{ filter, categories }: Pick< InboxState, 'filter' | 'categories' >
): string {
	if ( filter.sort !== '' && waiting !== null ) {
		const place = categories.findIndex( ( { id } ) => id === category?.id );
		const group = filter.sort === 'category' ? String( 1000 - ( place === -1 ? categories.length : place ) ).padStart( 4, '0' ) : '';
		return `${ group } ${ Number.MAX_SAFE_INTEGER - Date.parse( waiting ) }`;
	}
	return filter.tab !== 'pending' && filter.status === 'todo' ? `${ status === 'pending' ? 1 : 0 } ${ time }` : time;
}

/** Known items replaced where they stand, new ones put at the end. */
export function merged< Item extends { id: string } >( items: readonly Item[], news: readonly Item[] ): readonly Item[] {
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
		threads: { ...state.threads, [ id ]: change( state.threads[ id ] ?? { items: [], activity: [], earlier: false, phase: 'loading' } ) },
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
			problem: null,
			found: append ? { ...state.list.found, ...answer.found } : answer.found,
			words: answer.words,
		},
		counts: answer.counts,
	};
}

function threadLoaded( state: InboxState, answer: StaffThread, prepend: boolean ): InboxState {
	const { conversation, items, activity, earlier } = answer;
	const known = { ...state, conversations: { ...state.conversations, [ conversation.id ]: conversation } };
	return withThread( known, conversation.id, ( thread ) => ( {
		items: prepend ? merged( items, thread.items ) : items,
		activity: prepend ? merged( activity, thread.activity ) : activity,
		earlier,
		// Once they are read, the answers say nothing of them; the mark stays until the conversation is opened again.
		unread: answer.new ?? thread.unread ?? null,
		phase: 'ready',
		problem: null,
	} ) );
}

function withoutUnread( threads: InboxState[ 'threads' ], id: string | null ): InboxState[ 'threads' ] {
	if ( id === null || ! threads[ id ] ) {
		return threads;
	}
	const { unread: _before, ...thread } = threads[ id ];
	return { ...threads, [ id ]: thread };
}

function updated( state: InboxState, updates: StaffUpdates, conversation: string | null, me: number, at: number ): InboxState {
	let next: InboxState = {
		...state,
		conversations: { ...state.conversations, ...byId( updates.conversations ) },
		counts: updates.counts ?? state.counts,
		present: grouped( state.present, updates.present ),
		bulk: updates.bulk.at( -1 ) ?? state.bulk,
		connected: true,
		problem: null,
		synced: at,
		heard: updates.conversations.length > 0 || updates.messages.length > 0 ? at : state.heard,
	};
	for ( const changed of updates.conversations ) {
		next = placed( next, changed, me );
	}
	if ( conversation !== null && conversation === state.open ) {
		next = { ...next, presence: updates.presence };
		if ( updates.messages.length + updates.activity.length > 0 && next.threads[ conversation ]?.phase === 'ready' ) {
			next = withThread( next, conversation, ( thread ) => ( {
				...thread,
				items: merged( thread.items, updates.messages ),
				activity: merged( thread.activity, updates.activity ),
			} ) );
		}
	}
	return next;
}

/** Who is present, by conversation; the same lists as before where nothing changed. */
function grouped( before: InboxState[ 'present' ], now: readonly StaffPresent[] ): InboxState[ 'present' ] {
	const groups: Record< string, StaffPresent[] > = {};
	now.forEach( ( one ) => ( groups[ one.conversation ] ??= [] ).push( one ) );
	return Object.fromEntries( Object.entries( groups ).map( ( [ id, group ] ) => {
		const known = before[ id ];
		return [ id, known && JSON.stringify( known ) === JSON.stringify( group ) ? known : group ];
	} ) );
}

/** Whether only the server can tell what belongs to the list; it stays as it was found. */
function isFoundByServer( { search, answers, rating, from, to }: Filter ): boolean {
	return search !== '' || answers !== '' || rating === 'up' || from !== '' || to !== '';
}

/** The list with a changed conversation in, moved or out. What a search found, and what is open, stays where it is. */
function placed( state: InboxState, conversation: StaffConversation, me: number ): InboxState {
	const { ids, next } = state.list;
	const inside = ids.includes( conversation.id );
	if ( isFoundByServer( state.filter ) || ( state.list.phase !== 'ready' && state.list.phase !== 'loading-more' ) ) {
		return state;
	}
	const others = ids.filter( ( id ) => id !== conversation.id );
	if ( ! belongs( conversation, state.filter, me, state.labels ) ) {
		return inside && conversation.id !== state.open ? { ...state, list: { ...state.list, ids: others } } : state;
	}
	if ( state.filter.status === 'archived' ) {
		return inside ? state : { ...state, list: { ...state.list, ids: [ conversation.id, ...ids ] } };
	}
	const own = rank( conversation, state );
	const at = others.findIndex( ( id ) => {
		const other = state.conversations[ id ];
		return other === undefined || rank( other, state ) <= own;
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
		tabs: state.tabs.filter( ( other ) => other !== id ),
	};
}

/** Tabs of conversations that are gone, or that the user may no longer see, close. */
function tabsKnown( state: InboxState, asked: readonly string[], found: readonly StaffConversation[] ): InboxState {
	const known = byId( found );
	return {
		...state,
		conversations: { ...state.conversations, ...known },
		tabs: state.tabs.filter( ( id ) => id in known || ! asked.includes( id ) || id === state.open ),
	};
}

/** The conversation to go on with: the one below in the list, or else the one above; null when there is none. */
export function following( { list: { ids } }: InboxState, id: string ): string | null {
	const at = ids.indexOf( id );
	return at === -1 ? ids[ 0 ] ?? null : ids[ at + 1 ] ?? ids[ at - 1 ] ?? null;
}

/** Whether the list shows something else than everything in progress. */
export function isFiltered( filter: Filter ): boolean {
	return ! isSame( { ...filter, tab: 'all', sort: '' }, NO_FILTER );
}
