import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useMemo, useReducer, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { startBulk, undoBulk } from '../data/bulk';
import type { BulkWhat, BulkWhich } from '../data/bulk';
import * as desk from '../data/conversations';
import { loadCategories } from '../data/categories';
import { isSame, withChange } from '../data/filter';
import type { Filter } from '../data/filter';
import { loadLabels } from '../data/labels';
import { loadViews } from '../data/views';
import { outbox } from '../data/outbox';
import { pageFacts } from '../data/page-facts';
import type { BulkRun, Deletion, StaffConversation, StaffUpdates } from '../../src/wire/wire';
import { conversationInAddress, filterInAddress, showFilterInAddress, showInAddress } from './address';
import { rememberView, usualView } from './drafts';
import { isSeen } from './frame';
import { growing, inboxReducer, initialInbox } from './inbox-state';
import type { InboxAction, InboxState } from './inbox-state';
import { rememberedTabs, rememberTabs, tabBeside, withTab } from './open-tabs';
import { replyOutcome } from './reply-outcome';
import { onNotificationClick, refreshSubscription } from './notices/push';
import { isWantedInBackground, useNotices } from './notices/use-notices';
import { useUpdates } from './use-updates';
import { visitorName } from './words';

export interface Inbox {
	state: InboxState;
	dispatch: ( action: InboxAction ) => void;
	filter: ( change: Partial< Filter > ) => void;
	/** Back to everything that is in progress, in the same tab. */
	resetFilters: () => void;
	reload: () => void;
	/** Loads labels, categories and views again. */
	loadLists: () => void;
	loadMore: () => void;
	/** Opens a conversation, at a message if one is given; null closes it. */
	open: ( id: string | null, at?: string ) => void;
	loadEarlier: ( id: string ) => void;
	/** Does something to a conversation and shows it as it is afterwards; `undo` is offered when given. */
	act: ( request: Promise< StaffConversation >, text: string, undo?: () => Promise< StaffConversation > ) => void;
	/** Does something to many conversations; `state.bulk` says how far it is. */
	bulk: ( which: BulkWhich, what: BulkWhat ) => void;
	/** Takes the last change to many conversations back. */
	undoBulk: () => void;
	/** Closes the tab of a conversation; if it is the open one, the tab beside it opens. */
	closeTab: ( id: string ) => void;
	remove: ( id: string ) => Promise< Deletion >;
	/** Looks for news at once. */
	nudge: () => void;
	/** Looks for news at once, and loads what is shown again; what was done is said. */
	refresh: () => void;
}

function atFirst(): InboxState {
	const open = conversationInAddress();
	const tabs = rememberedTabs();
	return {
		...initialInbox,
		filter: filterInAddress() ?? { ...initialInbox.filter, ...usualView() },
		open,
		tabs: open === null ? tabs : withTab( tabs, open ),
	};
}

const seconds = ( count: number ): number => count * 1000;

