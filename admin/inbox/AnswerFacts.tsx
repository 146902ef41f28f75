import { __, sprintf } from '@wordpress/i18n';
import type { AnswerDetails, RankedPassage, SentenceSupport } from '../../src/wire/wire';
import { pageFacts } from '../data/page-facts';
import { safeHref } from '../shared/safe-href';
import { actionWord, duration, figure, flagWord, money, percent } from './metrics-words';

/** Sentences with less than this share of their words in a passage are marked. */
const WEAK = 0.5;

/** How an answer came about: what was found, what of it was used, what was checked, how long it took. */
export function AnswerFacts( { details }: { details: AnswerDetails } ) {
	return (
		<>
			<p className="aaia-why__question">
				<strong>{ __( 'Question', 'aaia-chatbot' ) }</strong> <q dir="auto">{ details.question }</q>
			</p>
			{ details.searched !== '' && details.searched !== details.question && (
				<p className="aaia-why__question">
					<strong>{ __( 'Searched for', 'aaia-chatbot' ) }</strong> <q dir="auto">{ details.searched }</q>
				</p>
			) }
			{ details.refused && (
				<p className="aaia-why__mark is-bad">
					{ __( 'The assistant said it doesn’t know.', 'aaia-chatbot' ) }{ ' ' }
					{ pageFacts().can.manage && <a href={ answerAddress( details.question ) }>{ __( 'Write the answer', 'aaia-chatbot' ) }</a> }
				</p>
			) }
			{ ! details.readable && <p className="aaia-why__mark is-bad">{ __( 'The index could not be read.', 'aaia-chatbot' ) }</p> }
			<Passages passages={ details.passages } />
			<Sentences sentences={ details.sentences } support={ details.support } />
			<Flags details={ details } />
			<Figures details={ details } />
		</>
	);
}

/** Where owners write the answer to a question. */
function answerAddress( question: string ): string {
	const asked = encodeURIComponent( question.slice( 0, 500 ) );
	return `${ pageFacts().pages.settings }&tab=knowledge&question=${ asked }#aaia-knowledge-answers`;
}

function Passages( { passages }: { passages: readonly RankedPassage[] } ) {
	const best = Math.max( ...passages.map( ( { score } ) => score ), 0 );
	return (
		<section>
			<h2>{ __( 'Passages found', 'aaia-chatbot' ) }</h2>
			{ passages.length === 0 ? <p>{ __( 'No passage shares a word with the question.', 'aaia-chatbot' ) }</p> : (
				<ol className="aaia-why__passages">
					{ passages.map( ( passage ) => (
						<li key={ passage.chunk } className={ passage.in_prompt ? '' : 'is-left-out' }>
							<Title passage={ passage } />
							<Bar share={ best > 0 ? passage.score / best : 0 } />
							<span className="aaia-why__notes">{ passageNotes( passage ).join( ' · ' ) }</span>
						</li>
					) ) }
				</ol>
			) }
		</section>
	);
}

function Title( { passage: { title, url, document } }: { passage: RankedPassage } ) {
	const href = safeHref( url );
	const text = title || document;
	return href === null ? (
		<span dir="auto">{ text }</span>
	) : (
		<a href={ href } target="_blank" rel="nofollow ugc noopener noreferrer" dir="auto">
			{ text }
		</a>
	);
}

function passageNotes( { score, confidence, in_prompt: given, cited }: RankedPassage ): string[] {
	return [
		/* translators: %s: a number. */
		sprintf( __( 'Score %s', 'aaia-chatbot' ), figure( score ) ),
		/* translators: %s: a percentage. */
		sprintf( __( 'covers %s of the question', 'aaia-chatbot' ), percent( confidence ) ),
		given ? __( 'given to the model', 'aaia-chatbot' ) : __( 'not given to the model: only the best six are', 'aaia-chatbot' ),
		...( cited ? [ __( 'cited', 'aaia-chatbot' ) ] : [] ),
	];
}

