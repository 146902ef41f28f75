import { __, sprintf } from '@wordpress/i18n';
import { changeConversation, handBack, markRead, markUnread, signOut, takeOver } from '../data/conversations';
import type { SnoozeChoice } from '../data/conversations';
import type { ChangeConversationBody, StaffAgent, StaffCategory, StaffConversation } from '../../src/wire/wire';
import { isFull, loadWord } from '../shared/agent-words';
import { following } from './inbox-state';
import { limitWords } from './LimitMenu';
import type { Inbox } from './use-inbox';
import { currentPreferences } from './use-preferences';
import { priorityWord, statusWord } from './words';

/** Where an agent can put a conversation at once. */
export type Place = 'open' | 'pending' | 'resolved' | 'archived';

export interface ConversationActions {
	takeOver: () => void;
	handBack: () => void;
	setPlace: ( place: Place ) => void;
	/** Until one of the usual times, or a time to come. */
	snooze: ( until: SnoozeChoice | Date ) => void;
	setArchived: ( archived: boolean ) => void;
	setPriority: ( priority: StaffConversation[ 'priority' ] ) => void;
	/** Puts a label on it, or takes it off; other labels stay. */
	setLabel: ( name: string, on: boolean ) => void;
	/** Null for none. */
	setCategory: ( category: StaffCategory | null ) => void;
	/** Only this team or role may see it; null for everybody. */
	setLimit: ( limit: StaffConversation[ 'limit' ] ) => void;
	/** To an agent; it stays in its team. Refused when a colleague was faster. */
	assign: ( agent: number, name: string, about?: StaffAgent ) => void;
	/** To a team, whose members all have it until one takes it; refused when a colleague was faster. */
	assignTeam: ( team: number, name: string ) => void;
	/** To nobody and no team. */
	unassign: () => void;
	/** For the current user only; the conversation must not stay open, because what is open is read. */
	markUnread: () => void;
	signOut: () => void;
}

/** As the server takes it. */
const limitOf = ( limit: StaffConversation[ 'limit' ] ): NonNullable< ChangeConversationBody[ 'limit' ] > | null =>
	limit === null ? null : limit.team === null ? { role: limit.role ?? '' } : { team: limit.team };

/** Says whom it is assigned to now, and why that person may not answer soon. */
function assignedTo( name: string, about: StaffAgent | undefined ): string {
	if ( about?.state === 'off' ) {
		/* translators: %s: name of an agent. */
		return sprintf( __( 'Assigned to: %s, who is off and may not see it soon.', 'aaia-chatbot' ), name );
	}
	if ( about && isFull( about ) ) {
		/* translators: 1: name of an agent, 2: such as "5 of 5". */
		return sprintf( __( 'Assigned to: %1$s, who already has %2$s conversations.', 'aaia-chatbot' ), name, loadWord( about ) );
	}
	/* translators: %s: name of an agent. */
	return sprintf( __( 'Assigned to: %s.', 'aaia-chatbot' ), name );
}

/**
 * What an agent can do with a conversation; what is easily done by mistake can be undone.
 *
 * @param openNext After resolving the open conversation, the next of the list opens.
 */
