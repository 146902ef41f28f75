import { speak } from '@wordpress/a11y';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { undoMerge } from '../../data/contacts';
import type { MergedContacts, StaffContact } from '../../../src/wire/wire';
import type { Inbox } from '../use-inbox';
import { contactName } from './words';

const say = ( inbox: Inbox, text: string, undo: ( () => void ) | null = null ): void => {
	inbox.dispatch( { type: 'toast', toast: { text, undo } } );
	speak( text );
};

/** Undoes a merge, and says so. */
export function undo( inbox: Inbox, merge: string, onUndone: ( contact: StaffContact ) => void ): void {
	undoMerge( merge ).then(
		( contact ) => {
			/* translators: %s: name of a contact. */
			say( inbox, sprintf( __( 'Undone: %s is a contact again.', 'aaia-chatbot' ), contactName( contact ) ) );
			onUndone( contact );
		},
		( failure ) => say( inbox, asProblem( failure ).message )
	);
}

/** Says that two contacts were merged, with a way back. */
export function mergedToast(
	inbox: Inbox,
	{ contact, merge }: MergedContacts,
	gone: string,
	onUndone: ( contact: StaffContact ) => void
): void {
	/* translators: 1: name of a contact, 2: name of the contact that it is part of now. */
	const text = sprintf( __( '%1$s is part of %2$s now.', 'aaia-chatbot' ), gone, contactName( contact ) );
	say( inbox, text, () => undo( inbox, merge, onUndone ) );
}
