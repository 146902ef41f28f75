import { Button, Notice, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadDelivery } from '../../../data/alerts';
import { useLoaded } from '../../../shared/use-loaded';
import { attemptName, moment, purposeName, stateName } from './words';
import type { Delivery } from '../../../../src/wire/wire';

const TONES: Record< Delivery[ 'state' ], string > = { queued: 'wait', sending: 'wait', sent: 'good', failed: 'bad', bundled: 'quiet' };

/** One delivery: to whom, how it fares, and every attempt on demand. */
export function LogRow( { delivery, onRetry }: { delivery: Delivery; onRetry: ( id: string ) => void } ) {
	const [ open, setOpen ] = useState( false );
	const waits = delivery.state === 'queued' && delivery.next_attempt_at !== null;
	return (
		<li className="aaia-rules__rule" data-state={ delivery.state }>
			<div>
				<span className="aaia-chip" data-tone={ TONES[ delivery.state ] }>
					{ stateName( delivery.state ) }
				</span>{ ' ' }
				<strong dir="ltr">{ delivery.recipient }</strong>
				<p>
					{ purposeName( delivery.purpose ) } · <time dateTime={ delivery.created_at }>{ moment( delivery.created_at ) }</time>
					{ delivery.conversation !== null && (
						<>
							{ ' ' }
							·{ ' ' }
							<a href={ `admin.php?page=aaia-conversations&conversation=${ encodeURIComponent( delivery.conversation ) }` }>
								{ __( 'Open the conversation', 'aaia-chatbot' ) }
							</a>
						</>
					) }
				</p>
				{ delivery.explanation !== null && (
					<p className="aaia-rules__fault">
						{ delivery.explanation } <code dir="ltr">{ delivery.error }</code>
					</p>
				) }
				{ waits && delivery.attempts > 0 && (
					<p>
						{
							/* translators: %s: date and time. */
							sprintf( __( 'Next attempt: %s', 'aaia-chatbot' ), moment( delivery.next_attempt_at ) )
						}
					</p>
				) }
				{ open && <Attempts id={ delivery.id } /> }
			</div>
			<div className="aaia-rules__buttons">
				{ ( delivery.state === 'failed' || delivery.state === 'queued' ) && (
					<Button size="compact" variant="secondary" onClick={ () => onRetry( delivery.id ) }>
						{ __( 'Try again now', 'aaia-chatbot' ) }
					</Button>
				) }
				{ delivery.attempts > 0 && (
					<Button size="compact" variant="tertiary" aria-expanded={ open } onClick={ () => setOpen( ! open ) }>
						{ __( 'Attempts', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</li>
	);
}

/** Every attempt with its reason, oldest first. */
function Attempts( { id }: { id: string } ) {
	const { value, problem } = useLoaded( useCallback( () => loadDelivery( id ), [ id ] ) );
	if ( problem !== '' ) {
		return <Notice status="error" isDismissible={ false }>{ problem }</Notice>;
	}
	return value === null ? <Spinner /> : (
		<ol className="aaia-attempts">
			{ value.attempts.map( ( attempt, index ) => (
				<li key={ index }>
					<time dateTime={ attempt.started_at ?? '' }>{ moment( attempt.started_at ) }</time>: { attemptName( attempt.outcome ) }
					{ attempt.reason !== null && <> <code dir="ltr">{ attempt.reason }</code></> }
				</li>
			) ) }
		</ol>
	);
}
