import { __ } from '@wordpress/i18n';

/** The keys of the inbox, as they are shown: in the list of shortcuts, and beside the commands they do. */

const isMac = (): boolean => /mac|iphone|ipad/i.test( navigator.platform );

const mod = (): string => isMac() ? '⌘' : 'Ctrl';

const alt = (): string => isMac() ? '⌥' : 'Alt';

export interface Shortcut {
	label: string;
	/** Any of them does it; keys of one are pressed together. */
	keys: ReadonlyArray< readonly string[] >;
	/** Only for those who may reply. */
	reply?: true;
}

export function shortcuts(): ReadonlyArray< { group: string; items: readonly Shortcut[] } > {
	return [
		{
			group: __( 'Everywhere', 'aaia-chatbot' ),
			items: [
				{ label: __( 'Command bar', 'aaia-chatbot' ), keys: [ [ mod(), 'K' ] ] },
				{ label: __( 'Keyboard shortcuts', 'aaia-chatbot' ), keys: [ [ '?' ] ] },
				{ label: __( 'Undo', 'aaia-chatbot' ), keys: [ [ 'Z' ] ], reply: true },
				{ label: __( 'Back, or close', 'aaia-chatbot' ), keys: [ [ 'Esc' ] ] },
			],
		},
		{
			group: __( 'List', 'aaia-chatbot' ),
			items: [
				{ label: __( 'Next conversation', 'aaia-chatbot' ), keys: [ [ 'J' ], [ '↓' ] ] },
				{ label: __( 'Previous conversation', 'aaia-chatbot' ), keys: [ [ 'K' ], [ '↑' ] ] },
				{ label: __( 'Open the next conversation', 'aaia-chatbot' ), keys: [ [ alt(), 'J' ] ] },
				{ label: __( 'Open the previous conversation', 'aaia-chatbot' ), keys: [ [ alt(), 'K' ] ] },
				{ label: __( 'Next tab of the list', 'aaia-chatbot' ), keys: [ [ alt(), 'N' ] ] },
				{ label: __( 'Go to the list', 'aaia-chatbot' ), keys: [ [ alt(), 'C' ] ] },
				{ label: __( 'Select a conversation', 'aaia-chatbot' ), keys: [ [ 'X' ] ] },
				{ label: __( 'Select all that are shown', 'aaia-chatbot' ), keys: [ [ mod(), 'A' ] ] },
				{ label: __( 'Hide or show the list', 'aaia-chatbot' ), keys: [ [ alt(), 'O' ] ] },
			],
		},
		{
			group: __( 'Conversation', 'aaia-chatbot' ),
			items: [
				{ label: __( 'Write a reply', 'aaia-chatbot' ), keys: [ [ 'R' ], [ alt(), 'L' ] ], reply: true },
				{ label: __( 'Write a private note', 'aaia-chatbot' ), keys: [ [ alt(), 'P' ] ], reply: true },
				{ label: __( 'Resolve', 'aaia-chatbot' ), keys: [ [ 'E' ], [ alt(), 'E' ] ], reply: true },
				{ label: __( 'Resolve and open the next', 'aaia-chatbot' ), keys: [ [ mod(), alt(), 'E' ] ], reply: true },
				{ label: __( 'Snooze', 'aaia-chatbot' ), keys: [ [ alt(), 'M' ] ], reply: true },
				{ label: __( 'Judge the newest answer', 'aaia-chatbot' ), keys: [ [ 'V' ] ], reply: true },
				{ label: __( 'Mark as unread', 'aaia-chatbot' ), keys: [ [ 'U' ] ], reply: true },
			],
		},
	];
}

type Pressed = Pick< KeyboardEvent, 'code' | 'altKey' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'getModifierState' >;

/** Modifiers and a letter, such as `alt+j` or `mod+alt+e`; null for what is text: AltGr types signs on many keyboards. */
export function combination( event: Pressed ): string | null {
	const letter = /^Key([A-Z])$/.exec( event.code )?.[ 1 ]?.toLowerCase();
	if ( ! letter || event.shiftKey || event.getModifierState( 'AltGraph' ) || ! ( event.altKey || event.ctrlKey || event.metaKey ) ) {
		return null;
	}
	return [ event.ctrlKey || event.metaKey ? 'mod' : '', event.altKey ? 'alt' : '', letter ].filter( Boolean ).join( '+' );
}
