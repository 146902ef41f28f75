import domReady from '@wordpress/dom-ready';
import { createRoot } from '@wordpress/element';
import type { ReactElement } from 'react';

/** Renders a screen into the element that PHP printed for it. */
export function drawScreen( screen: ReactElement ): void {
	domReady( () => {
		const element = document.getElementById( 'aaia-admin' );
		if ( element ) {
			createRoot( element ).render( screen );
		}
	} );
}