/** The inbox: its state, kept up to date, and what can be done. */
export function useInbox(): Inbox {
	const me = pageFacts().user;
	const [ state, dispatch ] = useReducer( inboxReducer, null, atFirst );
	const latest = useRef( state );
	latest.current = state;
	const request = useRef< AbortController | null >( null );

	const list = useCallback( ( append: boolean ) => {
		const { filter, list: { next } } = latest.current;
		request.current?.abort();
		const controller = request.current = new AbortController();
		desk.listConversations( filter, append ? next : null, controller.signal ).then(
			( answer ) => ! controller.signal.aborted && dispatch( { type: 'listed', answer, append } ),
			( failure ) => ! controller.signal.aborted && dispatch( { type: 'list-failed', problem: asProblem( failure ) } )
		);
	}, [] );

	const thread = useCallback( ( id: string, from: { before?: string | undefined; until?: string | undefined } = {} ) => {
		dispatch( { type: 'thread-loading', id } );
		desk.loadThread( id, from ).then(
			( answer ) => dispatch( { type: 'thread', answer, prepend: from.before !== undefined } ),
			( failure ) => {
				const problem = asProblem( failure );
				if ( problem.status === 404 ) {
					dispatch( { type: 'removed', id } );
					dispatch( { type: 'toast', toast: { text: __( 'This conversation no longer exists.', 'aaia-chatbot' ), undo: null } } );
				} else {
					dispatch( { type: 'thread-failed', id, problem } );
				}
			}
		);
	}, [] );

	const reload = useCallback( () => {
		list( false );
		if ( latest.current.open ) {
			thread( latest.current.open );
		}
	}, [ list, thread ] );

	const loadLists = useCallback( () => {
		// Without an answer those known so far stay.
		loadLabels().then( ( answer ) => dispatch( { type: 'labels', answer } ), () => undefined );
		loadCategories().then( ( answer ) => dispatch( { type: 'categories', answer } ), () => undefined );
		loadViews().then( ( answer ) => dispatch( { type: 'views', answer } ), () => undefined );
	}, [] );

	const knowTabs = useCallback( () => {
		const { tabs } = latest.current;
		if ( tabs.length > 0 ) {
			desk.loadOpened( tabs ).then(
				( { conversations } ) => dispatch( { type: 'tabs-known', asked: tabs, conversations } ),
				() => undefined
			);
		}
	}, [] );

	const later = useRef< { open: ( id: string ) => void; nudge: () => void } >( { open: () => undefined, nudge: () => undefined } );
	const notify = useNotices( () => latest.current.open, () => later.current.nudge(), ( id ) => later.current.open( id ) );
	const nudge = useUpdates( {
		inBackground: isWantedInBackground,
		watched: () => ( { conversation: latest.current.open, follow: growing( latest.current.threads[ latest.current.open ?? '' ] ) } ),
		onStart: () => {
			loadLists();
			reload();
			knowTabs();
		},
		onUpdates: ( updates, conversation ) => {
			dispatch( { type: 'updated', updates, conversation, me } );
			announce( latest.current, updates, conversation );
			notify( updates );
			if ( updates.lists ) {
				loadLists();
			}
			if ( updates.deleted || updates.lists ) {
				reload();
				knowTabs();
			}
		},
		onFailure: ( problem ) => {
			dispatch( { type: 'disconnected', problem } );
			if ( latest.current.list.phase === 'loading' ) {
				dispatch( { type: 'list-failed', problem } );
			}
		},
	} );

	const open = useCallback( ( id: string | null, at?: string ) => {
		dispatch( { type: 'opened', id, jump: at ?? null } );
		showInAddress( id );
		if ( id !== null ) {
			thread( id, { until: at } );
			nudge();
		}
	}, [ thread, nudge ] );
	later.current = { open, nudge };
	useEffect( () => {
		// Without an answer, or a browser that can, notifications stay as they are.
		refreshSubscription().catch( () => undefined );
		return onNotificationClick( ( id ) => later.current.open( id ) );
	}, [] );

	useReading( state, dispatch );
	useEffect( () => rememberTabs( state.tabs ), [ state.tabs ] );

	const showFilter = useCallback( ( filter: Filter ) => {
		dispatch( { type: 'filtered', filter } );
		latest.current = { ...latest.current, filter };
		list( false );
	}, [ list ] );
	useEffect( () => outbox.start( replyOutcome( { dispatch, nudge } ) ), [ nudge ] );

	useEffect( () => {
		const back = (): void => {
			const id = conversationInAddress();
			const filter = filterInAddress();
			if ( filter && ! isSame( filter, latest.current.filter ) ) {
				showFilter( filter );
			}
			dispatch( { type: 'opened', id } );
			if ( id !== null ) {
				thread( id );
			}
		};
		window.addEventListener( 'popstate', back );
		return () => window.removeEventListener( 'popstate', back );
	}, [ thread, showFilter ] );

	return useMemo( () => {
		const act: Inbox[ 'act' ] = ( doing, text, undo ) => {
			doing.then(
				( conversation ) => {
					dispatch( { type: 'changed', conversation, me } );
					dispatch( { type: 'toast', toast: { text, undo: undo ? () => act( undo(), __( 'Undone.', 'aaia-chatbot' ) ) : null } } );
					speak( text );
					nudge();
				},
				( failure ) => {
					const { message } = asProblem( failure );
					dispatch( { type: 'toast', toast: { text: message, undo: null } } );
					speak( message, 'assertive' );
					// What a colleague did meanwhile is why most are refused.
					nudge();
				}
			);
		};
		const run = ( doing: Promise< BulkRun > ): void => {
			doing.then(
				( begun ) => {
					dispatch( { type: 'bulk', run: begun } );
					nudge();
				},
				( failure ) => {
					const { message } = asProblem( failure );
					dispatch( { type: 'toast', toast: { text: message, undo: null } } );
					speak( message, 'assertive' );
				}
			);
		};
		return {
			bulk: ( which, what ) => run( startBulk( which, what ) ),
			undoBulk: () => {
				if ( latest.current.bulk?.undo_until != null ) {
					run( undoBulk( latest.current.bulk.id ) );
				}
			},
			state,
			dispatch,
			filter: ( change ) => {
				const filter = withChange( latest.current.filter, change );
				showFilter( filter );
				rememberView( filter );
				showFilterInAddress( filter );
			},
			resetFilters: () => {
				const filter = { ...initialInbox.filter, tab: latest.current.filter.tab };
				showFilter( filter );
				rememberView( filter );
				showFilterInAddress( filter );
				nudge();
			},
			reload,
			loadLists,
			loadMore: () => {
				dispatch( { type: 'loading-more' } );
				list( true );
			},
			open,
			loadEarlier: ( id ) => thread( id, { before: latest.current.threads[ id ]?.items[ 0 ]?.id } ),
			act,
			closeTab: ( id ) => {
				if ( latest.current.open === id ) {
					open( tabBeside( latest.current.tabs, id ) );
				}
				dispatch( { type: 'tab-closed', id } );
			},
			remove: ( id ) => desk.deleteConversation( id ),
			nudge,
			refresh: () => {
				nudge();
				reload();
				speak( __( 'Refreshing…', 'aaia-chatbot' ) );
			},
		};
	}, [ state, me, list, thread, open, reload, loadLists, showFilter, nudge ] );
}