export function actions(
	inbox: Inbox,
	conversation: StaffConversation,
	openNext: boolean = currentPreferences().open_next
): ConversationActions {
	const { id, status, archived, priority, category, assignee, team, limit } = conversation;
	const seen = { assignee_seen: assignee?.id ?? null, team_seen: team?.id ?? null };
	const assign = ( to: ChangeConversationBody, text: string ): void =>
		inbox.act(
			changeConversation( id, { ...to, ...seen } ),
			text,
			() => changeConversation( id, { assignee: assignee?.id ?? null, team: team?.id ?? null } )
		);
	/** Back to where it was; a snooze cannot be put back, because its time is over or was given up. */
	const back = status === 'snoozed' ? undefined : () => changeConversation( id, { status, archived } );
	const setArchived = ( to: boolean ): void =>
		inbox.act(
			changeConversation( id, { archived: to } ),
			to ? __( 'Conversation archived.', 'aaia-chatbot' ) : __( 'Conversation unarchived.', 'aaia-chatbot' ),
			() => changeConversation( id, { archived } )
		);
	return {
		takeOver: () =>
			inbox.act( takeOver( id, assignee?.id ?? null ), __( 'You have taken over. The assistant no longer answers.', 'aaia-chatbot' ) ),
		handBack: () => inbox.act( handBack( id ), __( 'The assistant is answering again.', 'aaia-chatbot' ) ),
		setPlace: ( to ) => {
			if ( to === 'archived' ) {
				setArchived( true );
				return;
			}
			/* translators: %s: a status, such as "Resolved". */
			const text = sprintf( __( 'Status: %s.', 'aaia-chatbot' ), statusWord( to ) );
			const goesOn = to === 'resolved' && openNext && inbox.state.open === id;
			inbox.act(
				changeConversation( id, archived ? { status: to, archived: false } : { status: to } ),
				text,
				goesOn && back
					? () => {
						inbox.open( id );
						return back();
					}
					: back
			);
			if ( goesOn ) {
				inbox.open( following( inbox.state, id ) );
			}
		},
		snooze: ( until ) =>
			inbox.act(
				changeConversation( id, typeof until === 'string' ? { snooze: until } : { snoozed_until: until.toISOString() } ),
				__( 'Snoozed. The conversation comes back automatically.', 'aaia-chatbot' ),
				back
			),
		setArchived,
		setPriority: ( to ) =>
			inbox.act(
				changeConversation( id, { priority: to } ),
				/* translators: %s: a priority, such as "High". */
				sprintf( __( 'Priority: %s.', 'aaia-chatbot' ), priorityWord( to ) ),
				() => changeConversation( id, { priority } )
			),
		setLabel: ( name, on ) => {
			const put = () => changeConversation( id, { add_labels: [ name ] } );
			const take = () => changeConversation( id, { remove_labels: [ name ] } );
			inbox.act(
				on ? put() : take(),
				on
					/* translators: %s: name of a label. */
					? sprintf( __( 'Label “%s” added.', 'aaia-chatbot' ), name )
					/* translators: %s: name of a label. */
					: sprintf( __( 'Label “%s” removed.', 'aaia-chatbot' ), name ),
				on ? take : put
			);
		},
		setCategory: ( to ) =>
			inbox.act(
				changeConversation( id, { category: to?.id ?? null } ),
				to === null
					? __( 'In no category.', 'aaia-chatbot' )
					/* translators: %s: name of a category. */
					: sprintf( __( 'Category: %s.', 'aaia-chatbot' ), to.name ),
				() => changeConversation( id, { category: category?.id ?? null } )
			),
		setLimit: ( to ) =>
			inbox.act(
				changeConversation( id, { limit: limitOf( to ) } ),
				/* translators: %s: who can see a conversation, such as "Only the team “Accounts”". */
				sprintf( __( 'Who can see it: %s.', 'aaia-chatbot' ), limitWords( to ) ),
				() => changeConversation( id, { limit: limitOf( limit ) } )
			),
		assign: ( agent, name, about ) => assign( { assignee: agent }, assignedTo( name, about ) ),
		/* translators: %s: name of a team. */
		assignTeam: ( to, name ) => assign( { team: to }, sprintf( __( 'Assigned to the team “%s”.', 'aaia-chatbot' ), name ) ),
		unassign: () => assign( { assignee: null, team: null }, __( 'Assigned to nobody.', 'aaia-chatbot' ) ),
		markUnread: () => inbox.act( markUnread( id ), __( 'Marked as unread, for you only.', 'aaia-chatbot' ), () => markRead( id ) ),
		signOut: () => inbox.act( signOut( id ), __( 'The visitor is signed out. A note tells your colleagues.', 'aaia-chatbot' ) ),
	};
}
