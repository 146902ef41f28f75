import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { FigureLink } from './FigureLink';
import { number, percent } from './format';
import { Scroll } from './Scroll';
import { OUTCOMES, outcomeName } from '../shared/figure-words';
import { outcomeMeaning } from './words';
import type { Insights } from '../../src/wire/wire';

/** How conversations ended: one bar, told apart by patterns as well, and a table with what each means. */
export function Outcomes( { insights }: { insights: Insights } ) {
	const id = useId().replaceAll( ':', '' );
	const { totals, previous } = insights;
	let at = 0;
	return (
		<>
			<svg className="aaia-outcomes" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">
				<defs>
					<pattern id={ `${ id }handled` } width="1.2" height="8" patternUnits="userSpaceOnUse">
						<rect width="1.2" height="8" className="is-handled" />
						<rect width="0.3" height="8" className="is-line" />
					</pattern>
					<pattern id={ `${ id }contradicted` } width="2" height="2" patternUnits="userSpaceOnUse">
						<rect width="2" height="2" className="is-contradicted" />
						<rect width="2" height="0.6" className="is-line" />
					</pattern>
				</defs>
				{ OUTCOMES.map( ( outcome ) => {
					const width = ( 100 * totals[ outcome ] ) / Math.max( 1, totals.conversations );
					const start = at;
					at += width;
					const isPattern = outcome === 'handled' || outcome === 'contradicted';
					return (
						<rect
							key={ outcome }
							className={ `is-${ outcome }` }
							x={ start }
							width={ width }
							height="8"
							{ ...( isPattern ? { style: { fill: `url(#${ id }${ outcome })` } } : {} ) }
						/>
					);
				} ) }
			</svg>
			<Scroll label={ __( 'How conversations ended', 'aaia-chatbot' ) }>
				<table className="aaia-table">
					<thead>
						<tr>
							<th scope="col">{ __( 'Outcome', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Conversations', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Share', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Before', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ OUTCOMES.map( ( outcome ) => (
							<tr key={ outcome }>
								<th scope="row">
									<span className={ `aaia-swatch is-${ outcome }` } aria-hidden="true" />
									{ outcomeName( outcome ) }
									<span className="aaia-table__note">{ outcomeMeaning( outcome ) }</span>
								</th>
								<td className="is-number">
									<FigureLink figure={ outcome } days={ insights } name={ outcomeName( outcome ) } count={ totals[ outcome ] }>
										{ number( totals[ outcome ] ) }
									</FigureLink>
								</td>
								<td className="is-number">{ percent( totals[ outcome ], totals.conversations ) }</td>
								<td className="is-number">{ percent( previous[ outcome ], previous.conversations ) }</td>
							</tr>
						) ) }
					</tbody>
				</table>
			</Scroll>
		</>
	);
}
