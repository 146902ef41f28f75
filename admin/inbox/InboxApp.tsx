import { Button } from '@wordpress/components';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { people } from '@wordpress/icons';
import { outbox } from '../data/outbox';
import { pageFacts } from '../data/page-facts';
import { cappedCount, showUnread } from '../shared/unread';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { CommandBar } from './CommandBar';
import { commands, listTabs } from './commands';
import type { Around } from './commands';
import { useShownContacts } from './contacts/contacts-address';
import { ContactsView } from './contacts/ContactsView';
import { DeleteDialog } from './DeleteDialog';
import { DetailsPane } from './DetailsPane';
import { closePanel, inPanel, pageWithBadge } from './frame';
import type { InboxState } from './inbox-state';
import { focusRow, isField, isInPopup, rowBeside } from './keys';
import { ListPane } from './ListPane';
import { LiveIndicator } from './LiveIndicator';
import { NewConversationDialog } from './NewConversationDialog';
import { ConversationTabs, Rail } from './OpenConversations';
import { isListFolded, rememberListFolded } from './open-tabs';
import { PreferencesMenu } from './PreferencesMenu';
import { combination } from './shortcuts';
import { ShortcutsDialog } from './ShortcutsDialog';
import { ThreadPane } from './ThreadPane';
import { Toast } from './Toast';
import { useFocusSoon } from './use-focus-soon';
import { useInbox } from './use-inbox';
import { usePreferences } from './use-preferences';

/** Wide enough for the details beside the thread. */
const WIDE = '(min-width: 1280px)';

