import { Button, Spinner } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { Markdown } from '../../../shared/Markdown';
import { safeHref } from '../../../shared/safe-href';
import type { TriedAnswer } from '../../../../src/wire/wire';

/** What became of a question that was tried. */
export type Tried =
	| { kind: 'waiting' }
	| { kind: 'answered'; question: string; answer: TriedAnswer }
	| { kind: 'failed'; sentence: string };

/** An answer as the visitor would see it: its words, its sources, and the offer of a person. */
export function TriedAnswerCard( { tried, onWrite }: { tried: Tried; onWrite: ( question: string ) => void } ) {
	return (
		<section
			className="aaia-tried"
			aria-label={ __( 'The answer', 'aaia-chatbot' ) }
			aria-busy={ tried.kind === 'waiting' }
			aria-live="polite"
		>
			<h3>{ __( 'What the visitor sees', 'aaia-chatbot' ) }</h3>
			{ tried.kind === 'waiting' && <Spinner /> }
			{ tried.kind === 'failed' && <p className="aaia-field__error">{ tried.sentence }</p> }
			{ tried.kind === 'answered' && (
				<>
					<div className="aaia-tried__bubble">
						<Markdown text={ tried.answer.text } />
						<Sources sources={ tried.answer.sources } />
						{ tried.answer.offer_person && <span className="aaia-tried__person">{ __( 'Talk to a person', 'aaia-chatbot' ) }</span> }
					</div>
					<p className="aaia-tried__facts">
						{ writer( tried.answer.model ) }{ ' ' }
						{ ! tried.answer.complete && __( 'The answer was cut off.', 'aaia-chatbot' ) }
						{ tried.answer.refused && (
							<Button variant="link" onClick={ () => onWrite( tried.question ) }>
								{ __( 'Write the answer', 'aaia-chatbot' ) }
							</Button>
						) }
					</p>
				</>
			) }
		</section>
	);
}

function writer( model: string ): string {
	return model === '' || model === 'builtin'
		? __( 'Written by the built-in assistant.', 'aaia-chatbot' )
		: sprintf( /* translators: %s: name of a model. */ __( 'Written by %s.', 'aaia-chatbot' ), model );
}

function Sources( { sources }: { sources: TriedAnswer[ 'sources' ] } ) {
	if ( sources.length === 0 ) {
		return null;
	}
	return (
		<ul className="aaia-tried__sources" aria-label={ __( 'Sources', 'aaia-chatbot' ) }>
			{ sources.map( ( { title, url }, index ) => {
				const href = safeHref( url );
				return (
					<li key={ url + title } dir="auto">
						{ index + 1 } { href === null ? title : <a href={ href } target="_blank" rel="noopener noreferrer">{ title || url }</a> }
					</li>
				);
			} ) }
		</ul>
	);
}
