import { randomId } from '../shared/random-id';
import type { BulkChangeBody, BulkCount, BulkRun } from '../../src/wire/wire';
import { ask, query } from './api';
import { filterQuery } from './filter';
import type { Filter } from './filter';

/** What to do to many conversations, without which. */
export type BulkWhat = Omit< BulkChangeBody, 'id' | 'ids' | 'filter' | 'until' >;

/** Those that are named, or those of a list as it was when it was counted. */
export type BulkWhich = { ids: readonly string[] } | { filter: Filter; until: string };

/** Begins a change to many conversations. A long one goes on by itself; updates say how far it is. */
export function startBulk( which: BulkWhich, what: BulkWhat ): Promise< BulkRun > {
	const named = 'ids' in which ? { ids: [ ...which.ids ] } : { filter: filterQuery( which.filter ), until: which.until };
	return ask( 'POST', '/conversations/bulk', { id: randomId(), ...named, ...what } satisfies BulkChangeBody );
}

/** How many conversations are in a list, and a mark of the list as it is now. */
export const countBulk = ( filter: Filter, signal?: AbortSignal ): Promise< BulkCount > =>
	ask( 'GET', `/conversations/bulk/count${ query( { ...filterQuery( filter ) } ) }`, undefined, signal );

/** Takes a change back where nothing of it was changed since. */
export const undoBulk = ( id: string ): Promise< BulkRun > => ask( 'POST', `/conversations/bulk/${ encodeURIComponent( id ) }/undo`, {} );