function Bar( { share }: { share: number } ) {
	return (
		<span className="aaia-why__bar" aria-hidden="true">
			<span style={ { width: `${ Math.round( 100 * Math.min( 1, Math.max( 0, share ) ) ) }%` } } />
		</span>
	);
}

function Sentences( { sentences, support }: { sentences: readonly SentenceSupport[]; support: number | null } ) {
	if ( sentences.length === 0 ) {
		return null;
	}
	return (
		<section>
			<h2>{ __( 'Support for each sentence', 'aaia-chatbot' ) }</h2>
			{ support !== null && (
				<p>
					{
						/* translators: %s: a percentage. */ sprintf(
							__( 'On average, %s of a sentence’s words appear in its best passage.', 'aaia-chatbot' ),
							percent( support )
						)
					}
				</p>
			) }
			<ul className="aaia-why__sentences">
				{ sentences.map( ( sentence, index ) => (
					<li key={ index } className={ sentence.support < WEAK ? 'is-weak' : '' }>
						<span dir="auto">{ sentence.text || '…' }</span>
						<Bar share={ sentence.support } />
						<span className="aaia-why__notes">
							{ sentence.passage === null
								? __( 'in no passage', 'aaia-chatbot' )
								: /* translators: 1: a percentage, 2: number of a passage. */ sprintf(
										__( '%1$s in passage %2$d', 'aaia-chatbot' ),
										percent( sentence.support ),
										sentence.passage
									) }
						</span>
					</li>
				) ) }
			</ul>
		</section>
	);
}

function Flags( { details: { flags, action } }: { details: AnswerDetails } ) {
	return (
		<section>
			<h2>{ __( 'Checks', 'aaia-chatbot' ) }</h2>
			{ flags.length === 0 ? (
				<p>{ __( 'Every figure and address in the answer appears in the passages or the conversation.', 'aaia-chatbot' ) }</p>
			) : (
				<>
					<p className="aaia-why__mark is-bad">{ __( 'Found neither in the passages nor in the conversation:', 'aaia-chatbot' ) }</p>
					<ul className="aaia-why__flags">
						{ flags.map( ( { kind, value } ) => (
							<li key={ `${ kind } ${ value }` }>
								{ flagWord( kind ) } <b dir="auto">{ value }</b>
							</li>
						) ) }
					</ul>
					<p>{ actionWord( action ) }</p>
				</>
			) }
		</section>
	);
}

function Figures( { details: { origin, model, times, tokens, cost } }: { details: AnswerDetails } ) {
	const rows: Array< [ string, string ] > = [
		[ __( 'Model', 'aaia-chatbot' ), model === 'builtin' ? __( 'Built-in', 'aaia-chatbot' ) : model || '–' ],
		[ __( 'Search time', 'aaia-chatbot' ), duration( times.retrieve ) ],
		[ __( 'First word', 'aaia-chatbot' ), duration( times.first ) ],
		[ __( 'Full answer', 'aaia-chatbot' ), duration( times.total ) ],
		...( tokens && tokens.input + tokens.output > 0
			? [
					[ __( 'Input and output tokens', 'aaia-chatbot' ), `${ figure( tokens.input ) } / ${ figure( tokens.output ) }` ] satisfies [
						string,
						string
					],
			]
			: [] ),
		...( origin === 'recorded'
			? [
					[
						__( 'Cost', 'aaia-chatbot' ),
						cost === null ? __( 'Unknown: no price or no token count', 'aaia-chatbot' ) : money( cost ),
					] satisfies [ string, string ],
			]
			: [] ),
	];
	return (
		<section>
			<h2>{ __( 'Model and times', 'aaia-chatbot' ) }</h2>
			<dl className="aaia-why__figures">
				{ rows.map( ( [ name, value ] ) => (
					<div key={ name }>
						<dt>{ name }</dt>
						<dd>{ value }</dd>
					</div>
				) ) }
			</dl>
		</section>
	);
}
