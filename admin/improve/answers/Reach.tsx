import { __, _n, sprintf } from '@wordpress/i18n';
import type { ReachPreview } from '../../../src/wire/wire';
import { pageFacts } from '../../data/page-facts';

const outcomeWord = ( outcome: ReachPreview[ 'changes' ][ number ][ 'outcome' ] ): string =>
	( {
		better: __( 'Better', 'aaia-chatbot' ),
		worse: __( 'Worse', 'aaia-chatbot' ),
		different: __( 'Different', 'aaia-chatbot' ),
	} )[ outcome ];

/** What earlier questions would get with an answer that is not published yet. */
export function Reach( { reach }: { reach: ReachPreview } ) {
	const changed = reach.better + reach.worse + reach.different;
	return (
		<section className="aaia-reach" aria-label={ __( 'Earlier questions', 'aaia-chatbot' ) }>
			{ reach.done < reach.total && (
				<progress value={ reach.done } max={ reach.total } aria-label={ __( 'Questions asked again', 'aaia-chatbot' ) } />
			) }
			<p role="status">
				<strong>
					{ sprintf(
						/* translators: %d: a number of questions. */
						_n(
							'Of the questions of the last 90 days, %d would be answered differently.',
							'Of the questions of the last 90 days, %d would be answered differently.',
							changed,
							'aaia-chatbot'
						),
						changed
					) }
				</strong>
				{ ' ' }
				{ reach.worse > 0
					? sprintf(
						/* translators: %d: a number of questions. */
						_n( '%d worse: this one.', '%d worse: these.', reach.worse, 'aaia-chatbot' ),
						reach.worse
					)
					: __( 'None worse.', 'aaia-chatbot' ) }
				{ ' ' }
				{ sprintf(
					/* translators: 1: questions asked again so far, 2: all of them. */
					__( '%1$d of %2$d similar ones were asked again, without a model.', 'aaia-chatbot' ),
					reach.done,
					reach.total
				) }
			</p>
			{ reach.changes.map( ( change ) => (
				<details key={ change.conversation + change.question } open={ change.outcome === 'worse' }>
					<summary>
						<span className={ `aaia-reach__outcome is-${ change.outcome }` }>{ outcomeWord( change.outcome ) }</span>
						<span dir="auto">{ change.question }</span>
					</summary>
					<div className="aaia-reach__sides">
						<div>
							<h4>{ __( 'Now', 'aaia-chatbot' ) }</h4>
							<p dir="auto">{ change.before }</p>
						</div>
						<div>
							<h4>{ __( 'With this answer', 'aaia-chatbot' ) }</h4>
							<p dir="auto">{ change.after }</p>
						</div>
					</div>
					<a href={ `${ pageFacts().pages.inbox }&conversation=${ encodeURIComponent( change.conversation ) }` }>
						{ __( 'Open the conversation', 'aaia-chatbot' ) }
					</a>
				</details>
			) ) }
		</section>
	);
}
