import { Notice, SearchControl, SelectControl, Spinner, TextControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, _x, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { changeAgent, loadAgents } from '../../../data/agents';
import { AGENT_STATES, stateWord } from '../../../shared/agent-words';
import { useSearch } from '../../../shared/use-search';
import { Section } from '../../Section';
import type { ChangeAgentBody, StaffAgent } from '../../../../src/wire/wire';

/** So many people are seen at one look. */
const MOST_UNSEARCHED = 7;

/** Those who answer: whether they are there, how much they have, and how much they take. */
export function PeopleSection() {
	const [ search, setSearch ] = useState( '' );
	const [ searched, setSearched ] = useState( false );
	const page = useSearch( search, loadAgents );
	const many = page.value !== null && ( page.value.more || page.value.items.length > MOST_UNSEARCHED );
	useEffect( () => {
		if ( many ) {
			setSearched( true );
		}
	}, [ many ] );
	return (
		<Section
			title={ __( 'People', 'aaia-chatbot' ) }
			description={ __(
				'Everybody who may answer. With “By activity”, people are here while they use the inbox, away after 10 minutes and off after an hour. “Away” and “Off” stay until they are changed.',
				'aaia-chatbot'
			) }
		>
			{ searched && <SearchControl label={ __( 'Search people', 'aaia-chatbot' ) } value={ search } onChange={ setSearch } /> }
			{ page.problem !== '' && <Notice status="error" isDismissible={ false }>{ page.problem }</Notice> }
			{ page.value === null && page.problem === '' && <Spinner /> }
			<ul className="aaia-library">
				{ ( page.value?.items ?? [] ).map( ( agent ) => <Person key={ agent.id } loaded={ agent } /> ) }
			</ul>
			{ page.value?.more === true && <p className="aaia-hint">{ __( 'There are more. Search by name.', 'aaia-chatbot' ) }</p> }
		</Section>
	);
}

/** One person; each change is saved at once. */
function Person( { loaded }: { loaded: StaffAgent } ) {
	const [ agent, setAgent ] = useState( loaded );
	const [ capacity, setCapacity ] = useState( String( loaded.capacity ?? '' ) );
	const [ problem, setProblem ] = useState( '' );
	const change = ( to: ChangeAgentBody ): void => {
		changeAgent( agent.id, to ).then(
			( saved ) => {
				setAgent( saved );
				setCapacity( String( saved.capacity ?? '' ) );
				setProblem( '' );
				/* translators: %s: name of an agent. */
				speak( sprintf( __( 'Saved for %s.', 'aaia-chatbot' ), saved.name ) );
			},
			( failure: unknown ) => setProblem( asProblem( failure ).message )
		);
	};
	const saveCapacity = (): void => {
		const wanted = capacity === '' ? null : Number( capacity );
		if ( wanted !== agent.capacity ) {
			change( { capacity: wanted } );
		}
	};
	return (
		<li>
			<div>
				<strong><bdi>{ agent.name }</bdi></strong>
				<p className="aaia-library__facts">
					<span className={ `aaia-state is-${ agent.state }` }>{ stateWord( agent.state ) }</span>
					{ ' · ' }
					{
						/* translators: %d: number of conversations. */
						sprintf( _n( '%d conversation in progress', '%d conversations in progress', agent.open, 'aaia-chatbot' ), agent.open )
					}
				</p>
				{ problem !== '' && <Notice status="error" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			</div>
			<div className="aaia-person__fields">
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'State', 'aaia-chatbot' ) }
					/* translators: %s: name of an agent. */
					aria-label={ sprintf( __( 'State of %s', 'aaia-chatbot' ), agent.name ) }
					value={ agent.chosen }
					options={ AGENT_STATES.map( ( value ) => ( {
						value,
						label: value === 'here' ? _x( 'By activity', 'state of an agent', 'aaia-chatbot' ) : stateWord( value ),
					} ) ) }
					onChange={ ( chosen ) => {
						const state = AGENT_STATES.find( ( one ) => one === chosen );
						if ( state ) {
							change( { state } );
						}
					} }
				/>
				<TextControl
					__next40pxDefaultSize
					type="number"
					min={ 1 }
					max={ 1000 }
					label={ __( 'Conversations at a time, at most', 'aaia-chatbot' ) }
					/* translators: %s: name of an agent. */
					aria-label={ sprintf( __( 'Conversations at a time, at most: %s', 'aaia-chatbot' ), agent.name ) }
					placeholder={ __( 'No limit', 'aaia-chatbot' ) }
					value={ capacity }
					onChange={ setCapacity }
					onBlur={ saveCapacity }
					onKeyDown={ ( event ) => event.key === 'Enter' && saveCapacity() }
				/>
			</div>
		</li>
	);
}
