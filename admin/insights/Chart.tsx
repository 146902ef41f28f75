import { useId } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { dayName, monthName, number } from './format';
import type { Unit } from './periods';

/** A value over time, beside that of the period before. */
export interface Point {
	day: string;
	now: number | null;
	before: number | null;
}

const WIDTH = 640;
const HEIGHT = 180;
const BOTTOM = 22;

/** A number with one or two leading digits at or above the highest value, so that the axis has round numbers. */
function ceiling( most: number ): number {
	const unit = 10 ** Math.floor( Math.log10( Math.max( 1, most ) ) );
	return [ 1, 2, 4, 5, 10 ].map( ( step ) => step * unit ).find( ( top ) => top >= most ) ?? most;
}

export const pointName = ( day: string, unit: Unit ): string => {
	switch ( unit ) {
		case 'day': return dayName( day );
		case 'week': return sprintf( /* translators: %s: a day. */ __( 'Week of %s', 'aaia-chatbot' ), dayName( day ) );
		case 'month': return monthName( day );
	}
};

/**
 * Two lines: this period's is full with a dot at each point, the one before is dashed. Read as a table, too: the picture alone says
 * nothing to a screen reader.
 */
export function Chart( { title, points, unit, top, format = number }: {
	title: string;
	points: readonly Point[];
	unit: Unit;
	/** The highest possible value, where there is one. */
	top?: number;
	format?: ( value: number ) => string;
} ) {
	const id = useId();
	if ( points.every( ( { now, before } ) => now === null && before === null ) ) {
		return (
			<figure className="aaia-chart" aria-labelledby={ id }>
				<figcaption id={ id }>{ title }</figcaption>
				<p>{ __( 'None in this period.', 'aaia-chatbot' ) }</p>
			</figure>
		);
	}
	const most = top ?? ceiling( Math.max( 1, ...points.map( ( { now, before } ) => Math.max( now ?? 0, before ?? 0 ) ) ) );
	// Room for the longest number of the axis.
	const left = 14 + ( 9 * Math.max( ...[ 0, most / 2, most ].map( ( value ) => format( value ).length ) ) );
	const x = ( index: number ): number => left + ( ( index + 0.5 ) * ( WIDTH - left ) ) / points.length;
	const y = ( value: number ): number => 14 + ( ( HEIGHT - BOTTOM - 14 ) * ( 1 - ( value / most ) ) );
	const path = ( key: 'now' | 'before' ): string => {
		let isOpen = false;
		return points.map( ( point, index ) => {
			const value = point[ key ];
			const step = value === null ? '' : `${ isOpen ? 'L' : 'M' }${ x( index ).toFixed( 1 ) } ${ y( value ).toFixed( 1 ) }`;
			isOpen = value !== null;
			return step;
		} ).join( ' ' );
	};
	const labelled = Math.max( 1, Math.ceil( points.length / 6 ) );
	return (
		<figure className="aaia-chart" aria-labelledby={ id }>
			<figcaption id={ id }>{ title }</figcaption>
			<svg viewBox={ `0 0 ${ WIDTH } ${ HEIGHT }` } aria-hidden="true" focusable="false">
				{ [ 0, most / 2, most ].map( ( value ) => (
					<g key={ value }>
						<line className="aaia-chart__grid" x1={ left } x2={ WIDTH } y1={ y( value ) } y2={ y( value ) } />
						<text className="aaia-chart__tick" x={ left - 8 } y={ y( value ) + 4 } textAnchor="end">
							{ most <= 1 && top === undefined && value === 0.5 ? '' : format( value ) }
						</text>
					</g>
				) ) }
				{ points.map( ( { day }, index ) => index % labelled === 0 && (
					<text key={ day } className="aaia-chart__tick" x={ x( index ) } y={ HEIGHT - 4 } textAnchor="middle">
						{ unit === 'month' ? monthName( day ) : dayName( day ) }
					</text>
				) ) }
				<path className="aaia-chart__before" d={ path( 'before' ) } />
				<path className="aaia-chart__now" d={ path( 'now' ) } />
				{ points.map( ( { day, now, before }, index ) => now !== null && (
					<circle key={ day } className="aaia-chart__dot" cx={ x( index ) } cy={ y( now ) } r={ points.length > 40 ? 2 : 3 }>
						<title>{ `${ pointName( day, unit ) }: ${ format( now ) }${ before === null ? '' : ` (${ format( before ) })` }` }</title>
					</circle>
				) ) }
			</svg>
			<p className="aaia-chart__legend" aria-hidden="true">
				<span className="is-now">{ __( 'This period', 'aaia-chatbot' ) }</span>
				<span className="is-before">{ __( 'Before', 'aaia-chatbot' ) }</span>
			</p>
			<details>
				<summary>{ __( 'As a table', 'aaia-chatbot' ) }</summary>
				<div className="aaia-scroll" tabIndex={ 0 } role="region" aria-labelledby={ id }>
					<table>
						<thead>
							<tr>
								<th scope="col">{ __( 'Day', 'aaia-chatbot' ) }</th>
								<th scope="col">{ __( 'This period', 'aaia-chatbot' ) }</th>
								<th scope="col">{ __( 'Before', 'aaia-chatbot' ) }</th>
							</tr>
						</thead>
						<tbody>
							{ points.map( ( { day, now, before } ) => (
								<tr key={ day }>
									<th scope="row">{ pointName( day, unit ) }</th>
									<td>{ now === null ? '–' : format( now ) }</td>
									<td>{ before === null ? '–' : format( before ) }</td>
								</tr>
							) ) }
						</tbody>
					</table>
				</div>
			</details>
		</figure>
	);
}
