import { ask, query } from './api';
import type { ChangeFigures, Changes } from '../../src/wire/wire';

export const loadChanges = ( kind: string, cursor: string | null ): Promise< Changes > =>
	ask( 'GET', `/changes${ query( { kind, cursor } ) }` );

/** Figures of so many days before and after a change. */
export const loadChange = ( id: number, days: number ): Promise< ChangeFigures > => ask( 'GET', `/changes/${ id }${ query( { days } ) }` );