/** Conversations: the list on one side, the thread beside it, details on demand; on a phone one at a time. */
export function InboxApp() {
	const inbox = useInbox();
	const { state, open, dispatch } = inbox;
	const root = useRef< HTMLDivElement >( null );
	const [ details, setDetails ] = useState( () => window.matchMedia( WIDE ).matches );
	const [ folded, setFolded ] = useState( isListFolded );
	const fold = (): void => {
		rememberListFolded( ! folded );
		setFolded( ! folded );
	};
	const [ contacts, showContacts ] = useShownContacts();
	const [ help, setHelp ] = useState< 'commands' | 'shortcuts' | null >( null );
	const [ beginning, setBeginning ] = useState< { contact: string | null } | null >( null );
	const [ deleting, setDeleting ] = useState< StaffConversation | null >( null );
	const conversation = state.open === null ? undefined : state.conversations[ state.open ];
	const closeToast = useCallback( () => dispatch( { type: 'toast', toast: null } ), [ dispatch ] );

	const find = ( selector: string ): HTMLElement | null | undefined => root.current?.querySelector< HTMLElement >( selector );
	const focusSoon = useFocusSoon( root, state.list.phase === 'loading' );
	const rowOf = ( id: string | null ): string => `[data-row="${ CSS.escape( id ?? '' ) }"]`;
	const back = (): void => {
		const before = state.open;
		open( null );
		focusSoon( rowOf( before ), '[data-row]' );
	};
	const markUnread = ( marked: StaffConversation ): void => {
		if ( marked.id === state.open ) {
			back();
		}
		actions( inbox, marked ).markUnread();
	};
	const showDetails = ( shown: boolean ): void => {
		setDetails( shown );
		focusSoon( ...( shown ? [ '.aaia-details h3' ] : [] ), '.aaia-thread__details' );
	};
	const leaveToast = (): void => focusSoon( '.aaia-thread__who h2', rowOf( state.open ), '[data-row]', 'input[type="search"]' );

	const write = ( kind: 'reply' | 'note' ): void => {
		find( `.aaia-composer__kind button:nth-child(${ kind === 'reply' ? 1 : 2 })` )?.click();
		focusSoon( '.aaia-composer__field' );
	};
	const step = ( by: 1 | -1 ): void => {
		const { ids } = state.list;
		const next = ids[ state.open === null ? 0 : ids.indexOf( state.open ) + by ];
		if ( next !== undefined ) {
			open( next );
		}
	};
	const judge = (): void => [ ...( root.current?.querySelectorAll< HTMLElement >( '.aaia-review__open' ) ?? [] ) ].at( -1 )?.click();
	const around: Around = {
		back,
		write,
		judge,
		details: () => showDetails( ! details ),
		fold,
		step,
		showShortcuts: () => setHelp( 'shortcuts' ),
		contacts: () => showContacts( { one: null } ),
		begin: () => setBeginning( { contact: null } ),
		markUnread,
		remove: setDeleting,
	};
	const leaveContacts = (): void => {
		showContacts( null );
		focusSoon( '.aaia-thread__who h2', '[data-row]', 'input[type="search"]' );
	};
	useCombinations( ( pressed ) => {
		if ( contacts !== null && pressed !== 'mod+k' ) {
			return false;
		}
		const replies = pageFacts().can.reply && conversation;
		const resolves = replies && conversation.status !== 'resolved';
		const tabs = listTabs().map( ( [ tab ] ) => tab );
		const doing: Record< string, ( () => void ) | false | undefined > = {
			'mod+k': () => setHelp( 'commands' ),
			'alt+j': () => step( 1 ),
			'alt+k': () => step( -1 ),
			'alt+n': () => inbox.filter( { tab: tabs[ ( tabs.indexOf( state.filter.tab ) + 1 ) % tabs.length ] ?? 'all' } ),
			'alt+c': back,
			'alt+o': fold,
			'alt+l': replies && ( () => write( 'reply' ) ),
			'alt+p': replies && ( () => write( 'note' ) ),
			'alt+m': replies && ( () => find( '.aaia-snooze' )?.click() ),
			'alt+e': resolves && ( () => actions( inbox, conversation ).setPlace( 'resolved' ) ),
			'mod+alt+e': resolves && ( () => actions( inbox, conversation, true ).setPlace( 'resolved' ) ),
		};
		const wanted = doing[ pressed ];
		if ( wanted ) {
			wanted();
		}
		return Boolean( wanted );
	} );
	useKeys( ( key, target ) => {
		if ( contacts !== null ) {
			return contactsKey( key, contacts.one === null ? leaveContacts : () => showContacts( { one: null } ), () => setHelp( 'shortcuts' ) );
		}
		const row = target instanceof HTMLElement ? state.conversations[ target.dataset[ 'row' ] ?? '' ] : undefined;
		const chosen = row ?? conversation;
		const can = pageFacts().can.reply && ( target === document.body || root.current?.contains( target ) );
		if ( key === 'j' || key === 'k' ) {
			const next = root.current ? rowBeside( root.current, state.open, key === 'j' ? 1 : -1 ) : undefined;
			if ( next && next.offsetParent === null ) {
				open( next.dataset[ 'row' ] ?? null );
			} else {
				focusRow( next );
			}
		} else if ( key === '?' ) {
			setHelp( 'shortcuts' );
		} else if ( key === 'Escape' && inPanel() ) {
			closePanel();
		} else if ( key === 'Escape' && conversation && root.current?.contains( target ) ) {
			if ( target instanceof Element && target.closest( '.aaia-details' ) ) {
				showDetails( false );
			} else if ( isField( target ) ) {
				find( '.aaia-thread__who h2' )?.focus();
			} else {
				back();
			}
		} else if ( key === 'r' && can && conversation ) {
			write( 'reply' );
		} else if ( key === 'e' && can && conversation && conversation.status !== 'resolved' ) {
			actions( inbox, conversation ).setPlace( 'resolved' );
		} else if ( key === 'v' && can && conversation ) {
			judge();
		} else if ( key === 'u' && can && chosen ) {
			markUnread( chosen );
		} else if ( key === 'z' && can && state.toast?.undo ) {
			state.toast.undo();
		} else if ( key === 'z' && can && state.bulk?.undo_until ) {
			inbox.undoBulk();
		} else if ( key === 'z' && can && state.open !== null && outbox.undo( state.open ) ) {
			// The field has it again.
		} else {
			return false;
		}
		return true;
	} );
	useUnread( state.counts, usePreferences( inbox )[ 0 ].title_count );

	return (
		<>
			<h1 className="screen-reader-text">{ __( 'Conversations', 'aaia-chatbot' ) }</h1>
			<div
				ref={ root }
				className={ [
					'aaia-inbox',
					state.open === null ? '' : 'has-open',
					details && conversation ? 'has-details' : '',
					folded ? 'is-folded' : '',
					contacts ? 'has-contacts' : '',
				].join( ' ' ).trim() }
			>
				<Rail inbox={ inbox } folded={ folded } onFold={ fold }>
					<Button
						icon={ people }
						label={ __( 'Contacts', 'aaia-chatbot' ) }
						aria-pressed={ contacts !== null }
						onClick={ contacts === null ? around.contacts : leaveContacts }
					/>
					<LiveIndicator inbox={ inbox } />
					<PreferencesMenu inbox={ inbox } onShortcuts={ around.showShortcuts } />
				</Rail>
				<ListPane
					inbox={ inbox }
					onDelete={ setDeleting }
					onShortcuts={ around.showShortcuts }
					onContacts={ around.contacts }
					onBegin={ around.begin }
				/>
				<ConversationTabs inbox={ inbox } />
				<ThreadPane
					inbox={ inbox }
					onBack={ back }
					details={ details }
					onDetails={ () => showDetails( ! details ) }
					onDelete={ setDeleting }
					onUnread={ markUnread }
					onContact={ ( one ) => showContacts( { one } ) }
				/>
				{ details && conversation && (
					<DetailsPane
						inbox={ inbox }
						conversation={ conversation }
						onClose={ () => showDetails( false ) }
						onContact={ ( one ) => showContacts( { one } ) }
					/>
				) }
				{ contacts && (
					<ContactsView
						inbox={ inbox }
						shown={ contacts.one }
						onShow={ ( one ) => showContacts( { one } ) }
						onClose={ leaveContacts }
						onWrite={ ( contact ) => setBeginning( { contact } ) }
						onConversation={ ( id ) => {
							showContacts( null );
							open( id );
						} }
					/>
				) }
				{ help === 'shortcuts' && <ShortcutsDialog onClose={ () => setHelp( null ) } /> }
				{ help === 'commands' && (
					<CommandBar
						commands={ commands( inbox, around ) }
						onSearch={ ( search ) => inbox.filter( { search } ) }
						onClose={ () => setHelp( null ) }
					/>
				) }
				{ beginning && (
					<NewConversationDialog
						inbox={ inbox }
						contact={ beginning.contact }
						onBegun={ ( id ) => {
							setBeginning( null );
							showContacts( null );
							open( id );
						} }
						onClose={ () => setBeginning( null ) }
					/>
				) }
				{ deleting && <DeleteDialog inbox={ inbox } conversation={ deleting } onClose={ () => setDeleting( null ) } /> }
				{ state.toast && <Toast toast={ state.toast } onClose={ closeToast } onLeave={ leaveToast } /> }
			</div>
		</>
	);
}

