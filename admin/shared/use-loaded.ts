import { useCallback, useEffect, useState } from '@wordpress/element';
import { asProblem } from '../data/api';

/** State of a request: not answered yet, a value, or a sentence that says why there is none. */
export interface Loaded< T > {
	value: T | null;
	problem: string;
	reload: () => void;
}

/** Loads on mount and again on reload(); ignores a response that arrives after a newer request. */
export function useLoaded< T >( load: () => Promise< T > ): Loaded< T > {
	const [ round, setRound ] = useState( 0 );
	const [ answer, setAnswer ] = useState< { value: T | null; problem: string } >( { value: null, problem: '' } );
	useEffect( () => {
		let wanted = true;
		load().then(
			( value ) => wanted && setAnswer( { value, problem: '' } ),
			( failure: unknown ) => wanted && setAnswer( { value: null, problem: asProblem( failure ).message } ),
		);
		return () => {
			wanted = false;
		};
	}, [ load, round ] );
	return { ...answer, reload: useCallback( () => setRound( ( before ) => before + 1 ), [] ) };
}
