import { Spinner } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { parseMarkdown } from '../../src/markdown/parse';
import { plainText } from '../../src/markdown/plain-text';
import type { SimilarQuestion } from '../../src/wire/wire';
import { asProblem } from '../data/api';
import { loadSimilar } from '../data/metrics';
import { addressOf } from './address';
import { fullTime, shortTime } from './times';

type Phase = { kind: 'loading' } | { kind: 'failed'; text: string } | { kind: 'shown'; items: readonly SimilarQuestion[] };

/** What was answered to earlier questions like this one. */
export function SimilarList( { conversation, message }: { conversation: string; message: string } ) {
	const [ phase, setPhase ] = useState< Phase >( { kind: 'loading' } );
	useEffect( () => {
		let wanted = true;
		loadSimilar( conversation, message ).then(
			( { items } ) => wanted && setPhase( { kind: 'shown', items } ),
			( failure ) => wanted && setPhase( { kind: 'failed', text: asProblem( failure ).message } )
		);
		return () => {
			wanted = false;
		};
	}, [ conversation, message ] );
	return (
		<section className="aaia-why__similar" aria-busy={ phase.kind === 'loading' }>
			<h2>{ __( 'Similar earlier questions', 'aaia-chatbot' ) }</h2>
			{ phase.kind === 'loading' && <Spinner /> }
			{ phase.kind === 'failed' && (
				<p className="aaia-why__mark is-bad" role="alert">
					{ phase.text }
				</p>
			) }
			{ phase.kind === 'shown' && phase.items.length === 0 && <p>{ __( 'No earlier question is similar.', 'aaia-chatbot' ) }</p> }
			{ phase.kind === 'shown' && phase.items.length > 0 && (
				<ol>
					{ phase.items.map( ( item ) => (
						<Item key={ item.message } item={ item } />
					) ) }
				</ol>
			) }
		</section>
	);
}

function Item( { item: { conversation, question, asked_at: asked, times, answer } }: { item: SimilarQuestion } ) {
	return (
		<li>
			<a href={ addressOf( conversation ) } target="_blank" rel="noopener" dir="auto">
				{ question }
			</a>
			<p className="aaia-why__notes">
				<time dateTime={ asked } title={ fullTime( asked ) }>
					{ shortTime( asked ) }
				</time>
				{ [
					...( times > 1
						? [
							/* translators: %d: how often a question was asked. */ sprintf(
									_n( 'asked %d time', 'asked %d times', times, 'aaia-chatbot' ),
									times
								),
						]
						: [] ),
					...answerNotes( answer ),
				]
					.map( ( note ) => ` · ${ note }` )
					.join( '' ) }
			</p>
			{ answer && (
				<p className="aaia-why__answer" dir="auto">
					{ plainText( parseMarkdown( answer.text ) ) }
				</p>
			) }
		</li>
	);
}

function answerNotes( answer: SimilarQuestion[ 'answer' ] ): string[] {
	if ( answer === null ) {
		return [ __( 'not answered', 'aaia-chatbot' ) ];
	}
	return [
		answer.author === 'agent'
			? __( 'answered by a person', 'aaia-chatbot' )
			: answer.refused
			? __( 'the assistant did not know', 'aaia-chatbot' )
			: __( 'answered by the assistant', 'aaia-chatbot' ),
		...( answer.rating === 'up' ? [ __( 'rated helpful', 'aaia-chatbot' ) ] : [] ),
		...( answer.rating === 'down' ? [ __( 'rated not helpful', 'aaia-chatbot' ) ] : [] ),
	];
}
