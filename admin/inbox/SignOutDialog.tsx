import { __, sprintf } from '@wordpress/i18n';
import type { StaffConversation } from '../../src/wire/wire';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import { visitorName } from './words';

/** Asks before a visitor is signed out: the visitor cannot get back to what was said. */
export function SignOutDialog( {
	conversation,
	onSure,
	onClose,
}: {
	conversation: StaffConversation;
	onSure: () => void;
	onClose: () => void;
} ) {
	return (
		<ConfirmDialog
			/* translators: %s: name of the visitor. */
			title={ sprintf( __( 'Sign %s out?', 'aaia-chatbot' ), visitorName( conversation ) ) }
			text={ __(
				'They start over as a new visitor in every browser: they no longer see their conversations, and links e-mailed to them stop working. Answers written here reach them only by e-mail, if their address is known. Use this if someone else may have their session. This can’t be undone.',
				'aaia-chatbot'
			) }
			action={ __( 'Sign out', 'aaia-chatbot' ) }
			onSure={ () => {
				onSure();
				onClose();
			} }
			onClose={ onClose }
		/>
	);
}
