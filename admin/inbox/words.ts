import { __, _x, sprintf } from '@wordpress/i18n';
import type {
	InboxCounts,
	StaffCategory,
	StaffConversation,
	StaffLabel,
	StaffMessage,
	StaffToolPart,
	StaffVisit,
} from '../../src/wire/wire';
import type { SnoozeChoice } from '../data/conversations';
import type { AnswersChoice, PriorityChoice, RatingChoice, SortChoice, StatusChoice } from '../data/filter';
import { cappedCount } from '../shared/unread';

/** Words for what the wire calls by codes. */

export function statusWord( status: StaffConversation[ 'status' ] | 'archived' ): string {
	switch ( status ) {
		case 'open': return _x( 'Open', 'conversation status', 'aaia-chatbot' );
		case 'pending': return _x( 'Pending', 'conversation status', 'aaia-chatbot' );
		case 'snoozed': return _x( 'Snoozed', 'conversation status', 'aaia-chatbot' );
		case 'resolved': return _x( 'Resolved', 'conversation status', 'aaia-chatbot' );
		case 'archived': return _x( 'Archived', 'conversation status', 'aaia-chatbot' );
	}
}

/** Why a conversation does not go on by itself. */
export function stuckSentence( stuck: NonNullable< StaffConversation[ 'stuck' ] > ): string {
	switch ( stuck ) {
		case 'turn': return __( 'The assistant’s answer failed.', 'aaia-chatbot' );
		case 'delivery': return __( 'A message about it could not be delivered: a reply by e-mail, or an alert.', 'aaia-chatbot' );
		case 'job': return __( 'Background work for it failed again and again. Site Health says why.', 'aaia-chatbot' );
	}
}

/** What a conversation's place is called: archived counts more than the status beneath. */
export function placeOf( conversation: StaffConversation ): StaffConversation[ 'status' ] | 'archived' {
	return conversation.archived ? 'archived' : conversation.status;
}

/** From none to urgent. */
export const PRIORITIES: ReadonlyArray< StaffConversation[ 'priority' ] > = [ 'none', 'low', 'medium', 'high', 'urgent' ];

export function priorityWord( priority: StaffConversation[ 'priority' ] ): string {
	switch ( priority ) {
		case 'none': return _x( 'None', 'priority', 'aaia-chatbot' );
		case 'low': return _x( 'Low', 'priority', 'aaia-chatbot' );
		case 'medium': return _x( 'Medium', 'priority', 'aaia-chatbot' );
		case 'high': return _x( 'High', 'priority', 'aaia-chatbot' );
		case 'urgent': return _x( 'Urgent', 'priority', 'aaia-chatbot' );
	}
}

/** Whether the visitor was answered when that was promised. @param until The promised time, in words. */
export function promiseWords( { state }: NonNullable< StaffConversation[ 'promise' ] >, until: string ): string {
	switch ( state ) {
		/* translators: %s: date and time. */
		case 'open': return sprintf( __( 'an answer by %s', 'aaia-chatbot' ), until );
		/* translators: %s: date and time. */
		case 'kept': return sprintf( __( 'an answer by %s: kept', 'aaia-chatbot' ), until );
		/* translators: %s: date and time. */
		case 'broken': return sprintf( __( 'an answer by %s: overdue', 'aaia-chatbot' ), until );
	}
}

export function priorityChoices(): Array< { value: PriorityChoice; label: string } > {
	return [
		{ value: '', label: __( 'All priorities', 'aaia-chatbot' ) },
		...[ ...PRIORITIES ].reverse().map( ( value ) => ( {
			value,
			label: value === 'none' ? __( 'No priority', 'aaia-chatbot' ) : priorityWord( value ),
		} ) ),
	];
}

export function ratingChoices(): Array< { value: RatingChoice; label: string } > {
	return [
		{ value: '', label: __( 'All ratings', 'aaia-chatbot' ) },
		{ value: 'down', label: __( 'Rated negatively', 'aaia-chatbot' ) },
		{ value: 'up', label: __( 'Rated positively only', 'aaia-chatbot' ) },
	];
}

export function labelChoices( labels: readonly StaffLabel[] ): Array< { value: string; label: string } > {
	return [
		{ value: '', label: __( 'All labels', 'aaia-chatbot' ) },
		...labels.map( ( { id, name } ) => ( { value: `#${ id }`, label: name } ) ),
	];
}

export function categoryChoices( categories: readonly StaffCategory[] ): Array< { value: string; label: string } > {
	return [
		{ value: '', label: __( 'All categories', 'aaia-chatbot' ) },
		...categories.map( ( { id, name } ) => ( { value: `#${ id }`, label: name } ) ),
		{ value: 'none', label: __( 'No category', 'aaia-chatbot' ) },
	];
}

