import { Button, Notice, Spinner } from '@wordpress/components';
import { useEffect, useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { listGaps } from '../../../data/gaps';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { count } from './words';

/** The most harmful gaps, with the way to write the answer. Causes and tasks are under Improve. */
export function GapsSection( { changes, onWrite }: { changes: number; onWrite: ( question: string ) => void } ) {
	const { value, problem, reload } = useLoaded( listGaps );
	const known = useRef( changes );
	useEffect( () => {
		// An answer may have been written.
		if ( changes !== known.current ) {
			known.current = changes;
			reload();
		}
	}, [ changes, reload ] );
	return (
		<Section
			title={ __( 'Questions without an answer', 'aaia-chatbot' ) }
			description={ __(
				'What the assistant does not answer, or answers badly, the most harmful first. Causes and tasks are under Improve.',
				'aaia-chatbot'
			) }
		>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && <Spinner /> }
			{ value?.items.length === 0 && <p>{ __( 'The assistant had an answer to everything.', 'aaia-chatbot' ) }</p> }
			{ value !== null && value.items.length > 0 && (
				<ul className="aaia-library">
					{ value.items.map( ( { question, count: times, conversation } ) => (
						<li key={ question }>
							<div>
								<strong dir="auto">{ question }</strong>
								<p className="aaia-library__facts">
									{ sprintf( /* translators: %s: a number. */ _n( 'asked once', 'asked %s times', times, 'aaia-chatbot' ), count( times ) ) }
								</p>
							</div>
							<div className="aaia-library__acts">
								<Button
									size="compact"
									variant="secondary"
									aria-label={ sprintf( /* translators: %s: a question. */ __( 'Write the answer to “%s”', 'aaia-chatbot' ), question ) }
									onClick={ () => onWrite( question ) }
								>
									{ __( 'Write the answer', 'aaia-chatbot' ) }
								</Button>
								<Button
									size="compact"
									variant="tertiary"
									href={ `admin.php?page=aaia-conversations&conversation=${ encodeURIComponent( conversation ) }` }
								>
									{ __( 'Open the conversation', 'aaia-chatbot' ) }
								</Button>
							</div>
						</li>
					) ) }
				</ul>
			) }
		</Section>
	);
}
