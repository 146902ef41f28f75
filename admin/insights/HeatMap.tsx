import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { conversationsOf } from './FigureLink';
import { weekdayName } from '../shared/figure-words';
import { NONE, number } from './format';
import type { InsightHour, Insights } from '../../src/wire/wire';

const HOURS = Array.from( { length: 24 }, ( _, hour ) => hour );

/** Conversations for each time that this hour was on the clock: on days when it is changed one is missing, or there twice. */
const average = ( { conversations, times }: InsightHour ): number => ( times === 0 ? 0 : conversations / times );

/** When conversations begin, by weekday and hour: each cell holds its number, its shade is the average. */
export function HeatMap( { insights }: { insights: Insights } ) {
	const id = useId();
	const most = Math.max( ...insights.hours.map( average ) );
	const rows = Array.from( { length: 7 }, ( _, index ) => insights.hours.filter( ( { weekday } ) => weekday === index + 1 ) );
	return (
		<div className="aaia-scroll" role="region" tabIndex={ 0 } aria-labelledby={ id }>
			<table className="aaia-heat">
				<caption id={ id }>{ __( 'Conversations by the hour at which they began, in the site’s time.', 'aaia-chatbot' ) }</caption>
				<thead>
					<tr>
						<th scope="col"><span className="screen-reader-text">{ __( 'Day', 'aaia-chatbot' ) }</span></th>
						{ HOURS.map( ( hour ) => <th key={ hour } scope="col">{ hour }</th> ) }
					</tr>
				</thead>
				<tbody>
					{ rows.map( ( cells, index ) => (
						<tr key={ index }>
							<th scope="row">
								<abbr title={ weekdayName( index + 1, 'long' ) }>{ weekdayName( index + 1, 'short' ) }</abbr>
							</th>
							{ cells.map( ( cell ) => <Cell key={ cell.hour } cell={ cell } insights={ insights } level={ level( average( cell ), most ) } /> ) }
						</tr>
					) ) }
				</tbody>
			</table>
		</div>
	);
}

/** Shade of a cell: 0 for none to 5 for the most. */
const level = ( value: number, most: number ): number => ( value === 0 ? 0 : Math.max( 1, Math.ceil( ( 5 * value ) / most ) ) );

function Cell( { cell, insights, level: shade }: { cell: InsightHour; insights: Insights; level: number } ) {
	const { weekday, hour, times, conversations } = cell;
	if ( conversations === 0 ) {
		return <td data-level="0">{ times === 0 ? NONE : '0' }</td>;
	}
	return (
		<td data-level={ shade }>
			<a
				href={ conversationsOf( `hour:${ weekday }-${ hour }`, insights ) }
				title={ sprintf(
					/* translators: 1: a weekday, 2: an hour, 3: a number of conversations, 4: their average. */
					__( '%1$s, %2$d h: %3$d conversations, %4$s on average', 'aaia-chatbot' ),
					weekdayName( weekday, 'long' ),
					hour,
					conversations,
					number( average( cell ), 1 ),
				) }
			>
				{ number( conversations ) }
			</a>
		</td>
	);
}
