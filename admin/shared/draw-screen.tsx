import domReady from '@wordpress/dom-ready';
import { createRoot } from '@wordpress/element';
import type { ReactElement } from 'react';

/** Draws a screen in the element that PHP made for it. */
export function drawScreen( screen: ReactElement ): void {
	domReady( () => {
		const element = document.getElementById( 'aaia-admin' );
		if ( element ) {
			createRoot( element ).render( screen );
		}
	} );
}
