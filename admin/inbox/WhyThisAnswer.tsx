import { Button, Modal, Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { AnswerMetrics, StaffReview } from '../../src/wire/wire';
import { asProblem } from '../data/api';
import { loadMetrics, recomputeMetrics } from '../data/metrics';
import type { Verdict } from '../data/reviews';
import { ReviewForm } from '../shared/review/ReviewForm';
import { ReviewLine } from '../shared/review/ReviewMenu';
import { AnswerFacts } from './AnswerFacts';
import { reasonWord } from './metrics-words';
import { RepeatedSearch } from './RepeatedSearch';
import { SentToModel } from './SentToModel';
import { SimilarList } from './SimilarList';
import { fullTime } from './times';

type Phase = { kind: 'loading' } | { kind: 'failed'; text: string } | { kind: 'shown'; metrics: AnswerMetrics };

interface Answer {
	conversation: string;
	message: string;
	/** What staff say of the answer; null for those who may not judge. */
	reviewed?: { review: StaffReview | null; onSave: ( verdict: Verdict | null, note: string ) => Promise< unknown > } | null;
}

/** The button on an answer that opens how it came about. */
export function WhyThisAnswer( answer: Answer ) {
	const [ open, setOpen ] = useState( false );
	return (
		<>
			<Button variant="link" aria-haspopup="dialog" onClick={ () => setOpen( true ) }>{ __( 'Why this answer?', 'aaia-chatbot' ) }</Button>
			{ open && <Dialog { ...answer } onClose={ () => setOpen( false ) } /> }
		</>
	);
}

function Dialog( { conversation, message, reviewed = null, onClose }: Answer & { onClose: () => void } ) {
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
					{ phase.kind === 'shown' && reviewed && (
						<section className="aaia-why__review">
							<h2>{ __( 'Verdict', 'aaia-chatbot' ) }</h2>
							{ reviewed.review && <ReviewLine review={ reviewed.review } /> }
							<ReviewForm key={ reviewed.review?.at ?? '' } { ...reviewed } />
						</section>
					) }
				</div>
				<SimilarList conversation={ conversation } message={ message } />
			</div>
			<div className="aaia-dialog__buttons">
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
