import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { exportMetrics } from '../data/metrics';
import type { Filter } from '../data/filter';

/** Saves how the answers of this list came about as a table. */
export function ExportAnswers( { filter }: { filter: Filter } ) {
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const save = (): void => {
		setBusy( true );
		setProblem( '' );
		exportMetrics( filter ).then( saveFile, ( failure ) => setProblem( asProblem( failure ).message ) ).finally( () => setBusy( false ) );
	};
	return (
		<div className="aaia-list__export">
			<Button variant="link" disabled={ busy } accessibleWhenDisabled aria-busy={ busy } onClick={ save }>
				{ __( 'Export answer details (CSV)', 'aaia-chatbot' ) }
			</Button>
			{ problem && <p role="alert">{ problem }</p> }
		</div>
	);
}

function saveFile( file: Blob ): void {
	const link = document.createElement( 'a' );
	link.href = URL.createObjectURL( file );
	link.download = 'aaia-answers.csv';
	link.click();
	window.setTimeout( () => URL.revokeObjectURL( link.href ), 10_000 );
}
