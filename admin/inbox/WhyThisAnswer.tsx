import { Button, Modal, Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { AnswerMetrics } from '../../src/wire/wire';
import { asProblem } from '../data/api';
import { loadMetrics, recomputeMetrics } from '../data/metrics';
import { pageFacts } from '../data/page-facts';
import { AnswerFacts } from './AnswerFacts';
import { reasonWord } from './metrics-words';
import { RepeatedSearch } from './RepeatedSearch';
import { SentToModel } from './SentToModel';
import { SimilarList } from './SimilarList';
import { fullTime } from './times';

type Phase = { kind: 'loading' } | { kind: 'failed'; text: string } | { kind: 'shown'; metrics: AnswerMetrics };

/** The button on an answer that opens how it came about. */
export function WhyThisAnswer( { conversation, message }: { conversation: string; message: string } ) {
	const [ open, setOpen ] = useState( false );
	return (
		<p className="aaia-message__why">
			<Button variant="link" aria-haspopup="dialog" onClick={ () => setOpen( true ) }>{ __( 'Why this answer?', 'aaia-chatbot' ) }</Button>
			{ open && <Dialog conversation={ conversation } message={ message } onClose={ () => setOpen( false ) } /> }
		</p>
	);
}

function Dialog( { conversation, message, onClose }: { conversation: string; message: string; onClose: () => void } ) {
	const [ phase, setPhase ] = useState< Phase >( { kind: 'loading' } );
	const follow = ( request: Promise< AnswerMetrics > ): void => {
		setPhase( { kind: 'loading' } );
		request.then(
			( metrics ) => setPhase( { kind: 'shown', metrics } ),
			( failure ) => setPhase( { kind: 'failed', text: asProblem( failure ).message } )
		);
	};
	const reload = (): void => follow( loadMetrics( conversation, message ) );
	useEffect( reload, [ conversation, message ] );
	const busy = phase.kind === 'loading';
	return (
		<Modal title={ __( 'Why this answer?', 'aaia-chatbot' ) } onRequestClose={ onClose } size="large" className="aaia-why">
			<div className="aaia-why__columns">
				<div aria-busy={ busy } aria-live="polite">
					{ phase.kind === 'loading' && <Spinner /> }
					{ phase.kind === 'failed' && (
						<p className="aaia-why__mark is-bad" role="alert">
							{ phase.text }
						</p>
					) }
					{ phase.kind === 'shown' && <Shown conversation={ conversation } metrics={ phase.metrics } /> }
				</div>
				<SimilarList conversation={ conversation } message={ message } />
			</div>
			<div className="aaia-dialog__buttons">
				{ pageFacts().can.manage && (
					<Button
						__next40pxDefaultSize
						variant="tertiary"
						href={ `${ pageFacts().pages.improve }&tab=bench&part=new&conversation=${ conversation }&message=${ message }` }
					>
						{ __( 'Add to the test bench', 'aaia-chatbot' ) }
					</Button>
				) }
				<Button __next40pxDefaultSize variant="tertiary" disabled={ busy } accessibleWhenDisabled onClick={ reload }>
					{ __( 'Reload', 'aaia-chatbot' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					disabled={ busy }
					accessibleWhenDisabled
					onClick={ () => follow( recomputeMetrics( conversation, message ) ) }
				>
					{ __( 'Recompute', 'aaia-chatbot' ) }
				</Button>
				<Button __next40pxDefaultSize variant="primary" onClick={ onClose }>
					{ __( 'Close', 'aaia-chatbot' ) }
				</Button>
			</div>
		</Modal>
	);
}

function Shown( {
	conversation,
	metrics: { message, reason, made_at: made, details },
}: {
	conversation: string;
	metrics: AnswerMetrics;
} ) {
	if ( details === null ) {
		return <p>{ reason === null ? '' : reasonWord( reason ) }</p>;
	}
	const when = made === null ? '' : fullTime( made );
	return (
		<>
			<p className="aaia-why__mark">
				{ details.origin === 'recorded'
					? /* translators: %s: date and time. */
						sprintf( __( 'Recorded when the answer was given, %s.', 'aaia-chatbot' ), when )
					: /* translators: %s: date and time. */
						sprintf(
							__( 'Searched again with the index of %s: the assistant may have seen other passages that day.', 'aaia-chatbot' ),
							when
						) }
			</p>
			<AnswerFacts details={ details } />
			<SentToModel conversation={ conversation } message={ message } details={ details } />
			{ details.origin === 'recorded' && <RepeatedSearch conversation={ conversation } message={ message } /> }
		</>
	);
}
