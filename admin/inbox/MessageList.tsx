import { Button } from '@wordpress/components';
import { Fragment, useEffect, useLayoutEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { arrowUp } from '@wordpress/icons';
import type { RefObject } from 'react';
import type { StaffConversation, StaffMessage, StaffPresence } from '../../src/wire/wire';
import { ActivityLines, activityBefore } from './ActivityLines';
import { highlight } from './hits';
import type { InboxState, ThreadState } from './inbox-state';
import { MessageItem } from './MessageItem';
import { dayName, onSameDay } from './times';
import type { Inbox } from './use-inbox';
import { avatarCode, visitorName } from './words';

/** Nearer to the end than this, new messages are scrolled to. Pixels. */
const NEAR = 120;

/** The server counts no more unread messages. */
const MANY = 100;

/** What was said, oldest first, by day; who is there, at the end. */
export function MessageList( { inbox, conversation, thread }: { inbox: Inbox; conversation: StaffConversation; thread: ThreadState } ) {
	const { box, missed, toEnd, onGrown, onScroll } = useFollowing( thread, inbox.state.presence );
	const name = visitorName( conversation );
	const newest = thread.items.filter( ( { author, private: note } ) => author === 'agent' && ! note ).at( -1 );
	useJump( box, inbox.state, thread );
	const { isAbove, toUnread, onScrolled } = useUnreadPart( box, inbox, conversation.id, thread );
	const lines = { newest: thread.activity.filter( ( { type } ) => type === 'requested' ).at( -1 )?.id, conversation, onGrown };
	return (
		<div className="aaia-log__frame">
			<div
				className="aaia-log"
				ref={ box }
				onScroll={ () => {
					onScroll();
					onScrolled();
				} }
				role="log"
				aria-live="off"
				aria-label={ __( 'Messages', 'aaia-chatbot' ) }
				tabIndex={ 0 }
			>
				{ thread.earlier && (
					<Button className="aaia-log__earlier" size="compact" variant="secondary" onClick={ () => inbox.loadEarlier( conversation.id ) }>
						{ __( 'Earlier messages', 'aaia-chatbot' ) }
					</Button>
				) }
				{ thread.items.map( ( message, index ) => {
					const before = thread.items[ index - 1 ];
					return (
						<Fragment key={ message.id }>
							{ ( ! before || ! onSameDay( before.created_at, message.created_at ) ) && (
								<p className="aaia-log__day">
									<span>{ dayName( message.created_at ) }</span>
								</p>
							) }
							<ActivityLines lines={ activityBefore( thread.activity, before, message ) } { ...lines } />
							{ before && message.id === thread.unread?.from && (
								<p className="aaia-log__unread"><span>{ __( 'New', 'aaia-chatbot' ) }</span></p>
							) }
							<MessageItem
								inbox={ inbox }
								conversation={ conversation.id }
								message={ message }
								visitor={ name }
								code={ avatarCode( conversation ) }
								receipt={ message.id === newest?.id ? receiptOf( newest, thread.items, conversation.seen ) : null }
							/>
						</Fragment>
					);
				} ) }
				<ActivityLines lines={ activityBefore( thread.activity, thread.items.at( -1 ), null ) } { ...lines } />
				<PresenceLine presence={ inbox.state.presence } visitor={ name } />
			</div>
			{ isAbove && thread.unread && (
				<Button className="aaia-log__new is-above" size="compact" variant="primary" icon={ arrowUp } onClick={ toUnread }>
					{ thread.unread.count < MANY
						? sprintf(
							/* translators: %d: number of messages. */
							_n( '%d unread message', '%d unread messages', thread.unread.count, 'aaia-chatbot' ),
							thread.unread.count
						)
						: __( 'More than 99 unread messages', 'aaia-chatbot' ) }
				</Button>
			) }
			{ missed && (
				<Button className="aaia-log__new" size="compact" variant="primary" onClick={ toEnd }>
					{ __( 'New message', 'aaia-chatbot' ) }
				</Button>
			) }
		</div>
	);
}

/** Whether the visitor has seen the team's newest reply: the panel said so, or they wrote after it. */
export function receiptOf( reply: StaffMessage, items: readonly StaffMessage[], seen: string | null ): 'sent' | 'read' {
	const later = items.slice( items.indexOf( reply ) );
	return later.some( ( { id, author } ) => id === seen || author === 'visitor' ) ? 'read' : 'sent';
}

/** Shows the message that a search found, once it is loaded, and marks the words of the search. */
function useJump( box: RefObject< HTMLDivElement >, { jump, list: { words } }: InboxState, { items }: ThreadState ): void {
	const target = jump !== null && items.some( ( { id } ) => id === jump ) ? jump : null;
	useEffect( () => {
		const found = target === null ? null : box.current?.querySelector< HTMLElement >( `[data-message-id="${ CSS.escape( target ) }"]` );
		found?.scrollIntoView( { block: 'center' } );
		found?.classList.add( 'is-found' );
		return () => found?.classList.remove( 'is-found' );
	}, [ box, target ] );
	useEffect( () => ( box.current ? highlight( box.current, words ) : undefined ), [ box, words, items ] );
}

/** Whether the unread part begins above what is seen, until somebody has been there; and a way to go there, earlier pages included. */
function useUnreadPart( box: RefObject< HTMLDivElement >, inbox: Inbox, conversation: string, { items, unread }: ThreadState ) {
	const from = unread?.from;
	const [ isAbove, setAbove ] = useState( false );
	const isLoaded = items.some( ( { id } ) => id === from );
	const first = (): Element | null | undefined => box.current?.querySelector( `[data-message-id="${ CSS.escape( from ?? '' ) }"]` );
	const onScrolled = (): void => {
		const place = first()?.getBoundingClientRect();
		if ( place && box.current && place.top >= box.current.getBoundingClientRect().top ) {
			setAbove( false );
		}
	};
	useEffect( () => {
		const place = first()?.getBoundingClientRect();
		const top = box.current?.getBoundingClientRect().top ?? 0;
		setAbove( from !== undefined && ( ! isLoaded || ( place !== undefined && place.top < top ) ) );
		// Once for each unread part; while somebody reads, onScrolled() says.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [ from ] );
	return {
		isAbove,
		onScrolled,
		toUnread: () => {
			setAbove( false );
			if ( ! isLoaded ) {
				inbox.open( conversation, from );
				return;
			}
			const found = first();
			found?.scrollIntoView( { block: 'center' } );
			box.current?.focus();
		},
	};
}

/** Keeps the end in sight while the reader is there, and otherwise says that something came. */
function useFollowing( { items }: ThreadState, presence: readonly StaffPresence[] ) {
	const box = useRef< HTMLDivElement >( null );
	const atEnd = useRef( true );
	const [ missed, setMissed ] = useState( false );
	const last = items.at( -1 );
	const first = items[ 0 ]?.id;
	const height = useRef( 0 );

	const toEnd = (): void => {
		if ( box.current ) {
			box.current.scrollTop = box.current.scrollHeight;
		}
		setMissed( false );
	};
	useLayoutEffect( () => {
		if ( box.current && height.current > 0 && ! atEnd.current ) {
			box.current.scrollTop += box.current.scrollHeight - height.current;
		}
	}, [ first ] );
	useLayoutEffect( () => {
		height.current = box.current?.scrollHeight ?? 0;
	} );
	useEffect( () => {
		if ( atEnd.current || last?.author === 'agent' ) {
			toEnd();
		} else {
			setMissed( true );
		}
	}, [ last ] );
	useEffect( () => {
		// The line that says who is there came, and made the messages longer.
		if ( atEnd.current ) {
			toEnd();
		}
	}, [ presence ] );
	return {
		box,
		missed,
		toEnd,
		/** Keeps the end in sight when something in the middle came later than the messages. */
		onGrown: () => {
			if ( atEnd.current ) {
				toEnd();
			}
		},
		onScroll: () => {
			const element = box.current;
			atEnd.current = element !== null && element.scrollHeight - element.scrollTop - element.clientHeight < NEAR;
			if ( atEnd.current ) {
				setMissed( false );
			}
		},
	};
}

function PresenceLine( { presence, visitor }: { presence: readonly StaffPresence[]; visitor: string } ) {
	const words = presence.flatMap( ( { author, name, activity } ) => {
		const who = author === 'visitor' ? visitor : name ?? __( 'Agent', 'aaia-chatbot' );
		const types = activity === 'typing';
		if ( ! types && presence.some( ( other ) => other.activity === 'typing' && other.name === name && other.author === author ) ) {
			return [];
		}
		return [
			sprintf(
				types
					? /* translators: %s: a name. */ __( '%s is typing…', 'aaia-chatbot' )
					: /* translators: %s: a name. */ __( '%s is viewing this too', 'aaia-chatbot' ),
				who
			),
		];
	} );
	return words.length === 0 ? null : <p className="aaia-log__presence">{ words.join( ' · ' ) }</p>;
}