/** Keys while the contacts are shown. */
function contactsKey( key: string, back: () => void, help: () => void ): boolean {
	if ( key === 'Escape' ) {
		back();
	} else if ( key === '?' ) {
		help();
	}
	return key === 'Escape' || key === '?';
}

/**
 * Calls back with combinations such as `mod+k`, in fields too, but not while a menu or dialog is open. Before anybody else hears of them:
 * WordPress has a command palette of its own. True: it did something.
 */
function useCombinations( onPress: ( pressed: string ) => boolean ): void {
	const latest = useRef( onPress );
	latest.current = onPress;
	useEffect( () => {
		const listen = ( event: KeyboardEvent ): void => {
			const pressed = event.isComposing || event.repeat || isInPopup( event.target ) ? null : combination( event );
			if ( pressed !== null && latest.current( pressed ) ) {
				event.preventDefault();
				event.stopImmediatePropagation();
			}
		};
		window.addEventListener( 'keydown', listen, true );
		return () => window.removeEventListener( 'keydown', listen, true );
	}, [] );
}

/** Calls back with keys that are pressed anywhere but in a field, a menu or a dialog; Escape in fields too. True: it did something. */
function useKeys( onKey: ( key: string, target: Node | null ) => boolean ): void {
	const latest = useRef( onKey );
	latest.current = onKey;
	useEffect( () => {
		const listen = ( event: KeyboardEvent ): void => {
			const { target, key } = event;
			const free = ! event.ctrlKey && ! event.metaKey && ! event.altKey && ! event.defaultPrevented && ! event.isComposing;
			if (
				free &&
				! isInPopup( target ) &&
				( key === 'Escape' || ! isField( target ) ) &&
				latest.current( key.length === 1 ? key.toLowerCase() : key, target instanceof Node ? target : null )
			) {
				event.preventDefault();
			}
		};
		document.addEventListener( 'keydown', listen );
		return () => document.removeEventListener( 'keydown', listen );
	}, [] );
}

/**
 * The number of unread conversations in the tab's title, for who wants it there, in the menu and in the admin bar; from the panel only in
 * those of its page.
 */
function useUnread( counts: InboxState[ 'counts' ], inTitle: boolean ): void {
	const title = useRef( document.title );
	const unread = counts?.unread;
	useEffect( () => {
		if ( unread !== undefined ) {
			document.title = unread === 0 || ! inTitle ? title.current : `(${ cappedCount( unread ) }) ${ title.current }`;
			showUnread( pageWithBadge(), unread );
		}
	}, [ unread, inTitle ] );
}
