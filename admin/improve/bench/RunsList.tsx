import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { TestRun, TestRuns } from '../../../src/wire/wire';
import { goTo } from '../../shared/place';
import { fullTime } from '../../shared/times';
import { Counts } from './Counts';
import { causeName, money, runTitle, stateSentence } from './words';

/** The runs so far, newest first. */
export function RunsList( { runs, first, onPage }: { runs: TestRuns; first: boolean; onPage: ( cursor: string | null ) => void } ) {
	return (
		<section aria-labelledby="aaia-bench-runs">
			<h2 id="aaia-bench-runs">{ __( 'Runs', 'aaia-chatbot' ) }</h2>
			<ul className="aaia-bench__list">
				{ runs.items.map( ( run ) => (
					<li key={ run.id }>
						<div>
							<strong>{ runTitle( run ) }</strong>{ ' ' }
							<span className="aaia-bench__quiet">{ facts( run ) }</span>
							<Counts run={ run } />
						</div>
						<Button
							size="compact"
							variant="secondary"
							aria-label={
								/* translators: %s: date and time of a run. */
								sprintf( __( 'Show the run of %s', 'aaia-chatbot' ), fullTime( run.created_at ) )
							}
							onClick={ () => goTo( { tab: 'bench', part: `run-${ run.id }` } ) }
						>
							{ __( 'Show', 'aaia-chatbot' ) }
						</Button>
					</li>
				) ) }
			</ul>
			<div className="aaia-bench__acts">
				{ ! first && (
					<Button __next40pxDefaultSize variant="tertiary" onClick={ () => onPage( null ) }>
						{ __( 'Back to the newest', 'aaia-chatbot' ) }
					</Button>
				) }
				{ runs.next_cursor !== null && (
					<Button __next40pxDefaultSize variant="secondary" onClick={ () => onPage( runs.next_cursor ) }>
						{ __( 'Older', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</section>
	);
}

/** When, who and what it cost. */
export function facts( run: TestRun ): string {
	return [
		fullTime( run.created_at ),
		causeName( run ),
		run.micro > 0 ? money( run.micro, run.currency ) : '',
		stateSentence( run ),
	].filter( ( fact ) => fact !== '' ).join( ' · ' );
}
