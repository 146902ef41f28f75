import type { Block, MarkdownOptions } from '../src/markdown/tree';

/** What launcher, panel and Markdown reader know of each other. They are separate scripts: only types are shared. */

export interface PanelHandle {
	/** `focus` is false when the panel only comes back after a page change. */
	open: ( focus?: boolean ) => void;
	close: () => void;
	/** What a click on the button does. */
	toggle: () => void;
	send: ( text: string ) => void;
}

/**
 * Loads one of the widget's scripts as the page's content security policy wants it. Rejects when it cannot be had within 15 seconds, and for
 * an address that is not one of them.
 */
export type LoadScript = ( address: string ) => Promise< unknown >;

/** Draws the panel, closed, into the element's shadow root. */
export type Mount = ( host: HTMLElement, root: ShadowRoot, button: HTMLButtonElement, load: LoadScript ) => PanelHandle;

/** Reads the Markdown of answers. */
export interface MarkdownReader {
	parse: ( text: string, options: MarkdownOptions ) => Block[];
	/** The words without any marks. */
	plain: ( text: string ) => string;
	/** CSS of what it reads. */
	styles: string;
}

/** The element's class, on which the panel's script leaves its `mount` and the reader's script the reader. */
export interface ChatbotElementClass extends CustomElementConstructor {
	mount?: Mount;
	markdown?: MarkdownReader;
}
