import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { KeyboardEvent } from 'react';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { DeleteDialog } from './DeleteDialog';
import { DetailsPane } from './DetailsPane';
import { ListPane } from './ListPane';
import { ThreadPane } from './ThreadPane';
import { Toast } from './Toast';
import { useInbox } from './use-inbox';

/** Wide enough for the details beside the thread. */
const WIDE = '(min-width: 1400px)';

const isTyping = ( target: EventTarget ): boolean =>
	target instanceof HTMLElement && ( target.isContentEditable || [ 'INPUT', 'TEXTAREA', 'SELECT' ].includes( target.tagName ) );

/** Conversations: the list on one side, the thread beside it, details on demand; on a phone one at a time. */
export function InboxApp() {
	const inbox = useInbox();
	const { state, open, dispatch } = inbox;
	const root = useRef< HTMLDivElement >( null );
	const [ details, setDetails ] = useState( () => window.matchMedia( WIDE ).matches );
	const [ deleting, setDeleting ] = useState< StaffConversation | null >( null );
	const conversation = state.open === null ? undefined : state.conversations[ state.open ];
	const closeToast = useCallback( () => dispatch( { type: 'toast', toast: null } ), [ dispatch ] );

	const back = (): void => {
		const before = state.open;
		open( null );
		window.requestAnimationFrame(
			() => root.current?.querySelector< HTMLElement >( `[data-row="${ CSS.escape( before ?? '' ) }"]` )?.focus()
		);
	};
	/** Keys pressed in a menu or dialog, which stand elsewhere in the page, are not ours. */
	const onKey = ( event: KeyboardEvent ): void => {
		if (
			event.ctrlKey ||
			event.metaKey ||
			event.altKey ||
			event.defaultPrevented ||
			! conversation ||
			! root.current?.contains( event.target as Node )
		) {
			return;
		}
		if ( event.key === 'Escape' ) {
			if ( isTyping( event.target ) ) {
				root.current.querySelector< HTMLElement >( '.aaia-thread__who h2' )?.focus();
			} else {
				back();
			}
		} else if ( ! isTyping( event.target ) && pageFacts().can.reply && ( event.key === 'r' || event.key === 'e' ) ) {
			event.preventDefault();
			if ( event.key === 'r' ) {
				root.current.querySelector< HTMLElement >( '.aaia-composer__field' )?.focus();
			} else if ( conversation.status !== 'resolved' ) {
				actions( inbox, conversation ).setPlace( 'resolved' );
			}
		}
	};
	useUnreadInTitle( state.counts?.unread ?? 0 );

	return (
		<>
			<h1 className="screen-reader-text">{ __( 'Conversations', 'aaia-chatbot' ) }</h1>
			<div
				ref={ root }
				role="presentation"
				className={ `aaia-inbox${ state.open === null ? '' : ' has-open' }${ details && conversation ? ' has-details' : '' }` }
				onKeyDown={ onKey }
			>
				<ListPane inbox={ inbox } />
				<ThreadPane inbox={ inbox } onBack={ back } details={ details } onDetails={ () => setDetails( ! details ) } onDelete={ setDeleting } />
				{ details && conversation && <DetailsPane inbox={ inbox } conversation={ conversation } onClose={ () => setDetails( false ) } /> }
				{ deleting && <DeleteDialog inbox={ inbox } conversation={ deleting } onClose={ () => setDeleting( null ) } /> }
				{ state.toast && <Toast toast={ state.toast } onClose={ closeToast } /> }
			</div>
		</>
	);
}

/** The number of unread conversations in the tab's title and in the menu. */
function useUnreadInTitle( unread: number ): void {
	const title = useRef( document.title );
	useEffect( () => {
		const shown = unread > 99 ? '99+' : String( unread );
		document.title = unread === 0 ? title.current : `(${ shown }) ${ title.current }`;
		document.querySelectorAll( '.aaia-unread' ).forEach( ( bubble ) => {
			bubble.className = bubble.className.replace( /count-\d+/, `count-${ unread }` );
			const count = bubble.querySelector( '.pending-count' );
			if ( count ) {
				count.textContent = shown;
			}
		} );
	}, [ unread ] );
}