export function sortChoices(): Array< { value: SortChoice; label: string } > {
	return [
		{ value: '', label: __( 'Newest first', 'aaia-chatbot' ) },
		{ value: 'waiting', label: __( 'Longest waiting first', 'aaia-chatbot' ) },
		{ value: 'category', label: __( 'By category, longest waiting first', 'aaia-chatbot' ) },
	];
}

export function answersChoices(): Array< { value: AnswersChoice; label: string } > {
	return [
		{ value: '', label: __( 'All answers', 'aaia-chatbot' ) },
		{ value: 'weak', label: __( 'Unsure answers', 'aaia-chatbot' ) },
		{ value: 'flagged', label: __( 'Answers with facts to check', 'aaia-chatbot' ) },
		{ value: 'refused', label: __( 'Answers not found', 'aaia-chatbot' ) },
	];
}

export function statusChoices(): Array< { value: StatusChoice; label: string } > {
	return [
		{ value: 'active', label: __( 'In progress', 'aaia-chatbot' ) },
		{ value: 'todo', label: __( 'To do', 'aaia-chatbot' ) },
		{ value: 'open', label: statusWord( 'open' ) },
		{ value: 'pending', label: statusWord( 'pending' ) },
		{ value: 'snoozed', label: statusWord( 'snoozed' ) },
		{ value: 'resolved', label: statusWord( 'resolved' ) },
		{ value: 'archived', label: statusWord( 'archived' ) },
		{ value: 'any', label: __( 'All statuses', 'aaia-chatbot' ) },
	];
}

export function snoozeChoices(): Array< { value: SnoozeChoice; label: string } > {
	return [
		{ value: '1h', label: __( '1 hour', 'aaia-chatbot' ) },
		{ value: '2h', label: __( '2 hours', 'aaia-chatbot' ) },
		{ value: '4h', label: __( '4 hours', 'aaia-chatbot' ) },
		{ value: 'tomorrow', label: __( 'Tomorrow, 9 am', 'aaia-chatbot' ) },
		{ value: 'next_monday', label: __( 'Next Monday, 9 am', 'aaia-chatbot' ) },
	];
}

/** Who the visitor is, as far as is known. */
export function visitorName( { visitor, contact }: StaffConversation ): string {
	/* translators: %s: four characters that tell visitors apart, such as 3F9A. */
	return contact?.name ?? visitor.name ?? visitor.email ?? sprintf( __( 'Visitor %s', 'aaia-chatbot' ), visitor.code );
}

/** What the colour of a visitor's avatar comes from: the contact, where there is one, so that all their conversations look alike. */
export const avatarCode = ( { visitor, contact }: StaffConversation ): string => contact?.id ?? visitor.code;

export function authorName( message: StaffMessage, visitor: string ): string {
	switch ( message.author ) {
		case 'visitor': return visitor;
		case 'assistant': return __( 'Assistant', 'aaia-chatbot' );
		case 'agent': return message.name ?? __( 'Agent', 'aaia-chatbot' );
		case 'system': return __( 'System', 'aaia-chatbot' );
	}
}

export function toolStateWord( state: StaffToolPart[ 'state' ] ): string {
	switch ( state ) {
		case 'asking': return __( 'Waiting for the visitor to confirm', 'aaia-chatbot' );
		case 'approved': return __( 'Confirmed by the visitor', 'aaia-chatbot' );
		case 'running': return __( 'Running', 'aaia-chatbot' );
		case 'done': return __( 'Done', 'aaia-chatbot' );
		case 'denied': return __( 'Declined by the visitor', 'aaia-chatbot' );
		case 'failed': return __( 'Failed', 'aaia-chatbot' );
	}
}

export function toolWord( name: string ): string {
	switch ( name ) {
		case 'send_support_email': return __( 'Alert the team by e-mail', 'aaia-chatbot' );
		case 'search_knowledge': return __( 'Search the site’s pages', 'aaia-chatbot' );
		default: return name;
	}
}

export function alertWord( alert: StaffConversation[ 'alert' ] ): string {
	switch ( alert ) {
		case 'none': return '';
		case 'saved': return __( 'Asked for a person; alert on its way', 'aaia-chatbot' );
		case 'sent': return __( 'Asked for a person; team alerted', 'aaia-chatbot' );
		case 'delayed': return __( 'Asked for a person; alert delayed', 'aaia-chatbot' );
	}
}

export function deviceWord( device: Exclude< StaffVisit[ 'device' ], '' > ): string {
	switch ( device ) {
		case 'computer': return __( 'Computer', 'aaia-chatbot' );
		case 'phone': return __( 'Phone', 'aaia-chatbot' );
		case 'tablet': return __( 'Tablet', 'aaia-chatbot' );
	}
}

/** A capped count: 100 stands for more than 99. */
export function countWord( counts: InboxCounts | null, key: keyof InboxCounts ): string {
	const count = counts?.[ key ];
	return count === undefined ? '' : cappedCount( count );
}
