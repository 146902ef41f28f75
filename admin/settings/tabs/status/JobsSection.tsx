import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { retryJobs } from '../../../data/status';
import { fullTime } from '../../../shared/times';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import type { FailedJob } from '../../../../src/wire/wire';

/** Tasks that were given up, each to be tried again. Not drawn while there are none and none was just tried. */
export function JobsSection( { failed, onTried }: { failed: readonly FailedJob[]; onTried: () => void } ) {
	const [ said, setSaid ] = useState< { ok: boolean; text: string } | null >( null );
	const [ busy, setBusy ] = useState( false );
	const retry = ( ids: readonly number[] ): void => {
		setBusy( true );
		retryJobs( ids ).then(
			( { tried } ) => {
				/* translators: %d: number of tasks. */
				const words = _n(
					'%d task is tried again within a minute.',
					'%d tasks are tried again within a minute.',
					tried,
					'aaia-chatbot'
				);
				setSaid( { ok: true, text: sprintf( words, tried ) } );
				onTried();
			},
			( failure: unknown ) => setSaid( { ok: false, text: asProblem( failure ).message } )
		).finally( () => setBusy( false ) );
	};
	if ( failed.length === 0 && said === null ) {
		return null;
	}
	return (
		<Section
			title={ __( 'Failed tasks', 'aaia-chatbot' ) }
			description={ __(
				'These were tried for two days and then given up. Fix the cause first. They are deleted after a month.',
				'aaia-chatbot'
			) }
		>
			{ said && <ActionNotice ok={ said.ok } sentences={ [ said.text ] } onRemove={ () => setSaid( null ) } /> }
			<ul className="aaia-status__list">
				{ failed.map( ( job ) => (
					<li key={ job.id }>
						<div>
							<code>{ job.handler }</code> <span className="aaia-status__quiet">{ fullTime( job.died_at ) }</span>
							<p>{ job.error }</p>
						</div>
						<Button
							variant="secondary"
							disabled={ busy }
							accessibleWhenDisabled
							aria-label={ /* translators: %s: name of a task. */ sprintf( __( 'Try again: %s', 'aaia-chatbot' ), job.handler ) }
							onClick={ () => retry( [ job.id ] ) }
						>
							{ __( 'Try again', 'aaia-chatbot' ) }
						</Button>
					</li>
				) ) }
			</ul>
			{ failed.length > 1 && (
				<Button
					variant="secondary"
					disabled={ busy }
					accessibleWhenDisabled
					onClick={ () => retry( failed.map( ( { id } ) => id ) ) }
				>
					{ __( 'Try all again', 'aaia-chatbot' ) }
				</Button>
			) }
		</Section>
	);
}
