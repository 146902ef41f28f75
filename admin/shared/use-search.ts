import { useEffect, useState } from '@wordpress/element';
import { asProblem } from '../data/api';

/** Pause in typing after which something is searched. Milliseconds. */
const PAUSE = 250;

/** What a search found last; null until the first answer. A problem goes with the next answer. */
export interface Found< T > {
	value: T | null;
	problem: string;
}

/**
 * Searches at once, and after a pause in typing.
 *
 * @param search What is typed.
 * @param find   Asks the server; the same function each time.
 * @param again  Searches again when it changes.
 */
export function useSearch< T >(
	search: string,
	find: ( search: string, signal: AbortSignal ) => Promise< T >,
	again: unknown = null
): Found< T > {
	const [ found, setFound ] = useState< Found< T > >( { value: null, problem: '' } );
	useEffect( () => {
		const controller = new AbortController();
		const timer = window.setTimeout( () => {
			find( search.trim(), controller.signal ).then(
				( value ) => setFound( { value, problem: '' } ),
				( failure ) => ! controller.signal.aborted && setFound( ( before ) => ( { ...before, problem: asProblem( failure ).message } ) )
			);
		}, search === '' ? 0 : PAUSE );
		return () => {
			window.clearTimeout( timer );
			controller.abort();
		};
	}, [ search, find, again ] );
	return found;
}
