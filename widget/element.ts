import type { Component, HTMLAttributes } from 'preact';
import type { Fragment, jsx } from 'preact/jsx-runtime';
import type { Block, MarkdownOptions } from '../src/markdown/tree';
import type { More } from './more/more';
import type { FilePart, WidgetConfig } from '../src/wire/wire';
import type { Api } from './panel/api';
import type { failureText } from './panel/failure-text';
import type { PanelState } from './panel/state';

/** What launcher, panel, Markdown reader and rarely used parts know of each other. They are separate scripts: only types are shared. */

export interface PanelHandle {
	/** `focus` is false when the panel only comes back after a page change. */
	open: ( focus?: boolean ) => void;
	close: () => void;
	/** What a click on the button does. */
	toggle: () => void;
	send: ( text: string ) => void;
}

/**
 * Loads one of the widget's scripts as the page's content security policy wants it. Rejects when it cannot be had within 15 seconds, and
 * for an address that is not one of them.
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

/** What the script of rarely used parts borrows from the panel's, so that both draw with one Preact. */
export interface Kit {
	/** Changes with the code of either script: only parts of the same build understand the panel. */
	build: string;
	jsx: typeof jsx;
	Fragment: typeof Fragment;
	Component: typeof Component;
	failureText: typeof failureText;
}

/** Elements of the script of attached files, `aaia-file` and `aaia-attach`: each gets what it draws, and what it asks the panel. */
export interface FilesElement extends HTMLElement {
	of: [
		what: FilePart | WidgetConfig[ 'files' ],
		api: Api,
		send: ( text: string, files: string[] ) => void,
		state: () => PanelState
	];
}

declare module 'preact' {
	// Preact declares its elements in a namespace.
	// eslint-disable-next-line @typescript-eslint/no-namespace
	namespace JSX {
		interface IntrinsicElements {
			'aaia-file': HTMLAttributes< FilesElement >;
			'aaia-attach': HTMLAttributes< FilesElement >;
		}
	}
}

/** The element's class, on which the other scripts leave what they bring. */
export interface ChatbotElementClass extends CustomElementConstructor {
	mount?: Mount;
	markdown?: MarkdownReader;
	kit?: Kit;
	more?: More;
}
