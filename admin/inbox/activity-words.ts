import { __, _x, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import type { StaffActivity, StaffConversation } from '../../src/wire/wire';
import { priorityWord } from './words';

/** One line about what happened to a conversation: "Marie took over". */
export function activityWords( { type, from, to, by, agent, subject }: StaffActivity ): string {
	const mine = agent?.id === pageFacts().user;
	const who = agent?.name ?? null;
	switch ( type ) {
		case 'handler':
			if ( to === 'human' ) {
				return mine || who === null ? __( 'You took over', 'aaia-chatbot' )
					/* translators: %s: name of an agent. */
					: sprintf( __( '%s took over', 'aaia-chatbot' ), who );
			}
			return who === null ? __( 'Back to the assistant', 'aaia-chatbot' )
				: mine ? __( 'You handed the conversation back to the assistant', 'aaia-chatbot' )
					/* translators: %s: name of an agent. */
					: sprintf( __( '%s handed the conversation back to the assistant', 'aaia-chatbot' ), who );
		case 'assignee': return assigned( by, mine, who, to === null ? null : subject, subject );
		case 'team':
			if ( to === null ) {
				return said( mine, who, __( 'You took this out of its team', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s took this out of its team', 'aaia-chatbot' ),
					__( 'In no team any more', 'aaia-chatbot' ) );
			}
			/* translators: %s: name of a team. */
			return mine || who === null ? sprintf( __( 'You assigned this to the team “%s”', 'aaia-chatbot' ), to )
				/* translators: 1: name of an agent, 2: name of a team. */
				: sprintf( __( '%1$s assigned this to the team “%2$s”', 'aaia-chatbot' ), who, to );
		case 'priority': {
			const priority = priorityWord( ( to ?? 'none' ) as StaffConversation[ 'priority' ] );
			/* translators: %s: a priority, such as "High". */
			return mine || who === null ? sprintf( __( 'You set the priority to: %s', 'aaia-chatbot' ), priority )
				/* translators: 1: name of an agent, 2: a priority, such as "High". */
				: sprintf( __( '%1$s set the priority to: %2$s', 'aaia-chatbot' ), who, priority );
		}
		case 'labels': return labelled( mine, who, from, to );
		case 'category':
			return to === null
				? said( mine, who, __( 'You took this out of its category', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s took this out of its category', 'aaia-chatbot' ),
					__( 'No category any more', 'aaia-chatbot' ) )
				/* translators: %s: name of a category. */
				: mine || who === null ? sprintf( __( 'You chose the category: %s', 'aaia-chatbot' ), to )
					/* translators: 1: name of an agent, 2: name of a category. */
					: sprintf( __( '%1$s chose the category: %2$s', 'aaia-chatbot' ), who, to );
		case 'limit': {
			if ( to === null ) {
				return said( mine, who, __( 'You let everybody see this again', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s let everybody see this again', 'aaia-chatbot' ),
					__( 'Everybody can see this again', 'aaia-chatbot' ) );
			}
			/* translators: %s: name of a team or of a role. */
			return mine || who === null ? sprintf( __( 'You limited this to: %s', 'aaia-chatbot' ), to || '…' )
				/* translators: 1: name of an agent, 2: name of a team or of a role. */
				: sprintf( __( '%1$s limited this to: %2$s', 'aaia-chatbot' ), who, to || '…' );
		}
		case 'contact':
			if ( to === null ) {
				return said( mine, who, __( 'You unlinked the contact', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s unlinked the contact', 'aaia-chatbot' ),
					__( 'No contact any more', 'aaia-chatbot' ) );
			}
			if ( to === '' ) {
				return said( mine, who, __( 'You linked this to a contact', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s linked this to a contact', 'aaia-chatbot' ),
					__( 'Linked to a contact', 'aaia-chatbot' ) );
			}
			return said(
				mine,
				who,
				/* translators: %s: name of a contact. */
				sprintf( __( 'You linked this to the contact %s', 'aaia-chatbot' ), to ),
				/* translators: 1: name of an agent, 2: name of a contact. */
				sprintf( __( '%1$s linked this to the contact %2$s', 'aaia-chatbot' ), '%s', to ),
				/* translators: %s: name of a contact. */
				sprintf( __( 'Contact: %s', 'aaia-chatbot' ), to )
			);
		case 'archived':
			return to === 'archive'
				? said( mine, who, __( 'You archived this', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s archived this', 'aaia-chatbot' ), __( 'Archived automatically', 'aaia-chatbot' ) )
				: said( mine, who, __( 'You took this out of the archive', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s took this out of the archive', 'aaia-chatbot' ),
					__( 'Taken out of the archive', 'aaia-chatbot' ) );
		case 'requested': return __( 'The visitor asked for a person', 'aaia-chatbot' );
		case 'promise':
			return to === 'kept'
				? __( 'Answered in the time promised to the visitor', 'aaia-chatbot' )
				: __( 'The time promised to the visitor has passed', 'aaia-chatbot' );
		case 'status': return statusLine( to, by, mine, who );
	}
}

function labelled( mine: boolean, who: string | null, from: string | null, to: string | null ): string {
	const words = [
		/* translators: %s: names of labels. */
		...( to === null ? [] : [ sprintf( __( 'labels added: %s', 'aaia-chatbot' ), to ) ] ),
		/* translators: %s: names of labels. */
		...( from === null ? [] : [ sprintf( __( 'labels removed: %s', 'aaia-chatbot' ), from ) ] ),
	].join( ' · ' );
	/* translators: 1: name of an agent, 2: what was done, such as "labels added: VIP". */
	return sprintf( __( '%1$s – %2$s', 'aaia-chatbot' ), mine || who === null ? _x( 'You', 'in the inbox', 'aaia-chatbot' ) : who, words );
}

function assigned(
	by: StaffActivity[ 'by' ],
	mine: boolean,
	who: string | null,
	to: StaffActivity[ 'subject' ],
	former: StaffActivity[ 'subject' ]
): string {
	if ( to === null ) {
		if ( ( by === 'visitor' || who === null ) && former !== null ) {
			/* translators: %s: name of an agent. */
			return sprintf( __( 'No longer assigned to %s', 'aaia-chatbot' ), former.name );
		}
		return said(
			mine,
			who,
			__( 'You assigned this to nobody', 'aaia-chatbot' ),
			/* translators: %s: name of an agent. */ __( '%s assigned this to nobody', 'aaia-chatbot' ),
			_x( 'Unassigned', 'one conversation', 'aaia-chatbot' )
		);
	}
	if ( to.id === pageFacts().user ) {
		return mine || who === null ? __( 'You assigned this to yourself', 'aaia-chatbot' )
			/* translators: %s: name of an agent. */
			: sprintf( __( '%s assigned this to you', 'aaia-chatbot' ), who );
	}
	/* translators: %s: name of an agent. */
	return mine || who === null ? sprintf( __( 'You assigned this to %s', 'aaia-chatbot' ), to.name )
		/* translators: 1, 2: names of agents. */
		: sprintf( __( '%1$s assigned this to %2$s', 'aaia-chatbot' ), who, to.name );
}

function statusLine( to: string | null, by: StaffActivity[ 'by' ], mine: boolean, who: string | null ): string {
	switch ( to ) {
		case 'resolved':
			return by === 'system' ? __( 'Resolved automatically, after a silence', 'aaia-chatbot' )
				: said( mine, who, __( 'You resolved this', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s resolved this', 'aaia-chatbot' ),
					_x( 'Resolved', 'conversation status', 'aaia-chatbot' ) );
		case 'snoozed':
			return said( mine, who, __( 'You snoozed this', 'aaia-chatbot' ),
				/* translators: %s: name of an agent. */ __( '%s snoozed this', 'aaia-chatbot' ),
				_x( 'Snoozed', 'conversation status', 'aaia-chatbot' ) );
		case 'pending':
			return said( mine, who, __( 'You set this to pending', 'aaia-chatbot' ),
				/* translators: %s: name of an agent. */ __( '%s set this to pending', 'aaia-chatbot' ),
				__( 'Waiting for a person again', 'aaia-chatbot' ) );
		default:
			return by === 'visitor' ? __( 'Open again: the visitor wrote', 'aaia-chatbot' )
				: said( mine, who, __( 'You opened this again', 'aaia-chatbot' ),
					/* translators: %s: name of an agent. */ __( '%s opened this again', 'aaia-chatbot' ), __( 'Open again', 'aaia-chatbot' ) );
	}
}

/** By me, by a colleague (with %s for the name), or by nobody in particular. */
const said = ( mine: boolean, who: string | null, me: string, other: string, nobody: string ): string =>
	who === null ? nobody : mine ? me : other.replace( '%s', () => who );
