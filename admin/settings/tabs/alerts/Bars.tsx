import { dayName } from './words';

/** Figures as bars that are read as a list, too. */

/** Name, count, and (where the bar is a share) of how many. */
export type Bar = [ name: string, count: number, of?: number ];

/** Bars beside their names, the longest full. Nothing when there is nothing to show. */
export function Bars( { title, values }: { title: string; values: readonly Bar[] } ) {
	const most = Math.max( 1, ...values.map( ( [ , count, of ] ) => of ?? count ) );
	return values.length === 0 ? null : (
		<figure className="aaia-bars">
			<figcaption>{ title }</figcaption>
			<ul>
				{ values.map( ( [ name, count, of ], index ) => (
					<li key={ `${ index }${ name }` }>
						<span className="aaia-bars__name" dir="auto">
							{ name }
						</span>
						<span className="aaia-bars__bar" aria-hidden="true">
							<span style={ { inlineSize: `${ ( 100 * count ) / ( of ?? most ) }%` } } />
						</span>
						<span className="aaia-bars__count">{ of === undefined ? count : `${ count } / ${ of }` }</span>
					</li>
				) ) }
			</ul>
		</figure>
	);
}

/** A column for each day; days without any are counted as well. */
export function Columns( { title, values }: { title: string; values: ReadonlyArray< [ day: string, count: number ] > } ) {
	const most = Math.max( 1, ...values.map( ( [ , count ] ) => count ) );
	return (
		<figure className="aaia-columns">
			<figcaption>{ title }</figcaption>
			<ul>
				{ values.map( ( [ day, count ] ) => (
					<li key={ day } title={ `${ dayName( day ) } – ${ count }` }>
						<span className="screen-reader-text">{ `${ dayName( day ) } – ${ count }` }</span>
						<span aria-hidden="true" style={ { blockSize: count === 0 ? '2px' : `${ Math.max( 6, ( 100 * count ) / most ) }%` } } />
					</li>
				) ) }
			</ul>
			<div className="aaia-columns__ends" aria-hidden="true">
				<span>{ dayName( values[ 0 ]?.[ 0 ] ?? '' ) }</span>
				<span>{ dayName( values[ values.length - 1 ]?.[ 0 ] ?? '' ) }</span>
			</div>
		</figure>
	);
}
