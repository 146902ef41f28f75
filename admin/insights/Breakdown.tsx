import { SelectControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { FigureLink } from './FigureLink';
import { languageName } from '../shared/figure-words';
import { NONE, number, percent } from './format';
import { Scroll } from './Scroll';
import { DIMENSIONS, dimensionName, noneName } from './words';
import type { Dimension } from './words';
import type { Insights, InsightSlice } from '../../src/wire/wire';

function sliceName( dimension: Dimension, { slice, name }: InsightSlice ): string {
	if ( name === '' ) {
		return noneName( dimension );
	}
	return dimension === 'language' ? languageName( slice ) : name;
}

/** Categories, labels and teams are filters of the inbox, which name what is chosen. */
function filterOf( dimension: Dimension, slice: string ): Record< string, string > {
	switch ( dimension ) {
		case 'category':
		case 'label': return { [ dimension ]: slice === '' ? 'none' : `#${ slice }` };
		case 'team': return { team: slice === '' ? 'none' : slice };
		default: return {};
	}
}

const figureOf = ( dimension: Dimension, slice: string ): string =>
	Object.keys( filterOf( dimension, slice ) ).length > 0 ? 'began' : `${ dimension }:${ slice === '' ? 'none' : slice }`;

/** The figures by category, label, agent and so on. */
export function Breakdown( { insights }: { insights: Insights } ) {
	const [ dimension, setDimension ] = useState< Dimension >( 'category' );
	const rows = insights.slices[ dimension ];
	return (
		<>
			<SelectControl
				__nextHasNoMarginBottom
				__next40pxDefaultSize
				className="aaia-breakdown"
				label={ __( 'By', 'aaia-chatbot' ) }
				value={ dimension }
				options={ DIMENSIONS.map( ( value ) => ( { value, label: dimensionName( value ) } ) ) }
				onChange={ ( value ) => setDimension( value as Dimension ) }
			/>
			{ rows.length === 0 ? <p>{ __( 'None in this period.', 'aaia-chatbot' ) }</p> : (
				<Scroll label={ __( 'In detail', 'aaia-chatbot' ) }>
					<table className="aaia-table">
						<thead>
							<tr>
								<th scope="col">{ dimensionName( dimension ) }</th>
								<th scope="col" className="is-number">{ __( 'Conversations', 'aaia-chatbot' ) }</th>
								<th scope="col" className="is-number">{ __( 'Without a person', 'aaia-chatbot' ) }</th>
								<th scope="col" className="is-number">{ __( 'Escalated', 'aaia-chatbot' ) }</th>
								<th scope="col" className="is-number">{ __( 'Contradicted', 'aaia-chatbot' ) }</th>
								<th scope="col" className="is-number">{ __( 'Helpful', 'aaia-chatbot' ) }</th>
								<th scope="col" className="is-number">{ __( 'Satisfaction', 'aaia-chatbot' ) }</th>
							</tr>
						</thead>
						<tbody>
							{ rows.map( ( row ) => (
								<tr key={ row.slice }>
									<th scope="row" dir="auto">{ sliceName( dimension, row ) }</th>
									<td className="is-number">
										<FigureLink
											figure={ figureOf( dimension, row.slice ) }
											filter={ filterOf( dimension, row.slice ) }
											days={ insights }
											name={ sliceName( dimension, row ) }
											count={ row.conversations }
										>
											{ number( row.conversations ) }
										</FigureLink>
									</td>
									<td className="is-number">{ percent( row.answered_alone, row.conversations ) }</td>
									<td className="is-number">{ percent( row.escalated, row.conversations ) }</td>
									<td className="is-number">{ percent( row.contradicted, row.conversations ) }</td>
									<td className="is-number">{ percent( row.up, row.up + row.down ) }</td>
									<td className="is-number">{ row.scores === 0 ? NONE : number( row.score_sum / row.scores, 1 ) }</td>
								</tr>
							) ) }
						</tbody>
					</table>
				</Scroll>
			) }
		</>
	);
}
