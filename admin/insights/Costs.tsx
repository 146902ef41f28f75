import { __ } from '@wordpress/i18n';
import { Chart } from './Chart';
import { grouped } from './series';
import { money, NONE, number } from './format';
import { Scroll } from './Scroll';
import { unitFor } from './periods';
import type { InsightCost, Insights } from '../../src/wire/wire';

const sum = ( costs: readonly InsightCost[], key: 'micro' | 'answers' | 'tokens' ): number =>
	costs.reduce( ( total, cost ) => total + cost[ key ], 0 );

/** What the models cost, by day and by model. */
export function Costs( { insights }: { insights: Insights } ) {
	const { costs, previous_costs: before, days, previous_days: earlier } = insights;
	if ( costs.length === 0 ) {
		return <p>{ __( 'No answers by models in this period.', 'aaia-chatbot' ) }</p>;
	}
	// Without a cost, as with the assistant's own model, there is nothing to draw.
	const paid = [ ...costs, ...before ].filter( ( { currency, micro } ) => currency !== '' && micro > 0 );
	const currencies = [ ...new Set( paid.map( ( { currency } ) => currency ) ) ];
	const models = [ ...new Map( costs.map( ( cost ) => [ `${ cost.model }\n${ cost.currency }`, cost ] ) ).values() ];
	const unit = unitFor( days.length );
	const byDay = ( rows: readonly InsightCost[], currency: string ) => ( { day }: { day: string } ): number =>
		sum( rows.filter( ( row ) => row.day === day && row.currency === currency ), 'micro' );
	return (
		<>
			<div className="aaia-charts">
				{ currencies.map( ( currency ) => (
					<Chart
						key={ currency }
						title={ __( 'Cost', 'aaia-chatbot' ) }
						unit={ unit }
						points={ grouped( days, earlier, unit, byDay( costs, currency ), byDay( before, currency ) ) }
						format={ ( micro ) => money( micro, currency ) }
					/>
				) ) }
			</div>
			<Scroll label={ __( 'Costs of models', 'aaia-chatbot' ) }>
				<table className="aaia-table">
					<thead>
						<tr>
							<th scope="col">{ __( 'Model', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Answers', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Tokens', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Cost', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Before', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ models.map( ( { model, currency } ) => {
							const own = ( row: InsightCost ): boolean => row.model === model && row.currency === currency;
							return (
								<tr key={ `${ model } ${ currency }` }>
									<th scope="row">{ model }</th>
									<td className="is-number">{ number( sum( costs.filter( own ), 'answers' ) ) }</td>
									<td className="is-number">{ number( sum( costs.filter( own ), 'tokens' ) ) }</td>
									<td className="is-number">
										{ currency === '' ? __( 'unknown', 'aaia-chatbot' ) : money( sum( costs.filter( own ), 'micro' ), currency ) }
									</td>
									<td className="is-number">{ currency === '' ? NONE : money( sum( before.filter( own ), 'micro' ), currency ) }</td>
								</tr>
							);
						} ) }
					</tbody>
				</table>
			</Scroll>
		</>
	);
}
