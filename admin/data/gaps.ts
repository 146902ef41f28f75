import { ask, askFile, query } from './api';
import type { ChangeGapBody, Gap, Gaps, ListGapsQuery, WholeGap } from '../../src/wire/wire';

export const listGaps = ( filter: ListGapsQuery = {} ): Promise< Gaps > => ask( 'GET', `/gaps${ query( { ...filter } ) }` );

/** A gap with its questions, and what is found today. */
export const loadGap = ( id: string ): Promise< WholeGap > => ask( 'GET', `/gaps/${ encodeURIComponent( id ) }` );

export const changeGap = ( id: string, change: ChangeGapBody ): Promise< Gap > =>
	ask( 'PATCH', `/gaps/${ encodeURIComponent( id ) }`, change );

export const exportGaps = ( state: Gap[ 'state' ] ): Promise< Blob > => askFile( `/gaps/export${ query( { state } ) }` );
