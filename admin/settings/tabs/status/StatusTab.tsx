import './status.css';
import { Button, Notice, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { loadStatus, loadStatusFile } from '../../../data/status';
import { saveFile } from '../../../shared/save-file';
import { fullTime } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import { Section } from '../../Section';
import { ConnectionSection } from './ConnectionSection';
import { JobsSection } from './JobsSection';
import { LogSection } from './LogSection';
import type { StatusReport } from '../../../../src/wire/wire';

/** Status: one line when all is well, otherwise the problems first; then what was measured, and the log. */
export function StatusTab() {
	const { value, problem, reload } = useLoaded( useCallback( loadStatus, [] ) );
	return (
		<>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && <Spinner /> }
			{ value !== null && (
				<>
					<Summary report={ value } onCheck={ reload } />
					<JobsSection failed={ value.jobs } onTried={ reload } />
					<ConnectionSection />
					<Section title={ __( 'Figures', 'aaia-chatbot' ) } description={ __( 'Measured when this page was opened.', 'aaia-chatbot' ) }>
						{ value.groups.map( ( group ) => (
							<div key={ group.name } className="aaia-status__group">
								<h3>{ group.title }</h3>
								<dl>
									{ group.rows.map( ( row ) => (
										<div key={ row.name }>
											<dt>{ row.label }</dt>
											<dd>{ row.value }</dd>
										</div>
									) ) }
								</dl>
							</div>
						) ) }
					</Section>
					<LogSection />
				</>
			) }
		</>
	);
}

/** Whether all is well, the problems, and the file for support. */
function Summary( { report, onCheck }: { report: StatusReport; onCheck: () => void } ) {
	const [ failure, setFailure ] = useState( '' );
	const bad = report.problems.length;
	const download = (): void => {
		setFailure( '' );
		loadStatusFile().then(
			( blob ) => saveFile( blob, `aaia-chatbot-${ report.checked_at.slice( 0, 10 ) }.txt` ),
			( thrown: unknown ) => setFailure( asProblem( thrown ).message )
		);
	};
	return (
		<div className="aaia-status">
			<h2 className="aaia-status__verdict" data-tone={ bad === 0 ? 'good' : 'bad' }>
				{ bad === 0
					? __( 'All is well.', 'aaia-chatbot' )
					: /* translators: %d: number of problems. */
						sprintf( _n( '%d problem to look at', '%d problems to look at', bad, 'aaia-chatbot' ), bad ) }
			</h2>
			{ report.problems.map( ( one ) => (
				<Notice key={ one.name } status={ one.critical ? 'error' : 'warning' } isDismissible={ false } spokenMessage="">
					<strong>{ one.title }</strong>
					<p>{ one.sentence }</p>
				</Notice>
			) ) }
			<div className="aaia-status__actions">
				<Button __next40pxDefaultSize variant="secondary" onClick={ onCheck }>
					{ __( 'Check again', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="secondary" onClick={ download }>
					{ __( 'Download for support', 'aaia-chatbot' ) }
				</Button>
				<span className="aaia-status__quiet">
					{ /* translators: %s: date and time. */ sprintf( __( 'Checked %s.', 'aaia-chatbot' ), fullTime( report.checked_at ) ) }{ ' ' }
					{ __( 'The file has no keys and no personal data.', 'aaia-chatbot' ) }
				</span>
			</div>
			{ failure !== '' && (
				<Notice status="error" onRemove={ () => setFailure( '' ) }>
					{ failure }
				</Notice>
			) }
		</div>
	);
}
