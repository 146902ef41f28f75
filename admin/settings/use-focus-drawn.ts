import { useEffect, useRef } from '@wordpress/element';

/**
 * Brings the keyboard to the first of some elements that the next drawing shows: for buttons and forms that take each other’s place, and
 * for lists whose entry goes away. The answer is called together with the change of state.
 */
export function useFocusDrawn(): ( ...selectors: readonly string[] ) => void {
	const wanted = useRef< readonly string[] >( [] );
	useEffect( () => {
		const found = wanted.current.map( ( selector ) => document.querySelector< HTMLElement >( selector ) ).find( ( one ) => one !== null );
		if ( found ) {
			wanted.current = [];
			found.focus();
		}
	} );
	return ( ...selectors ) => {
		wanted.current = selectors;
	};
}
