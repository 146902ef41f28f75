import { ask, query } from './api';
import type { SourceReports } from '../../src/wire/wire';

/** Errors that visitors reported on sources, newest first. */
export const loadReports = ( settled: boolean, cursor: string | null ): Promise< SourceReports > =>
	ask( 'GET', `/knowledge/reports${ query( { settled, cursor } ) }` );

export const settleReport = ( id: string ): Promise< unknown > =>
	ask( 'POST', `/knowledge/reports/${ encodeURIComponent( id ) }/settle`, {} );
