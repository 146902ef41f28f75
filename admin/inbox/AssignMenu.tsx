import { Dropdown, MenuGroup, MenuItem, NavigableMenu, SearchControl, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import { check } from '@wordpress/icons';
import type { ReactNode } from 'react';
import { pageFacts } from '../data/page-facts';
import { loadAgents } from '../data/agents';
import { loadTeams } from '../data/teams';
import type { StaffAgent, StaffConversation, StaffTeam } from '../../src/wire/wire';
import { fold } from '../shared/fold';
import { isFull, loadWord, stateWord } from '../shared/agent-words';
import { useSearch } from '../shared/use-search';
import { actions } from './actions';
import { ChoiceToggle } from './ChoiceToggle';
import { fullTime } from './times';
import type { Inbox } from './use-inbox';

/** So many people, or teams, are seen at one look: there is nothing to search. */
const MOST_UNSEARCHED = 7;

/** Whom or which team a conversation is assigned to, and a menu of people and teams to give it to. */
export function AssignMenu( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const { assignee, team } = conversation;
	const name = assignee?.id === pageFacts().user ? __( 'Me', 'aaia-chatbot' ) : assignee?.name;
	const shown = [ name, team?.name ].filter( ( one ) => one !== undefined ).join( ' · ' );
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<ChoiceToggle
					popup="menu"
					isOpen={ isOpen }
					onToggle={ onToggle }
					label={ shown === ''
						? __( 'Unassigned. Change it', 'aaia-chatbot' )
						/* translators: %s: name of an agent, or "Me", name of a team, or both. */
						: sprintf( __( 'Assigned to: %s. Change it', 'aaia-chatbot' ), shown ) }
				>
					<bdi className="aaia-assignee">{ shown === '' ? _x( 'Unassigned', 'one conversation', 'aaia-chatbot' ) : shown }</bdi>
				</ChoiceToggle>
			) }
			renderContent={ ( { onClose } ) => <ToConversation inbox={ inbox } conversation={ conversation } onClose={ onClose } /> }
		/>
	);
}

function ToConversation( { inbox, conversation, onClose }: { inbox: Inbox; conversation: StaffConversation; onClose: () => void } ) {
	const does = actions( inbox, conversation );
	return (
		<AssignChoices
			inbox={ inbox }
			now={ conversation }
			onAgent={ does.assign }
			onTeam={ does.assignTeam }
			onNobody={ does.unassign }
			onClose={ onClose }
		/>
	);
}

/** People and teams, loaded when the menu opens. Where they are many, a search narrows them. */
export function AssignChoices( { inbox, now, onAgent, onTeam, onNobody, onClose }: {
	inbox: Inbox;
	/** Who and which team has the conversation now; null for many conversations. */
	now: Pick< StaffConversation, 'assignee' | 'team' > | null;
	onAgent: ( id: number, name: string, about?: StaffAgent ) => void;
	onTeam: ( id: number, name: string ) => void;
	onNobody: () => void;
	onClose: () => void;
} ) {
	const { assignee, team } = now ?? { assignee: null, team: null };
	const me = pageFacts().user;
	const [ search, setSearch ] = useState( '' );
	const { agents, teams, many } = useChoices( inbox, search );
	const known = assignee === null || search !== '' ? [] : [ assignee ];
	const others = ( agents ?? known ).filter( ( { id } ) => id !== me );
	const current = team === null ? [] : [ team ];
	const possible = teams?.filter( ( { id, members } ) => members.length > 0 || id === team?.id ) ?? current;
	const named = possible.filter( ( one ) => fits( one.name, search ) );
	const words = { me: __( 'Me', 'aaia-chatbot' ), nobody: __( 'Nobody', 'aaia-chatbot' ) };
	const item = ( key: string, label: string, chosen: boolean, choose: () => void, about?: ReactNode ) => (
		<MenuItem
			key={ key }
			role={ now === null ? 'menuitem' : 'menuitemradio' }
			{ ...( now === null ? {} : { isSelected: chosen } ) }
			icon={ chosen ? check : null }
			onClick={ () => {
				onClose();
				if ( ! chosen ) {
					choose();
				}
			} }
		>
			<bdi>{ label }</bdi>{ about }
		</MenuItem>
	);
	const people = [
		...( fits( words.me, search ) ? [ item( 'me', words.me, assignee?.id === me, () => onAgent( me, words.me ) ) ] : [] ),
		...others.map( ( { id, name } ) => {
			const agent = agents?.find( ( one ) => one.id === id );
			return item( String( id ), name, assignee?.id === id, () => onAgent( id, name, agent ), agent && <Availability agent={ agent } /> );
		} ),
	];
	return (
		<>
			{ many && (
				<SearchControl
					className="aaia-assign__search"
					label={ __( 'Search people and teams', 'aaia-chatbot' ) }
					placeholder={ __( 'Search', 'aaia-chatbot' ) }
					value={ search }
					onChange={ setSearch }
				/>
			) }
			<NavigableMenu
				role="menu"
				aria-label={ now === null ? __( 'Assign to', 'aaia-chatbot' ) : __( 'Assigned to', 'aaia-chatbot' ) }
				className="aaia-choice-menu aaia-assign">
				{ people.length > 0 && <MenuGroup label={ _x( 'People', 'assignment', 'aaia-chatbot' ) }>{ people }</MenuGroup> }
				{ named.length > 0 && (
					<MenuGroup label={ __( 'Teams', 'aaia-chatbot' ) }>
						{ named.map( ( one ) => item(
							`team-${ one.id }`,
							one.name,
							assignee === null && team?.id === one.id,
							() => onTeam( one.id, one.name ),
							<TeamHours team={ teams?.find( ( { id } ) => id === one.id ) } />
						) ) }
					</MenuGroup>
				) }
				{ search === '' && (
					<MenuGroup>
						{ item( 'nobody', words.nobody, now !== null && assignee === null && team === null, onNobody ) }
					</MenuGroup>
				) }
			</NavigableMenu>
			{ agents === null && <Spinner /> }
			{ agents !== null && people.length + named.length === 0 && (
				<p className="aaia-assign__none" role="status">{ __( 'Nobody and no team of this name.', 'aaia-chatbot' ) }</p>
			) }
		</>
	);
}

