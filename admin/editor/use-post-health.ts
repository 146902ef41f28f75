import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { asProblem } from '../data/api';
import { loadPostHealth } from '../data/health';
import type { PostHealth } from '../../src/wire/wire';

/**
 * Milliseconds after saving at which the server is asked: a page that takes other plugins' code is read after the editor has its answer.
 */
const LOOKS = [ 0, 4_000, 15_000 ];

export interface LoadedHealth {
	health: PostHealth | null;
	problem: string;
	reload: () => void;
}

/** Loads the findings of the saved post: when the editor opens and after each save. */
export function usePostHealth( post: number, isSaving: boolean ): LoadedHealth {
	const [ answer, setAnswer ] = useState< { health: PostHealth | null; problem: string } >( { health: null, problem: '' } );
	const wasSaving = useRef( false );
	const reload = useCallback( (): void => {
		loadPostHealth( post ).then(
			( health ) => setAnswer( { health, problem: '' } ),
			( failure: unknown ) => setAnswer( ( before ) => ( { ...before, problem: asProblem( failure ).message } ) ),
		);
	}, [ post ] );

	useEffect( () => {
		if ( post > 0 ) {
			reload();
		}
	}, [ post, reload ] );

	useEffect( () => {
		const saved = wasSaving.current && ! isSaving;
		wasSaving.current = isSaving;
		if ( ! saved || post === 0 ) {
			return;
		}
		const timers = LOOKS.map( ( wait ) => setTimeout( reload, wait ) );
		return () => timers.forEach( clearTimeout );
	}, [ isSaving, post, reload ] );

	return { ...answer, reload };
}
