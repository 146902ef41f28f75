/** What the launcher and the panel know of each other. The two are separate scripts: only types are shared. */

export interface PanelHandle {
	/** `focus` is false when the panel only comes back after a page change. */
	open: ( focus?: boolean ) => void;
	close: () => void;
	isOpen: () => boolean;
	send: ( text: string ) => void;
}

/** Draws the panel, closed, into the element's shadow root. */
export type Mount = ( host: HTMLElement, root: ShadowRoot, button: HTMLButtonElement ) => PanelHandle;

/** The element's class, on which the panel's script leaves its `mount`. */
export interface ChatbotElementClass extends CustomElementConstructor {
	mount?: Mount;
}
