import { __, sprintf } from '@wordpress/i18n';
import type { AnswerDetails, PromptPart, SentPrompt } from '../../src/wire/wire';
import { loadPrompt } from '../data/metrics';
import { Asking } from './Asking';

/** What the model was sent, word by word: asked for when somebody wants to see it. */
export function SentToModel( {
	conversation,
	message,
	details: { origin, sent, model, capped },
}: {
	conversation: string;
	message: string;
	details: AnswerDetails;
} ) {
	return (
		<section>
			<h2>{ __( 'What was sent to the model', 'aaia-chatbot' ) }</h2>
			{ capped && (
				<p className="aaia-why__mark is-bad">{ __( 'Your cost cap was reached, so the built-in assistant answered.', 'aaia-chatbot' ) }</p>
			) }
			{ sent && model === 'builtin' && (
				<p>
					{ __(
						'The model did not answer, so the built-in assistant did. This is what the model was sent.',
						'aaia-chatbot'
					) }
				</p>
			) }
			{ sent ? (
				<Asking label={ __( 'Show what was sent', 'aaia-chatbot' ) } ask={ () => loadPrompt( conversation, message ) }>
					{ ( { prompt } ) =>
						prompt === null ? <p>{ __( 'The question is no longer available.', 'aaia-chatbot' ) }</p> : <Prompt prompt={ prompt } />
					}
				</Asking>
			) : (
				<p>{ nothingSent( origin, model ) }</p>
			) }
		</section>
	);
}

function nothingSent( origin: AnswerDetails[ 'origin' ], model: string ): string {
	if ( origin === 'recorded' && model === 'builtin' ) {
		return __( 'Nothing left your site: the built-in assistant quotes the passages above.', 'aaia-chatbot' );
	}
	return __( 'What was sent was not recorded for this answer.', 'aaia-chatbot' );
}

function Prompt( { prompt: { exact, parts, tools } }: { prompt: SentPrompt } ) {
	return (
		<>
			<p className={ exact ? 'aaia-why__mark' : 'aaia-why__mark is-bad' }>
				{ exact
					? __( 'This is exactly what was sent.', 'aaia-chatbot' )
					: __( 'Some of what was sent is no longer available. What is shown is exact.', 'aaia-chatbot' ) }
			</p>
			{ tools.length > 0 && (
				<p>{ /* translators: %s: names of tools. */ sprintf( __( 'Tools it was offered: %s', 'aaia-chatbot' ), tools.join( ', ' ) ) }</p>
			) }
			<div className="aaia-why__prompt">
				{ parts.map( ( part, index ) => (
					<Part key={ index } part={ part } />
				) ) }
			</div>
		</>
	);
}

function Part( { part }: { part: PromptPart } ) {
	if ( part.text === null ) {
		return <p className="aaia-why__gone"><strong>{ partWord( part ) }</strong> { goneWord( part ) }</p>;
	}
	return (
		<details>
			<summary>{ partWord( part ) } <span className="aaia-why__notes" dir="auto">{ firstWords( part.text ) }</span></summary>
			<pre dir="auto" tabIndex={ 0 }>{ part.text }</pre>
		</details>
	);
}

/** Enough of a text to know it by. */
function firstWords( text: string ): string {
	const line = text.replace( /\s+/g, ' ' );
	return line.length > 70 ? `${ line.slice( 0, 70 ) }…` : line;
}

function partWord( { kind, number }: PromptPart ): string {
	switch ( kind ) {
		case 'instructions': return __( 'Instructions', 'aaia-chatbot' );
		case 'rules': return __( 'Rules', 'aaia-chatbot' );
		/* translators: %d: number of a passage. */
		case 'passage': return sprintf( __( 'Passage %d', 'aaia-chatbot' ), number ?? 0 );
		case 'user': return __( 'Visitor', 'aaia-chatbot' );
		case 'assistant': return __( 'Assistant', 'aaia-chatbot' );
		case 'question': return __( 'Question', 'aaia-chatbot' );
	}
}

function goneWord( { kind }: PromptPart ): string {
	switch ( kind ) {
		case 'passage':
			return __( 'No longer available: the page was removed, or its version of that day is no longer kept.', 'aaia-chatbot' );
		case 'user':
			return __( 'Earlier messages have changed since.', 'aaia-chatbot' );
		default:
			return __( 'No longer kept.', 'aaia-chatbot' );
	}
}