/** Whether an agent is there, and how much they have where that is limited. */
function Availability( { agent }: { agent: StaffAgent } ) {
	const load = loadWord( agent );
	return (
		<span className="aaia-assign__about">
			{ load !== '' && <span className={ isFull( agent ) ? 'is-full' : undefined }>{ load }</span> }
			<span className={ `aaia-state is-${ agent.state }` }>{ stateWord( agent.state ) }</span>
		</span>
	);
}

/** When a team that is away is back. */
function TeamHours( { team }: { team: StaffTeam | undefined } ) {
	return ! team || team.open ? null : (
		<span className="aaia-assign__about">
			<span className="aaia-state is-away">
				{ team.opens_at === null
					? _x( 'Away', 'team', 'aaia-chatbot' )
					/* translators: %s: date and time. */
					: sprintf( __( 'Away until %s', 'aaia-chatbot' ), fullTime( team.opens_at ) ) }
			</span>
		</span>
	);
}

interface Choice {
	/** Null until loaded. */
	agents: readonly StaffAgent[] | null;
	teams: readonly StaffTeam[] | null;
	/** Enough to be searched, or more than are listed. */
	many: boolean;
}

/** The teams, and the people found by a search. */
function useChoices( { dispatch }: Inbox, search: string ): Choice {
	const { value, problem } = useSearch( search, loadAgents );
	const [ teams, setTeams ] = useState< readonly StaffTeam[] | null >( null );
	const [ many, setMany ] = useState( false );
	const failed = useCallback( () => dispatch( {
		type: 'toast',
		toast: { text: __( 'Your colleagues could not be loaded. Open the menu again.', 'aaia-chatbot' ), undo: null },
	} ), [ dispatch ] );
	useEffect( () => {
		loadTeams().then( ( { items } ) => setTeams( items ), failed );
	}, [ failed ] );
	useEffect( () => {
		if ( problem !== '' ) {
			failed();
		}
	}, [ problem, failed ] );
	useEffect( () => {
		// Once there is a search field, it stays, however few are found.
		setMany( ( before ) => before || value !== null && ( value.more || value.items.length > MOST_UNSEARCHED ) );
	}, [ value ] );
	return {
		agents: value?.items ?? ( problem === '' ? null : [] ),
		teams,
		many: many || ( teams?.length ?? 0 ) > MOST_UNSEARCHED,
	};
}

/** Whether a name contains what is searched, whatever the case and accents. */
function fits( name: string, search: string ): boolean {
	return fold( name ).includes( fold( search.trim() ) );
}
