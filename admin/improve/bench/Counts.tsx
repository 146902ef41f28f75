import { __, sprintf } from '@wordpress/i18n';
import type { TestRun } from '../../../src/wire/wire';
import { cases } from './words';

/** How a run ended, in words and signs that do not need colour. */
export function Counts( { run: { counts, total } }: { run: TestRun } ) {
	const bad = counts.failed + counts.gone;
	/* translators: %d: number of cases. */
	const better = sprintf( __( '▲ %d better', 'aaia-chatbot' ), counts.better );
	/* translators: %d: number of cases. */
	const worse = sprintf( __( '▼ %d worse', 'aaia-chatbot' ), counts.worse );
	return (
		<p className="aaia-bench__counts">
			<span>{ cases( total ) }:</span>
			<span>{ /* translators: %d: number of cases. */ sprintf( __( '✓ %d good', 'aaia-chatbot' ), counts.passed ) }</span>
			{ bad > 0 && <span>{ /* translators: %d: number of cases. */ sprintf( __( '✗ %d bad', 'aaia-chatbot' ), bad ) }</span> }
			{ counts.error > 0 && (
				<span>{ /* translators: %d: number of cases. */ sprintf( __( '%d without an answer', 'aaia-chatbot' ), counts.error ) }</span>
			) }
			{ counts.better > 0 && <span className="is-better">{ better }</span> }
			{ counts.worse > 0 && <span className="is-worse">{ worse }</span> }
			{ counts.same === total && total > 0 && <span>{ __( 'all as last time', 'aaia-chatbot' ) }</span> }
		</p>
	);
}
