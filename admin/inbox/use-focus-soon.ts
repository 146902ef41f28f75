import { useCallback, useEffect, useRef } from '@wordpress/element';
import type { RefObject } from 'react';

/**
 * Moves the focus to the first element that is shown, once the next frame is drawn. While the list is still loading it waits for one to
 * come, unless somebody puts the focus elsewhere meanwhile.
 */
export function useFocusSoon( root: RefObject< HTMLElement >, loading: boolean ): ( ...selectors: string[] ) => void {
	const wanted = useRef< readonly string[] >( [] );
	const focusFirst = useCallback( (): void => {
		const shown = wanted.current
			.map( ( selector ) => root.current?.querySelector< HTMLElement >( selector ) )
			.find( ( element ) => element && element.offsetParent !== null );
		if ( shown ) {
			wanted.current = [];
			shown.focus();
		}
	}, [ root ] );
	useEffect( () => {
		if ( document.activeElement === document.body ) {
			focusFirst();
		}
		if ( ! loading || document.activeElement !== document.body ) {
			wanted.current = [];
		}
	} );
	return useCallback( ( ...selectors ) => {
		window.requestAnimationFrame( () => {
			wanted.current = selectors;
			focusFirst();
		} );
	}, [ focusFirst ] );
}
