import { begins } from './periods';
import type { Point } from './Chart';
import type { Unit } from './periods';

/**
 * Sums the days of two periods by day, week or month. The days of the period before stand beside those of this one in their order, so that
 * the first is beside the first.
 */
export function grouped< Day extends { day: string } >(
	days: readonly Day[],
	earlier: readonly Day[],
	unit: Unit,
	value: ( day: Day ) => number,
	valueBefore: ( day: Day ) => number = value,
): Point[] {
	const points = new Map< string, Point >();
	days.forEach( ( day, index ) => {
		const start = begins( day.day, unit );
		const point = points.get( start ) ?? { day: start, now: 0, before: null };
		const other = earlier[ index ];
		points.set( start, {
			...point,
			now: ( point.now ?? 0 ) + value( day ),
			before: other === undefined ? point.before : ( point.before ?? 0 ) + valueBefore( other ),
		} );
	} );
	return [ ...points.values() ];
}

/** A part of a whole over time; null where there is no whole. */
export function shares< Day extends { day: string } >(
	days: readonly Day[],
	earlier: readonly Day[],
	unit: Unit,
	part: ( day: Day ) => number,
	whole: ( day: Day ) => number,
): Point[] {
	const wholes = grouped( days, earlier, unit, whole );
	const divided = ( one: number | null, all: number | null | undefined ): number | null => ( one === null || ! all ? null : one / all );
	return grouped( days, earlier, unit, part ).map( ( { day, now, before }, index ) => ( {
		day,
		now: divided( now, wholes[ index ]?.now ),
		before: divided( before, wholes[ index ]?.before ),
	} ) );
}
