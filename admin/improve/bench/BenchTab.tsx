import { useCallback, useEffect, useState } from '@wordpress/element';
import { speak } from '@wordpress/a11y';
import { __ } from '@wordpress/i18n';
import { Notice, Spinner } from '@wordpress/components';
import { loadRuns } from '../../data/tests';
import { usePlace } from '../../shared/place';
import { useLoaded } from '../../shared/use-loaded';
import { AutomaticRuns } from './AutomaticRuns';
import { CasesSection } from './CasesSection';
import { RunBox } from './RunBox';
import { RunsList } from './RunsList';
import { RunView } from './RunView';

/** How often a run that goes on is looked at. Milliseconds. */
const LOOK = 2_000;

/** The test bench: cases, runs, and one run when the address names it. */
export function BenchTab() {
	const { part } = usePlace();
	return part.startsWith( 'run-' ) ? <RunView key={ part } id={ part.slice( 4 ) } /> : <Overview />;
}

function Overview() {
	const [ cursor, setCursor ] = useState< string | null >( null );
	const runs = useLoaded( useCallback( () => loadRuns( cursor ), [ cursor ] ) );
	const { reload } = runs;
	const live = runs.value?.live?.id ?? null;
	const [ ended, setEnded ] = useState( 0 );
	useEffect( () => {
		if ( live === null ) {
			return undefined;
		}
		const timer = setInterval( reload, LOOK );
		return () => {
			clearInterval( timer );
			speak( __( 'The run has ended.', 'aaia-chatbot' ) );
			setEnded( ( before ) => before + 1 );
		};
	}, [ live, reload ] );
	return (
		<div className="aaia-bench">
			<p className="aaia-bench__about">
				{ __(
					'Questions with what you expect of the answer. Run them before and after a change: you see what got better or worse before visitors do. A run leaves no conversation and no figure behind.',
					'aaia-chatbot'
				) }
			</p>
			{ runs.problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ runs.problem }
				</Notice>
			) }
			{ runs.value === null && runs.problem === '' && <Spinner /> }
			{ runs.value && <RunBox runs={ runs.value } onChange={ reload } /> }
			<CasesSection again={ ended } />
			{ runs.value && runs.value.items.length > 0 && <RunsList runs={ runs.value } first={ cursor === null } onPage={ setCursor } /> }
			<AutomaticRuns paid={ runs.value !== null && ! runs.value.free } />
		</div>
	);
}
