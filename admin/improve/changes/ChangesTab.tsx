import { Button, Notice, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { Change, ChangeMeasure, MeasuredShare } from '../../../src/wire/wire';
import { loadChange, loadChanges } from '../../data/changes';
import { fullTime } from '../../shared/times';
import { useLoaded } from '../../shared/use-loaded';
import { changeTitle, measureName, percent, points, testsSentence, verdictSentence } from './words';

/** What was changed, and what it brought. */
export function ChangesTab() {
	const [ filter, setFilter ] = useState< { kind: '' | 'knowledge' | 'setting'; cursor: string | null } >( { kind: '', cursor: null } );
	const page = useLoaded( useCallback( () => loadChanges( filter.kind, filter.cursor ), [ filter ] ) );
	const [ open, setOpen ] = useState< number | null >( null );
	return (
		<div className="aaia-changes">
			<p className="aaia-changes__about">
				{ __(
					'Every change of the knowledge and the settings, with figures before and after it. They show what happened at the same time, not what caused it.',
					'aaia-chatbot'
				) }
			</p>
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Show', 'aaia-chatbot' ) }
				value={ filter.kind }
				options={ [
					{ value: '', label: __( 'All changes', 'aaia-chatbot' ) },
					{ value: 'knowledge', label: __( 'Knowledge', 'aaia-chatbot' ) },
					{ value: 'setting', label: __( 'Settings', 'aaia-chatbot' ) },
				] }
				onChange={ ( kind ) => setFilter( { kind, cursor: null } ) }
			/>
			{ page.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ page.problem }
				</Notice>
			) }
			{ page.value === null && page.problem === '' && <Spinner /> }
			{ page.value?.items.length === 0 && <p>{ __( 'Nothing was changed yet.', 'aaia-chatbot' ) }</p> }
			{ page.value && page.value.items.length > 0 && (
				<ul className="aaia-changes__list">
					{ page.value.items.map( ( change ) => (
						<li key={ change.id }>
							<button
								type="button"
								className="aaia-changes__title"
								aria-expanded={ open === change.id }
								onClick={ () => setOpen( open === change.id ? null : change.id ) }
							>
								<span dir="auto">{ changeTitle( change ) }</span>
								<span className="aaia-changes__quiet">
									{ fullTime( change.began_at ) }
									{ change.user !== null && ` · ${ change.user }` }
								</span>
							</button>
							{ open === change.id && <Figures change={ change } /> }
						</li>
					) ) }
				</ul>
			) }
			<div className="aaia-changes__acts">
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
		</div>
	);
}

function Figures( { change }: { change: Change } ) {
	const [ days, setDays ] = useState< '7' | '14' | '28' | '90' >( '14' );
	const found = useLoaded( useCallback( () => loadChange( change.id, Number( days ) ), [ change.id, days ] ) );
	return (
		<div className="aaia-changes__figures">
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Compare', 'aaia-chatbot' ) }
				value={ days }
				options={ ( [ '7', '14', '28', '90' ] as const ).map( ( value ) => ( {
					value,
					/* translators: %s: number of days. */
					label: sprintf( __( '%s days before and after', 'aaia-chatbot' ), value ),
				} ) ) }
				onChange={ setDays }
			/>
			{ found.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ found.problem }
				</Notice>
			) }
			{ found.value === null && found.problem === '' && <Spinner /> }
			{ found.value && (
				<>
					<table className="aaia-changes__table">
						<thead>
							<tr>
								<th scope="col">{ __( 'Figure', 'aaia-chatbot' ) }</th>
								<th scope="col">{ __( 'Before', 'aaia-chatbot' ) }</th>
								<th scope="col">{ __( 'After', 'aaia-chatbot' ) }</th>
								<th scope="col">{ __( 'Difference', 'aaia-chatbot' ) }</th>
							</tr>
						</thead>
						<tbody>{ found.value.measures.map( ( measure ) => <MeasureRow key={ measure.name } measure={ measure } /> ) }</tbody>
					</table>
					<p>{ testsSentence( found.value.tests ) }</p>
					{ found.value.others > 0 && (
						<p className="aaia-changes__quiet">
							{ sprintf(
								/* translators: %d: number of changes. */
								_n(
									'%d other change falls within these days and may have had its part.',
									'%d other changes fall within these days and may have had their part.',
									found.value.others,
									'aaia-chatbot'
								),
								found.value.others
							) }
						</p>
					) }
					<p className="aaia-changes__quiet">
						{ __(
							'Ranges hold with 95% confidence (Wilson, Newcombe; cases: exact McNemar test). Requests and resolutions count in the first three days of a conversation; what ended in silence is not resolved.',
							'aaia-chatbot'
						) }
					</p>
				</>
			) }
		</div>
	);
}

function MeasureRow( { measure: { name, before, after, low, high, verdict } }: { measure: ChangeMeasure } ) {
	return (
		<tr>
			<th scope="row">{ measureName( name ) }</th>
			<td data-label={ __( 'Before', 'aaia-chatbot' ) }>
				<Share share={ before } />
			</td>
			<td data-label={ __( 'After', 'aaia-chatbot' ) }>
				<Share share={ after } />
			</td>
			<td data-label={ __( 'Difference', 'aaia-chatbot' ) }>
				<strong>{ verdictSentence( verdict ) }</strong>
				{ before.of > 0 && after.of > 0 && (
					<span className="aaia-changes__quiet">
						{
							/* translators: 1: smallest difference, 2: largest difference, in percentage points, such as -4 and +12. */
							sprintf( __( '%1$s to %2$s points', 'aaia-chatbot' ), points( low ), points( high ) )
						}
					</span>
				) }
			</td>
		</tr>
	);
}

function Share( { share: { hits, of, low, high } }: { share: MeasuredShare } ) {
	if ( of === 0 ) {
		return <span className="aaia-changes__quiet">{ __( 'none', 'aaia-chatbot' ) }</span>;
	}
	return (
		<>
			{ percent( hits / of ) }{ ' ' }
			<span className="aaia-changes__quiet">
				{
					/* translators: 1: a number, 2: of how many, 3: lowest share, 4: highest share. */
					sprintf( __( '%1$d of %2$d (%3$s to %4$s)', 'aaia-chatbot' ), hits, of, percent( low ), percent( high ) )
				}
			</span>
		</>
	);
}
