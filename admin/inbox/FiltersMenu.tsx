import { Button, Dropdown, SelectControl, ToggleControl } from '@wordpress/components';
import { useCallback, useEffect, useRef } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { loadAgents } from '../data/agents';
import { loadTeams } from '../data/teams';
import { NARROWING, NO_FILTER } from '../data/filter';
import type { Filter } from '../data/filter';
import { savePerPage } from '../data/views';
import { shortDate } from '../shared/times';
import type { StaffAgent, StaffTeam } from '../../src/wire/wire';
import { ContactField, useContactName } from './contacts/ContactField';
import { FilterSelect } from './FilterSelect';
import type { Inbox } from './use-inbox';
import { figureName } from '../shared/figure-words';
import { answersChoices, categoryChoices, labelChoices, priorityChoices, ratingChoices } from './words';

/** Conversations that a list can show at once. */
const PER_PAGE = [ 10, 25, 50, 100 ];

/** A button that opens the filters beyond status and order. */
export function FiltersMenu( { inbox }: { inbox: Inbox } ) {
	const { state: { filter }, dispatch } = inbox;
	const count = NARROWING.filter( ( key ) => filter[ key ] !== NO_FILTER[ key ] ).length;
	const load = useCallback( () => {
		// Without an answer only the one chosen can be taken off; opening again asks again.
		loadAgents().then( ( { items } ) => dispatch( { type: 'agents', agents: items } ), () => undefined );
		loadTeams().then( ( { items } ) => dispatch( { type: 'teams', teams: items } ), () => undefined );
	}, [ dispatch ] );
	const begins = useRef( filter.assignee !== '' || filter.team !== '' );
	useEffect( () => {
		// The address names one: the chip says which.
		if ( begins.current ) {
			load();
		}
	}, [ load ] );
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			expandOnMobile
			headerTitle={ __( 'Filters', 'aaia-chatbot' ) }
			onToggle={ ( opens ) => opens && load() }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button size="compact" variant="tertiary" aria-expanded={ isOpen } aria-haspopup="dialog" onClick={ onToggle }>
					{ count === 0
						? __( 'Filters', 'aaia-chatbot' )
						/* translators: %d: number of filters that are set. */
						: sprintf( __( 'Filters (%d)', 'aaia-chatbot' ), count ) }
				</Button>
			) }
			renderContent={ () => <FilterFields inbox={ inbox } /> }
		/>
	);
}

function FilterFields( { inbox }: { inbox: Inbox } ) {
	const { state: { filter, labels, categories, agents, teams, perPage } } = inbox;
	const showAtOnce = ( count: string ): void => {
		savePerPage( Number( count ) ).then( () => {
			inbox.loadLists();
			inbox.reload();
		}, ( failure ) => inbox.dispatch( { type: 'toast', toast: { text: asProblem( failure ).message, undo: null } } ) );
	};
	return (
		<div className="aaia-filter-fields" role="group" aria-label={ __( 'Filters', 'aaia-chatbot' ) }>
			<FilterSelect
				shown
				label={ __( 'Priority', 'aaia-chatbot' ) }
				value={ filter.priority }
				choices={ priorityChoices() }
				onChoose={ ( priority ) => inbox.filter( { priority } ) }
			/>
			<FilterSelect
				shown
				label={ __( 'Category', 'aaia-chatbot' ) }
				value={ filter.category }
				choices={ categoryChoices( categories ) }
				onChoose={ ( category ) => inbox.filter( { category } ) }
			/>
			<FilterSelect
				shown
				label={ __( 'Label', 'aaia-chatbot' ) }
				value={ filter.label }
				choices={ labelChoices( labels ) }
				onChoose={ ( label ) => inbox.filter( { label } ) }
			/>
			<FilterSelect
				shown
				label={ __( 'Assigned to', 'aaia-chatbot' ) }
				value={ filter.assignee }
				choices={ assigneeChoices( agents, filter.assignee ) }
				onChoose={ ( assignee ) => inbox.filter( { assignee } ) }
			/>
			<FilterSelect
				shown
				label={ __( 'Team', 'aaia-chatbot' ) }
				value={ filter.team }
				choices={ teamChoices( teams, filter.team ) }
				onChoose={ ( team ) => inbox.filter( { team } ) }
			/>
			<FilterSelect
				shown
				label={ __( 'Answers', 'aaia-chatbot' ) }
				value={ filter.answers }
				choices={ answersChoices() }
				onChoose={ ( answers ) => inbox.filter( { answers } ) }
			/>
			<FilterSelect
				shown
				label={ __( 'Rating', 'aaia-chatbot' ) }
				value={ filter.rating }
				choices={ ratingChoices() }
				onChoose={ ( rating ) => inbox.filter( { rating } ) }
			/>
			<ContactField value={ filter.contact } inbox={ inbox } />
			<DayField label={ __( 'Active from', 'aaia-chatbot' ) } value={ filter.from } onChange={ ( from ) => inbox.filter( { from } ) } />
			<DayField label={ __( 'Active until', 'aaia-chatbot' ) } value={ filter.to } onChange={ ( to ) => inbox.filter( { to } ) } />
			<ToggleControl
				label={ __( 'Unread only', 'aaia-chatbot' ) }
				checked={ filter.unread }
				onChange={ ( unread ) => inbox.filter( { unread } ) }
			/>
			<ToggleControl
				label={ __( 'Stuck only', 'aaia-chatbot' ) }
				checked={ filter.stuck }
				onChange={ ( stuck ) => inbox.filter( { stuck } ) }
			/>
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Conversations shown at once', 'aaia-chatbot' ) }
				value={ String( perPage ) }
				options={ [ ...new Set( [ ...PER_PAGE, perPage ] ) ].sort( ( a, b ) => a - b ).map( ( count ) => ( {
					value: String( count ),
					label: String( count ),
				} ) ) }
				onChange={ showAtOnce }
			/>
		</div>
	);
}

