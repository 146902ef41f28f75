import { __, _n, sprintf } from '@wordpress/i18n';
import type { RankedPassage, Repetition } from '../../src/wire/wire';
import { repeatSearch } from '../data/metrics';
import { Asking } from './Asking';
import { figure } from './metrics-words';

/** Scores that differ by less are the same: they are kept with three decimals. */
const SAME = 0.0015;

/** The search of an answer's day once more, beside what was recorded then and what is found today. */
export function RepeatedSearch( { conversation, message }: { conversation: string; message: string } ) {
	return (
		<section>
			<h2>{ __( 'That day’s search', 'aaia-chatbot' ) }</h2>
			<Asking label={ __( 'Repeat that day’s search', 'aaia-chatbot' ) } ask={ () => repeatSearch( conversation, message ) }>
				{ ( { repetition } ) =>
					repetition === null ? <p>{ __( 'Nothing was recorded that day.', 'aaia-chatbot' ) }</p> : <Compared repetition={ repetition } />
				}
			</Asking>
		</section>
	);
}

function Compared( { repetition }: { repetition: Repetition } ) {
	const { then, repeated, now } = repetition;
	const documents = [ ...new Set( [ ...then, ...repeated, ...now ].map( ( { document } ) => document ) ) ];
	return (
		<>
			{ sentences( repetition ).map( ( sentence ) => (
				<p key={ sentence } className="aaia-why__mark">
					{ sentence }
				</p>
			) ) }
			<div className="aaia-why__scroll" role="region" aria-label={ __( 'Passages then and now', 'aaia-chatbot' ) } tabIndex={ 0 }>
				<table className="aaia-why__table">
					<thead>
						<tr>
							<th scope="col">{ __( 'Page', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Recorded then', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Repeated', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Today', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ documents.map( ( document ) => (
							<tr key={ document }>
								<th scope="row" dir="auto">
									{ [ ...then, ...repeated, ...now ].find( ( passage ) => passage.document === document )?.title || document }
								</th>
								{ [ then, repeated, now ].map( ( passages, index ) => (
									<td key={ index }>{ place( passages, document ) }</td>
								) ) }
							</tr>
						) ) }
					</tbody>
				</table>
			</div>
		</>
	);
}

function place( passages: readonly RankedPassage[], document: string ): string {
	const passage = passages.find( ( one ) => one.document === document );
	/* translators: 1: rank, such as 3, 2: score. */
	return passage ? sprintf( __( '%1$d. (%2$s)', 'aaia-chatbot' ), passage.rank, figure( passage.score ) ) : '–';
}

/** Whether both found the same documents with the same scores. */
function isSame( one: readonly RankedPassage[], other: readonly RankedPassage[] ): boolean {
	const scores = new Map( other.map( ( { document, score } ) => [ document, score ] ) );
	return (
		one.length === other.length && one.every( ( { document, score } ) => Math.abs( ( scores.get( document ) ?? Infinity ) - score ) < SAME )
	);
}

function sentences( { then, repeated, now, restored, hidden, removed, lost }: Repetition ): string[] {
	const same = isSame( then, repeated );
	return [
		...( same ? [ __( 'The repeated search finds the same passages with the same scores.', 'aaia-chatbot' ) ] : [] ),
		...( same && isSame( then, now ) ? [ __( 'So does today’s.', 'aaia-chatbot' ) ] : [] ),
		...( restored > 0
			? [
					sprintf(
						/* translators: %d: number of pages. */
						_n(
							'%d page has changed since; its version of that day was used.',
							'%d pages have changed since; their versions of that day were used.',
							restored,
							'aaia-chatbot'
						),
						restored
					),
			]
			: [] ),
		...( hidden > 0
			/* translators: %d: number of pages. */
			? [ sprintf( _n( '%d newer page was left out.', '%d newer pages were left out.', hidden, 'aaia-chatbot' ), hidden ) ]
			: [] ),
		...( removed > 0
			? [
					sprintf(
						/* translators: %d: number of pages. */
						_n(
							'%d page has been removed since; its text is deleted and missing here.',
							'%d pages have been removed since; their text is deleted and missing here.',
							removed,
							'aaia-chatbot'
						),
						removed
					),
			]
			: [] ),
		...( lost > 0
			? [
					sprintf(
						/* translators: %d: number of pages. */
						_n(
							'The earlier version of %d page is no longer kept, so its current text was used.',
							'The earlier versions of %d pages are no longer kept, so their current text was used.',
							lost,
							'aaia-chatbot'
						),
						lost
					),
			]
			: [] ),
		...( ! same && removed + lost === 0
			? [
					__(
						'The results differ although no page has changed: pages have been excluded or boosted since, the search has improved, or your site also searches by meaning, which is not repeated.',
						'aaia-chatbot'
					),
			]
			: [] ),
	];
}
