/** Keys of the inbox: where they count, and which row they lead to. */

/** Inputs in which no text is typed. */
const UNTYPED = [ 'checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file', 'image' ];

/** Whether keys pressed here are text, or choose in a list. */
export function isField( target: EventTarget | null ): boolean {
	return (
		target instanceof HTMLElement &&
		( target.isContentEditable ||
			target instanceof HTMLTextAreaElement ||
			target instanceof HTMLSelectElement ||
			( target instanceof HTMLInputElement && ! UNTYPED.includes( target.type ) ) )
	);
}

/** Whether a menu or dialog has the focus: it has keys of its own. */
export function isInPopup( target: EventTarget | null ): boolean {
	return target instanceof Element && target.closest( '[role="dialog"], [role="menu"], .components-popover' ) !== null;
}

/**
 * The row before or after the focused one, or else the open one; the first row when there is neither. Stops at both ends.
 *
 * @param open Id of the open conversation.
 */
export function rowBeside( inside: HTMLElement, open: string | null, step: number ): HTMLElement | undefined {
	const rows = [ ...inside.querySelectorAll< HTMLElement >( '[data-row]' ) ];
	const focused = rows.findIndex( ( row ) => row === document.activeElement );
	const at = focused === -1 ? rows.findIndex( ( row ) => row.dataset[ 'row' ] === open ) : focused;
	return rows[ at === -1 ? 0 : Math.max( 0, Math.min( rows.length - 1, at + step ) ) ];
}

export function focusRow( row: HTMLElement | undefined ): void {
	row?.focus();
	row?.scrollIntoView( { block: 'nearest' } );
}
