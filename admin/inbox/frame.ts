/** Where the inbox is: on its own screen, or in the panel of the admin bar, which is a frame in a dialog (admin/panel). */

const dialog = (): HTMLDialogElement | null => {
	try {
		return window.frameElement?.closest( 'dialog' ) ?? null;
	} catch {
		return null;
	}
};

export const inPanel = (): boolean => dialog() !== null;

/** Whether somebody can see the inbox. The panel tells of a change by the event `visibilitychange`, as the browser does of its tabs. */
export const isSeen = (): boolean => ! document.hidden && dialog()?.open !== false;

export function closePanel(): void {
	dialog()?.dispatchEvent( new Event( 'aaia:close' ) );
}

/** The page that shows the number of unread conversations: this one, or the one with the panel. */
export const pageWithBadge = (): Document => ( inPanel() ? window.parent.document : document );