function DayField( { label, value, onChange }: { label: string; value: string; onChange: ( day: string ) => void } ) {
	return (
		<label className="aaia-day">
			<span>{ label }</span>
			<input type="date" value={ value } onChange={ ( { target } ) => onChange( target.value ) } />
		</label>
	);
}

function assigneeChoices( agents: readonly StaffAgent[], chosen: string ): Array< { value: string; label: string } > {
	const known = agents.some( ( { id } ) => String( id ) === chosen );
	return [
		{ value: '', label: __( 'All agents', 'aaia-chatbot' ) },
		...agents.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ),
		...( chosen === '' || known ? [] : [ { value: chosen, label: __( 'The chosen agent', 'aaia-chatbot' ) } ] ),
	];
}

function teamChoices( teams: readonly StaffTeam[], chosen: string ): Array< { value: string; label: string } > {
	const known = chosen === '' || chosen === 'none' || teams.some( ( { id } ) => String( id ) === chosen );
	return [
		{ value: '', label: __( 'All teams', 'aaia-chatbot' ) },
		...teams.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ),
		{ value: 'none', label: __( 'No team', 'aaia-chatbot' ) },
		...( known ? [] : [ { value: chosen, label: __( 'The chosen team', 'aaia-chatbot' ) } ] ),
	];
}

/** What narrows the list, each with a button to take it off, and all at once. */
export function FilterChips( { inbox }: { inbox: Inbox } ) {
	const { state: { filter, labels, categories, agents, teams } } = inbox;
	const contact = useContactName( filter.contact, inbox );
	const word = ( choices: ReadonlyArray< { value: string; label: string } >, value: string ): string =>
		choices.find( ( choice ) => choice.value === value )?.label ?? __( 'deleted', 'aaia-chatbot' );
	const words: Record< typeof NARROWING[ number ], string > = {
		unread: __( 'Unread only', 'aaia-chatbot' ),
		stuck: __( 'Stuck only', 'aaia-chatbot' ),
		answers: word( answersChoices(), filter.answers ),
		priority: named( __( 'Priority', 'aaia-chatbot' ), word( priorityChoices(), filter.priority ) ),
		label: named( __( 'Label', 'aaia-chatbot' ), word( labelChoices( labels ), filter.label ) ),
		category: named( __( 'Category', 'aaia-chatbot' ), word( categoryChoices( categories ), filter.category ) ),
		rating: word( ratingChoices(), filter.rating ),
		contact: named( __( 'Contact', 'aaia-chatbot' ), contact ),
		assignee: named( __( 'Assigned to', 'aaia-chatbot' ), word( assigneeChoices( agents, filter.assignee ), filter.assignee ) ),
		team: named( __( 'Team', 'aaia-chatbot' ), word( teamChoices( teams, filter.team ), filter.team ) ),
		figure: named( __( 'Insights', 'aaia-chatbot' ), figureName( filter.figure ) ),
		from: named(
			filter.figure === '' ? __( 'Active from', 'aaia-chatbot' ) : __( 'Began from', 'aaia-chatbot' ),
			filter.from && shortDate( `${ filter.from }T12:00:00` ),
		),
		to: named(
			filter.figure === '' ? __( 'Active until', 'aaia-chatbot' ) : __( 'Began until', 'aaia-chatbot' ),
			filter.to && shortDate( `${ filter.to }T12:00:00` ),
		),
	};
	const shown = NARROWING.filter( ( key ) => filter[ key ] !== NO_FILTER[ key ] );
	const without = ( keys: ReadonlyArray< keyof Filter > ): Partial< Filter > =>
		Object.fromEntries( keys.map( ( key ) => [ key, NO_FILTER[ key ] ] ) );
	return shown.length === 0 ? null : (
		<ul className="aaia-chips" aria-label={ __( 'Filters that are set', 'aaia-chatbot' ) }>
			{ shown.map( ( key ) => (
				<li key={ key }>
					<bdi>{ words[ key ] }</bdi>
					<button
						type="button"
						/* translators: %s: a filter, such as "Priority: High". */
						aria-label={ sprintf( __( 'Remove the filter “%s”', 'aaia-chatbot' ), words[ key ] ) }
						onClick={ () => inbox.filter( without( [ key ] ) ) }
					>
						<span aria-hidden="true">×</span>
					</button>
				</li>
			) ) }
			{ shown.length > 1 && (
				<li className="is-all">
					<Button variant="link" onClick={ () => inbox.filter( without( NARROWING ) ) }>{ __( 'Remove all', 'aaia-chatbot' ) }</Button>
				</li>
			) }
		</ul>
	);
}

function named( name: string, value: string ): string {
	/* translators: 1: name of a filter, such as "Priority", 2: what is chosen, such as "High". */
	return sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), name, value );
}