/**
 * Marks a conversation as read when somebody opens it or, while they look, a message comes or a colleague names them, and tells the
 * others that they look.
 *
 * Not whenever it becomes unread: the same person may have marked it in another window.
 */
function useReading( { open, conversations, threads }: InboxState, dispatch: ( action: InboxAction ) => void ): void {
	const shown = open === null ? undefined : conversations[ open ];
	const unread = useRef( false );
	unread.current = shown?.unread === true;
	// Only once the server has said what is unread.
	const newest = threads[ open ?? '' ]?.unread === undefined ? undefined : shown?.last_activity_at;
	const mentioned = shown?.mentioned === true;
	const { user: me, can: { reply } } = pageFacts();
	useEffect( () => {
		if ( open === null || newest === undefined || ! unread.current || ! reply ) {
			return undefined;
		}
		const read = (): void => {
			if ( isSeen() ) {
				document.removeEventListener( 'visibilitychange', read );
				desk.markRead( open ).then( ( conversation ) => dispatch( { type: 'changed', conversation, me } ), () => undefined );
			}
		};
		document.addEventListener( 'visibilitychange', read );
		read();
		return () => document.removeEventListener( 'visibilitychange', read );
	}, [ open, newest, mentioned, reply, me, dispatch ] );
	useEffect( () => {
		if ( open === null ) {
			return undefined;
		}
		const look = (): void => {
			if ( isSeen() ) {
				desk.noteActivity( open, 'viewing' ).catch( () => undefined );
			}
		};
		look();
		const timer = window.setInterval( look, seconds( 45 ) );
		return () => window.clearInterval( timer );
	}, [ open ] );
}

/** Tells a screen reader of a visitor's new message in the open conversation. */
function announce( state: InboxState, updates: StaffUpdates, conversation: string | null ): void {
	const known = new Set( state.threads[ conversation ?? '' ]?.items.map( ( { id } ) => id ) );
	const shown = updates.conversations.find( ( { id } ) => id === conversation );
	if ( shown && updates.messages.some( ( message ) => message.author === 'visitor' && ! known.has( message.id ) ) ) {
		/* translators: %s: name of the visitor. */
		speak( sprintf( __( 'New message from %s', 'aaia-chatbot' ), visitorName( shown ) ) );
	}
}
