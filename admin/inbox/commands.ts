import { __, _x, sprintf } from '@wordpress/i18n';
import type { Tab } from '../data/filter';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation } from '../../src/wire/wire';
import { hasWords } from '../shared/fold';
import { actions } from './actions';
import { shortcuts } from './shortcuts';
import type { Shortcut } from './shortcuts';
import type { Inbox } from './use-inbox';
import { PRIORITIES, priorityWord, snoozeChoices, visitorName } from './words';

export interface Command {
	id: string;
	/** What it is about, before the words. */
	group: string;
	label: string;
	keys: Shortcut[ 'keys' ];
	run: () => void;
}

/** What the screen around can do for commands. */
export interface Around {
	back: () => void;
	write: ( kind: 'reply' | 'note' ) => void;
	/** Opens the verdicts on the newest answer. */
	judge: () => void;
	details: () => void;
	fold: () => void;
	step: ( by: 1 | -1 ) => void;
	showShortcuts: () => void;
	contacts: () => void;
	begin: () => void;
	markUnread: ( conversation: StaffConversation ) => void;
	remove: ( conversation: StaffConversation ) => void;
}

export const listTabs = (): Array< [ Tab, string ] > => [
	[ 'mine', __( 'Mine', 'aaia-chatbot' ) ],
	[ 'unassigned', __( 'Unassigned', 'aaia-chatbot' ) ],
	[ 'all', _x( 'All', 'conversations', 'aaia-chatbot' ) ],
	[ 'pending', _x( 'Pending', 'conversations', 'aaia-chatbot' ) ],
];

/** All that can be done now, most useful first. */
export function commands( inbox: Inbox, around: Around ): Command[] {
	const { state } = inbox;
	const conversation = state.open === null ? undefined : state.conversations[ state.open ];
	return [ ...( conversation ? ofConversation( inbox, conversation, around ) : [] ), ...ofInbox( inbox, around ) ];
}

function ofConversation( inbox: Inbox, conversation: StaffConversation, around: Around ): Command[] {
	const { can, user } = pageFacts();
	const does = actions( inbox, conversation );
	const group = __( 'Conversation', 'aaia-chatbot' );
	const command = maker( group );
	const replying = ! can.reply ? [] : [
		command( 'reply', __( 'Write a reply', 'aaia-chatbot' ), () => around.write( 'reply' ) ),
		command( 'note', __( 'Write a private note', 'aaia-chatbot' ), () => around.write( 'note' ) ),
		conversation.status === 'resolved'
			? command( 'reopen', _x( 'Reopen', 'conversation', 'aaia-chatbot' ), () => does.setPlace( 'open' ) )
			: command( 'resolve', __( 'Resolve', 'aaia-chatbot' ), () => does.setPlace( 'resolved' ) ),
		conversation.handler === 'human'
			? command( 'hand-back', __( 'Hand back', 'aaia-chatbot' ), does.handBack )
			: command( 'take-over', __( 'Take over', 'aaia-chatbot' ), does.takeOver ),
		...( conversation.assignee?.id === user ? [] : [
			command( 'assign-me', __( 'Assign to me', 'aaia-chatbot' ), () => does.assign( user, __( 'Me', 'aaia-chatbot' ) ) ),
		] ),
		...( conversation.assignee === null && conversation.team === null ? [] : [
			command( 'assign-nobody', __( 'Assign to nobody', 'aaia-chatbot' ), does.unassign ),
		] ),
		...snoozeChoices().map( ( { value, label } ) =>
			command(
				`snooze-${ value }`,
				sprintf( /* translators: %s: until when, such as "Tomorrow, 9 am". */ __( 'Snooze: %s', 'aaia-chatbot' ), label ),
				() => does.snooze( value )
			) ),
		...PRIORITIES.filter( ( priority ) => priority !== conversation.priority ).reverse().map( ( priority ) =>
			command(
				`priority-${ priority }`,
				sprintf( /* translators: %s: a priority, such as "High". */ __( 'Priority: %s', 'aaia-chatbot' ), priorityWord( priority ) ),
				() => does.setPriority( priority )
			) ),
		command( 'judge', __( 'Judge the newest answer', 'aaia-chatbot' ), around.judge ),
		command( 'unread', __( 'Mark as unread', 'aaia-chatbot' ), () => around.markUnread( conversation ) ),
		command(
			'archive',
			conversation.archived ? __( 'Unarchive', 'aaia-chatbot' ) : _x( 'Archive', 'verb', 'aaia-chatbot' ),
			() => does.setArchived( ! conversation.archived )
		),
	];
	return [
		...replying,
		command( 'details', __( 'Show or hide the details', 'aaia-chatbot' ), around.details ),
		command( 'close-tab', __( 'Close this tab', 'aaia-chatbot' ), () => inbox.closeTab( conversation.id ) ),
		...( can.delete ? [ command( 'delete', __( 'Delete…', 'aaia-chatbot' ), () => around.remove( conversation ) ) ] : [] ),
	];
}

function ofInbox( inbox: Inbox, around: Around ): Command[] {
	const { state } = inbox;
	const list = maker( __( 'List', 'aaia-chatbot' ) );
	const general = maker( __( 'Everywhere', 'aaia-chatbot' ) );
	return [
		...state.tabs.flatMap( ( id ) => state.conversations[ id ] ?? [] ).filter( ( { id } ) => id !== state.open ).map( ( one ) =>
			list(
				`tab-${ one.id }`,
				sprintf( /* translators: %s: name of a visitor. */ __( 'Open %s', 'aaia-chatbot' ), visitorName( one ) ),
				() => inbox.open( one.id )
			) ),
		...listTabs().map( ( [ tab, label ] ) => list( `view-${ tab }`, label, () => {
			around.back();
			inbox.filter( { tab } );
		} ) ),
		list( 'next', __( 'Open the next conversation', 'aaia-chatbot' ), () => around.step( 1 ) ),
		list( 'previous', __( 'Open the previous conversation', 'aaia-chatbot' ), () => around.step( -1 ) ),
		list( 'to-list', __( 'Go to the list', 'aaia-chatbot' ), around.back ),
		list( 'fold', __( 'Hide or show the list', 'aaia-chatbot' ), around.fold ),
		list( 'reset', __( 'Reset filters', 'aaia-chatbot' ), inbox.resetFilters ),
		...( pageFacts().can.reply ? [ general( 'begin', __( 'New conversation', 'aaia-chatbot' ), around.begin ) ] : [] ),
		general( 'contacts', __( 'Contacts', 'aaia-chatbot' ), around.contacts ),
		general( 'shortcuts', __( 'Keyboard shortcuts', 'aaia-chatbot' ), around.showShortcuts ),
		general( 'reconnect', __( 'Reconnect', 'aaia-chatbot' ), inbox.refresh ),
		...( pageFacts().can.manage ? [ general( 'settings', __( 'Settings', 'aaia-chatbot' ), toSettings ) ] : [] ),
	];
}

const toSettings = (): void => ( window.top ?? window ).location.assign( pageFacts().pages.settings );

const maker = ( group: string ) => {
	const known = shortcuts().flatMap( ( { items } ) => items );
	return ( id: string, label: string, run: () => void ): Command => ( {
		id,
		group,
		label,
		run,
		keys: known.find( ( shortcut ) => shortcut.label === label )?.keys.slice( 0, 1 ) ?? [],
	} );
};

/** Those that have every typed word, or its beginning, whatever the case and accents. */
export const matching = ( all: readonly Command[], typed: string ): Command[] =>
	all.filter( ( { label, group } ) => hasWords( `${ label } ${ group }`, typed ) );
