import { Button, Notice, SearchControl, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { loadDeliveries, retryDelivery } from '../../../data/alerts';
import { Section } from '../../Section';
import { LogRow } from './LogRow';
import { useLoaded } from '../../../shared/use-loaded';
import { stateName } from './words';
import type { Delivery } from '../../../../src/wire/wire';

const STATES: readonly Delivery[ 'state' ][] = [ 'queued', 'sending', 'sent', 'failed', 'bundled' ];

/** Everything that was sent, to whom, and why it was not. */
export function LogSection() {
	const [ filter, setFilter ] = useState< { state: Delivery[ 'state' ] | ''; search: string; cursor: string | null } >( {
		state: '',
		search: '',
		cursor: null,
	} );
	const page = useLoaded( useCallback( () => loadDeliveries( filter ), [ filter ] ) );
	const [ problem, setProblem ] = useState( '' );
	const retry = ( id: string ): void => {
		retryDelivery( id ).then( page.reload, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<Section
			title={ __( 'Log', 'aaia-chatbot' ) }
			description={ __(
				'What was sent and to whom, what failed and why. Failed attempts are repeated for two days.',
				'aaia-chatbot'
			) }
		>
			<div className="aaia-log__filter">
				<SearchControl
					label={ __( 'Search the log', 'aaia-chatbot' ) }
					value={ filter.search }
					onChange={ ( search ) => setFilter( { ...filter, search, cursor: null } ) }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'State', 'aaia-chatbot' ) }
					value={ filter.state }
					onChange={ ( state ) => setFilter( { ...filter, state, cursor: null } ) }
					options={ [
						{ value: '', label: __( 'All', 'aaia-chatbot' ) },
						...STATES.map( ( state ) => ( { value: state, label: `${ stateName( state ) } (${ page.value?.counts[ state ] ?? 0 })` } ) ),
					] }
				/>
			</div>
			{ [ page.problem, problem ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" onRemove={ () => setProblem( '' ) }>
					{ sentence }
				</Notice>
			) ) }
			{ page.value === null && page.problem === '' && <Spinner /> }
			{ page.value?.items.length === 0 && <p>{ __( 'No matching entries yet.', 'aaia-chatbot' ) }</p> }
			<ul className="aaia-rules">
				{ ( page.value?.items ?? [] ).map( ( delivery ) => (
					<LogRow key={ delivery.id } delivery={ delivery } onRetry={ retry } />
				) ) }
			</ul>
			<div className="aaia-rule__buttons">
				{ filter.cursor !== null && (
					<Button __next40pxDefaultSize variant="tertiary" onClick={ () => setFilter( { ...filter, cursor: null } ) }>
						{ __( 'Back to the newest', 'aaia-chatbot' ) }
					</Button>
				) }
				{ page.value?.next_cursor != null && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ () => setFilter( { ...filter, cursor: page.value?.next_cursor ?? null } ) }
					>
						{ __( 'Older', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</Section>
	);
}
