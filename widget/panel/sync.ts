import type {
	MarkReadBody,
	ReadHistoryAnswer as History,
	ReadUpdatesAnswer as Updates,
	VisitorMessage as Message,
} from '../../src/wire/wire';
import type { Api } from './api';
import { isLive } from './reducer';
import type { Store } from './store';

export interface Sync {
	/** Loads what the server knows: after a page change, or when this page lost track. */
	restore: () => Promise< void >;
	/** Looks for news at once. */
	pull: () => Promise< void >;
	/** Plans the next look; called when something changed that makes news more or less likely. */
	plan: () => void;
}

interface SyncNeeds {
	api: Api;
	store: Store;
	/** Whether the visitor has a conversation on the server. Before that nothing is asked. */
	isKnown: () => boolean;
	/** A new public message by a person arrived, or an answer ended that this page did not read along. */
	onMessage: ( message: Message ) => void;
	/** What is announced to screen readers for these new messages. */
	announce: ( messages: readonly Message[] ) => string;
	/** The newest message by a person that the visitor has seen, kept over page changes. */
	seen: () => string | null;
	onSeen: ( message: string ) => void;
	/** The server does not know the conversation any more. */
	onGone: () => void;
}

/** Shortest and longest time between two looks for news. Milliseconds. */
const SOONEST = 1_500;
const LATEST = 30_000;

/** What the server calls soon: a person's words may come at any moment and are to be seen within 3 s. Milliseconds. */
const SOON = 2_000;

/** With the panel open and a person answering, news is never looked for more rarely than this. */
const LATEST_LIVE = 6_000;

/**
 * Keeps the panel in step with the server by its cursor.
 *
 * Looks often while something happens and ever more rarely while nothing does; never in a hidden tab, and with the panel closed only
 * while a person may answer. The server's `poll_after` is a floor while no person is concerned; one of 2 s is kept to, open or closed:
 * the server gives it from the request for a person until 10 minutes after the last activity, and while staff view the conversation.
 */
export function createSync( { api, store, isKnown, onMessage, announce, seen, onSeen, onGone }: SyncNeeds ): Sync {
	let cursor: string | null = null;
	let timer = 0;
	let pause = SOONEST;
	/** The server's `poll_after`. It is said of what changed last; that a person holds the conversation since is known here only. */
	let floor = 0;
	/** The server expects news at any moment. */
	let soon = false;
	/** Not before this time, because the server asked for patience. */
	let blocked = 0;
	let running: Promise< void > | null = null;

	/** Streams bring their own news; a second reader would only be in the way. */
	const idle = (): boolean => ! [ 'sending', 'answering' ].includes( store.get().turn.kind );

	const wanted = (): boolean => isKnown() && ! document.hidden && ( store.get().open || isLive( store.get() ) );

	function plan(): void {
		clearTimeout( timer );
		if ( wanted() ) {
			const { open, typing, conversation } = store.get();
			const latest = soon ? SOON : open && conversation.handler === 'human' ? LATEST_LIVE : LATEST;
			const soonest = open || soon ? SOONEST : LATEST / 2;
			timer = setTimeout(
				() => void pull(),
				Math.max( blocked - Date.now(), isLive( store.get() ) ? 0 : floor, typing ? SOONEST : Math.min( latest, Math.max( soonest, pause ) ) )
			) as unknown as number;
		}
	}

	function pull(): Promise< void > {
		running ??= look().finally( () => {
			running = null;
			plan();
		} );
		return running;
	}

	async function look(): Promise< void > {
		if ( ! isKnown() || ! idle() ) {
			return;
		}
		if ( cursor === null ) {
			return load();
		}
		const { id } = store.get().conversation;
		const result = await api.json< Updates >( `/session/updates?after=${ encodeURIComponent( cursor ) }` );
		if ( id !== store.get().conversation.id ) {
			return;
		}
		if ( ! result.ok ) {
			pause = Math.min( LATEST, pause * 2 );
			soon = false;
			blocked = Date.now() + ( result.failure.retryAfter ?? 0 ) * 1000;
			if ( result.failure.reason === 'cursor' ) {
				cursor = null;
				return load();
			}
			return;
		}
		if ( ! idle() ) {
			// An answer began to stream meanwhile. The cursor stays, so that what came now comes again.
			return;
		}
		take( result.data );
	}

	function take( updates: Updates ): void {
		const { conversation, messages } = store.get();
		// What people wrote, and answers that ended while this page could not read along.
		const news = updates.items.filter( ( { id, metadata } ) => {
			const before = messages.find( ( message ) => message.id === id )?.metadata.generation;
			return (
				metadata.conversation === conversation.id &&
				( metadata.author === 'agent' ? ! before : before === 'streaming' && before !== metadata.generation )
			);
		} );
		cursor = updates.cursor;
		paced( updates );
		pause = updates.items.length || updates.typing.length ? SOONEST : Math.min( LATEST, pause * 1.4 );
		store.dispatch( { type: 'updated', updates, announcement: announce( news ) } );
		news.forEach( onMessage );
		markRead();
	}

	function paced( { poll_after: seconds }: Updates ): void {
		floor = seconds * 1000;
		soon = floor <= SOON;
	}

	/** The cursor is taken before the history, so that nothing falls between the two. */
	async function load(): Promise< void > {
		const { id } = store.get().conversation;
		const updates = await api.json< Updates >( '/session/updates' );
		const history = updates.ok ? await api.json< History >( `/chat/${ id }/messages` ) : updates;
		if ( id !== store.get().conversation.id ) {
			return;
		}
		if ( ! history.ok || ! updates.ok ) {
			store.dispatch( { type: 'loading', loading: false } );
			if ( ! history.ok && history.failure.reason === 'gone' ) {
				onGone();
			}
			return;
		}
		cursor = updates.data.cursor;
		paced( updates.data );
		store.dispatch( { type: 'history-loaded', conversation: history.data.conversation, messages: history.data.items, seen: seen() } );
		markRead();
	}

	/** Tells staff that the visitor has seen what a person wrote. */
	function markRead(): void {
		const { open, messages, conversation } = store.get();
		const last = messages.filter( ( message ) => message.metadata.author === 'agent' ).pop();
		if ( open && ! document.hidden && last && last.id !== seen() ) {
			onSeen( last.id );
			void api.json( `/chat/${ conversation.id }/read`, { method: 'PUT', body: { message: last.id } satisfies MarkReadBody } );
		}
	}

	document.addEventListener( 'visibilitychange', () => {
		clearTimeout( timer );
		if ( wanted() ) {
			pause = SOONEST;
			markRead();
			void pull();
		}
	} );

	return {
		restore() {
			cursor = null;
			return pull();
		},
		pull() {
			pause = SOONEST;
			return pull();
		},
		plan() {
			pause = SOONEST;
			floor = 0;
			markRead();
			plan();
		},
	};
}
