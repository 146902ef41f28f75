/**
 * Brings the keyboard to the first of these that the next drawing shows: for buttons and forms that take each other’s place, and for lists
 * whose entry goes away.
 */
export function focusDrawn( ...selectors: readonly string[] ): void {
	window.setTimeout( () => {
		selectors.map( ( selector ) => document.querySelector< HTMLElement >( selector ) ).find( ( found ) => found !== null )?.focus();
	} );
}
