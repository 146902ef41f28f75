import { Notice, SelectControl, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { ignoreFinding, loadFindings } from '../../../data/health';
import { FindingCard } from '../../../shared/FindingCard';
import { ToggleField } from '../../fields/fields';
import { Pager } from '../../Pager';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { count } from './words';
import type { FindingFilter } from '../../../data/health';
import type { KnowledgeFinding, KnowledgeHealth } from '../../../../src/wire/wire';

const FIRST: FindingFilter = { kind: '', ignored: false, cursor: null };

/** Problems of the pages that the assistant answers from: dead links, outdated dates, contradictions. */
export function HealthSection( { changes }: { changes: number } ) {
	const [ filter, setFilter ] = useState< FindingFilter >( FIRST );
	const page = useLoaded( useCallback( () => loadFindings( filter ), [ filter ] ) );
	const { reload } = page;
	const [ problem, setProblem ] = useState( '' );

	useEffect( () => {
		if ( changes > 0 ) {
			reload();
		}
	}, [ changes, reload ] );

	const ignore = ( finding: KnowledgeFinding ): void => {
		if ( finding.id === null ) {
			return;
		}
		ignoreFinding( finding.id, ! finding.ignored ).then( () => {
			speak(
				finding.ignored
					? __( 'Back in the list.', 'aaia-chatbot' )
					: __( 'Ignored until the text of the page changes.', 'aaia-chatbot' )
			);
			reload();
		}, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};

	return (
		<Section
			title={ __( 'Health', 'aaia-chatbot' ) }
			description={ __(
				'The assistant repeats what is wrong on a page: dead links, outdated dates, and pages that contradict each other on a price, date, delay, phone number or e-mail address. What you fix leaves this list automatically.',
				'aaia-chatbot'
			) }
		>
			{ [ page.problem, problem ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" onRemove={ () => setProblem( '' ) }>
					{ sentence }
				</Notice>
			) ) }
			{ page.value === null && page.problem === '' && <Spinner /> }
			{ page.value !== null && <Counts health={ page.value } /> }
			<div className="aaia-try">
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'What', 'aaia-chatbot' ) }
					value={ filter.kind }
					options={ kinds() }
					onChange={ ( kind ) => setFilter( { ...filter, kind: kind as FindingFilter[ 'kind' ], cursor: null } ) }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'State', 'aaia-chatbot' ) }
					value={ filter.ignored ? 'ignored' : 'open' }
					options={ [
						{ value: 'open', label: __( 'To fix', 'aaia-chatbot' ) },
						{ value: 'ignored', label: __( 'Ignored', 'aaia-chatbot' ) },
					] }
					onChange={ ( shown ) => setFilter( { ...filter, ignored: shown === 'ignored', cursor: null } ) }
				/>
			</div>
			{ page.value?.items.length === 0 && (
				<p>
					{ filter.ignored || filter.kind !== ''
						? __( 'Nothing matches.', 'aaia-chatbot' )
						: __( 'No problems found.', 'aaia-chatbot' ) }
				</p>
			) }
			<ul className="aaia-findings">
				{ ( page.value?.items ?? [] ).map( ( finding ) => (
					<FindingCard key={ finding.id } finding={ finding } onIgnore={ ignore } />
				) ) }
			</ul>
			<Pager cursor={ filter.cursor } next={ page.value?.next_cursor } onGo={ ( cursor ) => setFilter( { ...filter, cursor } ) } />
			<ToggleField setting="knowledge_check_links" label={ __( 'Check links to other sites', 'aaia-chatbot' ) } />
		</Section>
	);
}

function Counts( { health }: { health: KnowledgeHealth } ) {
	const { counts, waiting, documents } = health;
	return (
		<>
			<dl className="aaia-totals">
				<div>
					<dt>{ __( 'Dead links', 'aaia-chatbot' ) }</dt>
					<dd>{ count( counts.link ) }</dd>
				</div>
				<div>
					<dt>{ __( 'Outdated dates', 'aaia-chatbot' ) }</dt>
					<dd>{ count( counts.expired ) }</dd>
				</div>
				<div>
					<dt>{ __( 'Contradictions', 'aaia-chatbot' ) }</dt>
					<dd>{ count( counts.contradiction ) }</dd>
				</div>
				<div>
					<dt>{ __( 'Ignored', 'aaia-chatbot' ) }</dt>
					<dd>{ count( counts.ignored ) }</dd>
				</div>
			</dl>
			{ waiting > 0 && (
				<p className="aaia-try__summary">
					{ sprintf(
						/* translators: 1: number of documents not looked over yet, 2: of all. */ _n(
							'%1$s of %2$s document still to be checked. This continues automatically.',
							'%1$s of %2$s documents still to be checked. This continues automatically.',
							documents,
							'aaia-chatbot'
						),
						count( waiting ),
						count( documents )
					) }
				</p>
			) }
		</>
	);
}

function kinds(): Array< { value: FindingFilter[ 'kind' ]; label: string } > {
	return [
		{ value: '', label: __( 'Everything', 'aaia-chatbot' ) },
		{ value: 'link', label: __( 'Dead links', 'aaia-chatbot' ) },
		{ value: 'expired', label: __( 'Outdated dates', 'aaia-chatbot' ) },
		{ value: 'contradiction', label: __( 'All contradictions', 'aaia-chatbot' ) },
		{ value: 'price', label: __( 'Two prices', 'aaia-chatbot' ) },
		{ value: 'date', label: __( 'Two dates', 'aaia-chatbot' ) },
		{ value: 'delay', label: __( 'Two delays', 'aaia-chatbot' ) },
		{ value: 'phone', label: __( 'Two phone numbers', 'aaia-chatbot' ) },
		{ value: 'email', label: __( 'Two e-mail addresses', 'aaia-chatbot' ) },
	];
}
