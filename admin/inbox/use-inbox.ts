import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useMemo, useReducer, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import * as desk from '../data/conversations';
import { outbox } from '../data/outbox';
import { pageFacts } from '../data/page-facts';
import type { Deletion, StaffConversation, StaffUpdates } from '../../src/wire/wire';
import { conversationInAddress, showInAddress } from './address';
import { rememberView, usualView } from './drafts';
import { growing, inboxReducer, initialInbox } from './inbox-state';
import type { InboxAction, InboxState } from './inbox-state';
import { replyOutcome } from './reply-outcome';
import { useUpdates } from './use-updates';
import { visitorName } from './words';

export interface Inbox {
	state: InboxState;
	dispatch: ( action: InboxAction ) => void;
	filter: ( change: Partial< desk.Filter > ) => void;
	reload: () => void;
	loadMore: () => void;
	/** Opens a conversation, at a message if one is given; null closes it. */
	open: ( id: string | null, at?: string ) => void;
	loadEarlier: ( id: string ) => void;
	/** Does something to a conversation and shows it as it is afterwards; `undo` is offered when given. */
	act: ( request: Promise< StaffConversation >, text: string, undo?: () => Promise< StaffConversation > ) => void;
	remove: ( id: string ) => Promise< Deletion >;
	/** Looks for news at once. */
	nudge: () => void;
}

const atFirst = (): InboxState => ( {
	...initialInbox,
	filter: { ...initialInbox.filter, ...usualView() },
	open: conversationInAddress(),
} );

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
			() => ! controller.signal.aborted && dispatch( { type: 'list-failed' } )
		);
	}, [] );

	const thread = useCallback( ( id: string, from: { before?: string | undefined; until?: string | undefined } = {} ) => {
		dispatch( { type: 'thread-loading', id } );
		desk.loadThread( id, from ).then(
			( answer ) => dispatch( { type: 'thread', answer, prepend: from.before !== undefined } ),
			( failure ) => {
				if ( asProblem( failure ).status === 404 ) {
					dispatch( { type: 'removed', id } );
					dispatch( { type: 'toast', toast: { text: __( 'This conversation no longer exists.', 'aaia-chatbot' ), undo: null } } );
				} else {
					dispatch( { type: 'thread-failed', id } );
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

	const nudge = useUpdates( {
		watched: () => ( { conversation: latest.current.open, follow: growing( latest.current.threads[ latest.current.open ?? '' ] ) } ),
		onStart: reload,
		onUpdates: ( updates, conversation ) => {
			dispatch( { type: 'updated', updates, conversation, me } );
			announce( latest.current, updates, conversation );
			if ( updates.deleted ) {
				reload();
			}
		},
		onConnection: ( connected ) => {
			dispatch( { type: 'connected', connected } );
			if ( latest.current.list.phase === 'loading' ) {
				dispatch( { type: 'list-failed' } );
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

	useReading( state, dispatch );
	useEffect( () => outbox.start( replyOutcome( { dispatch, nudge } ) ), [ nudge ] );

	useEffect( () => {
		const back = (): void => {
			const id = conversationInAddress();
			dispatch( { type: 'opened', id } );
			if ( id !== null ) {
				thread( id );
			}
		};
		window.addEventListener( 'popstate', back );
		return () => window.removeEventListener( 'popstate', back );
	}, [ thread ] );

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
		return {
			state,
			dispatch,
			filter: ( change ) => {
				const filter = { ...latest.current.filter, ...change };
				dispatch( { type: 'filtered', filter } );
				rememberView( filter );
				latest.current = { ...latest.current, filter };
				list( false );
			},
			reload,
			loadMore: () => {
				dispatch( { type: 'loading-more' } );
				list( true );
			},
			open,
			loadEarlier: ( id ) => thread( id, { before: latest.current.threads[ id ]?.items[ 0 ]?.id } ),
			act,
			remove: ( id ) => desk.deleteConversation( id ),
			nudge,
		};
	}, [ state, me, list, thread, open, reload, nudge ] );
}

/**
 * Marks a conversation as read when somebody opens it or, while they look, a message comes or a colleague names them, and tells the
 * others that they look.
 *
 * Not whenever it becomes unread: the same person may have marked it in another window.
 */
function useReading( { open, conversations }: InboxState, dispatch: ( action: InboxAction ) => void ): void {
	const shown = open === null ? undefined : conversations[ open ];
	const unread = useRef( false );
	unread.current = shown?.unread === true;
	const newest = shown?.last_activity_at;
	const mentioned = shown?.mentioned === true;
	const { user: me, can: { reply } } = pageFacts();
	useEffect( () => {
		if ( open === null || newest === undefined || ! unread.current || ! reply ) {
			return undefined;
		}
		const read = (): void => {
			if ( ! document.hidden ) {
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
			if ( ! document.hidden ) {
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
