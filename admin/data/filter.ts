import type { SavedFilter, StaffConversation } from '../../src/wire/wire';

/** `pending`: those in which a visitor waits for a person, whoever they are assigned to. */
export type Tab = 'mine' | 'unassigned' | 'all' | 'pending';

/** Filter by status: open and pending (`active`), those that need a person (`todo`), one status, the archive, or all. */
export type StatusChoice = 'active' | 'todo' | StaffConversation[ 'status' ] | 'archived' | 'any';

/** Filter by issues of answers: weakly supported, facts without a source, refusals; or all. */
export type AnswersChoice = '' | NonNullable< SavedFilter[ 'answers' ] >;

export type PriorityChoice = '' | StaffConversation[ 'priority' ];

/** Filter by the worst rating of an answer. */
export type RatingChoice = '' | NonNullable< SavedFilter[ 'rating' ] >;

/** By the newest activity; or those that wait for a person, by how long, all together or by category. A search is always by activity. */
export type SortChoice = '' | 'waiting' | 'category';

export interface Filter {
	tab: Tab;
	status: StatusChoice;
	unread: boolean;
	/** Only those that do not go on by themselves. */
	stuck: boolean;
	answers: AnswersChoice;
	priority: PriorityChoice;
	/** `#` and the label's number; empty for all. */
	label: string;
	/** `#` and the category's number, or `none`; empty for all. */
	category: string;
	rating: RatingChoice;
	/** Id of a contact; empty for all. */
	contact: string;
	/** Number of a user; empty for all. Only in the tabs All and Pending: the others say whose already. */
	assignee: string;
	/** Number of a team, or `none`; empty for all. Not in the tab Unassigned, which shows those of no team. */
	team: string;
	/** A figure of Insights, such as `silent` or `category:3`; the days are then those on which conversations began. Empty for none. */
	figure: string;
	/** Days of the newest activity, such as 2026-03-31; empty for any. */
	from: string;
	to: string;
	sort: SortChoice;
	search: string;
}

/** Everything that is in progress. */
export const NO_FILTER: Filter = {
	tab: 'all',
	status: 'active',
	unread: false,
	stuck: false,
	answers: '',
	priority: '',
	label: '',
	category: '',
	rating: '',
	contact: '',
	assignee: '',
	team: '',
	figure: '',
	from: '',
	to: '',
	sort: '',
	search: '',
};

/** Filters that are shown as chips and taken off one by one. */
export const NARROWING = [
	'unread', 'stuck', 'answers', 'priority', 'label', 'category', 'rating', 'contact', 'assignee', 'team', 'figure',
	'from', 'to',
] as const;

/** Keys of a filter in a query. */
const KEYS = [
	'view', 'status', 'todo', 'archived', 'unread', 'stuck', 'answers', 'priority', 'label', 'category', 'rating', 'contact', 'assignee',
	'team', 'figure', 'from', 'to', 'orderby', 'search',
] as const;

function statusQuery( status: StatusChoice ): SavedFilter {
	switch ( status ) {
		case 'active': return {};
		case 'todo': return { todo: true };
		case 'archived': return { archived: 'true' };
		case 'any': return { archived: 'any' };
		default: return { status };
	}
}

/** The query of a filter, with what is set only. A search covers all conversations unless a status is chosen. */
export function filterQuery( filter: Filter ): SavedFilter {
	const { tab, status, unread, stuck, sort, search, answers, priority, rating } = filter;
	const { label, category, contact, assignee, team, figure, from, to } = filter;
	return {
		view: tab,
		...( tab === 'pending' ? {} : statusQuery( status ) ),
		...( unread ? { unread } : {} ),
		...( stuck ? { stuck } : {} ),
		...( answers === '' ? {} : { answers } ),
		...( priority === '' ? {} : { priority } ),
		...( rating === '' ? {} : { rating } ),
		...( sort === '' || search !== '' ? {} : { orderby: sort } ),
		...set( {
			label,
			category,
			contact,
			figure,
			from,
			to,
			search,
			assignee: tab === 'all' || tab === 'pending' ? assignee : '',
			team: tab === 'unassigned' ? '' : team,
		} ),
	};
}

const set = ( texts: Record< string, string > ): SavedFilter =>
	Object.fromEntries( Object.entries( texts ).filter( ( [ , text ] ) => text !== '' ) );

/** The filter of a query, as it stands in an address or a saved view; what it does not know is left out. */
export function filterOf( query: Readonly< Record< string, unknown > > ): Filter {
	const text = ( key: string ): string => String( query[ key ] ?? '' );
	const one = < T extends string >( key: string, ...known: readonly T[] ): T | '' => known.find( ( value ) => value === text( key ) ) ?? '';
	const day = ( key: string ): string => ( /^\d{4}-\d{2}-\d{2}$/.test( text( key ) ) ? text( key ) : '' );
	return {
		tab: one( 'view', 'mine', 'unassigned', 'all', 'pending' ) || 'all',
		status: text( 'todo' ) === 'true'
			? 'todo'
			: text( 'archived' ) === 'true'
			? 'archived'
			: text( 'archived' ) === 'any'
			? 'any'
			: one( 'status', 'open', 'pending', 'snoozed', 'resolved' ) || 'active',
		unread: text( 'unread' ) === 'true',
		stuck: text( 'stuck' ) === 'true',
		answers: one( 'answers', 'weak', 'flagged', 'refused' ),
		priority: one( 'priority', 'none', 'low', 'medium', 'high', 'urgent' ),
		label: text( 'label' ),
		category: text( 'category' ),
		rating: one( 'rating', 'up', 'down' ),
		contact: text( 'contact' ),
		assignee: text( 'assignee' ),
		team: text( 'team' ),
		figure: text( 'figure' ),
		from: day( 'from' ),
		to: day( 'to' ),
		sort: one( 'orderby', 'waiting', 'category' ),
		search: text( 'search' ),
	};
}

/** A filter with a change. A tab that says whose conversations are shown takes the filter of the agent or team off, and vice versa. */
export function withChange( filter: Filter, change: Partial< Filter > ): Filter {
	// A figure is of some days.
	const hasDays = ( change.from ?? filter.from ) !== '' && ( change.to ?? filter.to ) !== '';
	const next = { ...filter, ...change, ...( hasDays ? {} : { figure: '' } ) };
	if ( change.team && next.tab === 'unassigned' ) {
		return { ...next, tab: 'all' };
	}
	if ( change.assignee && ( next.tab === 'mine' || next.tab === 'unassigned' ) ) {
		return { ...next, tab: 'all' };
	}
	switch ( next.tab ) {
		case 'mine': return { ...next, assignee: '' };
		case 'unassigned': return { ...next, assignee: '', team: '' };
		default: return next;
	}
}

/** The filter in the query of an address; null when there is none. */
export function filterInQuery( query: URLSearchParams ): Filter | null {
	return KEYS.some( ( key ) => query.has( key ) ) ? filterOf( Object.fromEntries( query ) ) : null;
}

/** Puts the filter into the query of an address. */
export function putFilter( query: URLSearchParams, filter: Filter ): void {
	KEYS.forEach( ( key ) => query.delete( key ) );
	Object.entries( filterQuery( filter ) ).forEach( ( [ key, value ] ) => query.set( key, String( value ) ) );
}

export const isSame = ( a: Filter, b: Filter ): boolean => {
	const plain = ( filter: Filter ): string => JSON.stringify( Object.entries( filterQuery( filter ) ).sort() );
	return plain( a ) === plain( b );
};
