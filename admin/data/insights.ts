import { ask, askFile, query } from './api';
import type { Insights, InsightThemes } from '../../src/wire/wire';

/** Two days such as 2026-03-31, both included. */
export interface Days {
	from: string;
	to: string;
}

/** Figures of a period, and of the one before. */
export const loadInsights = ( { from, to }: Days ): Promise< Insights > => ask( 'GET', `/insights${ query( { from, to } ) }` );

/** What was asked again and again. */
export const loadThemes = ( { from, to }: Days ): Promise< InsightThemes > => ask( 'GET', `/insights/themes${ query( { from, to } ) }` );

/** The days of a period as CSV. */
export const exportInsights = ( { from, to }: Days ): Promise< Blob > => askFile( `/insights/export${ query( { from, to } ) }` );
