import { Button, Modal } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { StaffConversation } from '../../src/wire/wire';
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
	/* translators: %s: name of the visitor. */
	const title = sprintf( __( 'Sign %s out?', 'aaia-chatbot' ), visitorName( conversation ) );
	return (
		<Modal title={ title } onRequestClose={ onClose } size="medium">
			<p>
				{ __(
					'They start over as a new visitor in every browser: they no longer see their conversations, and links e-mailed to them stop working. Answers written here reach them only by e-mail, if their address is known. Use this if someone else may have their session. This can’t be undone.',
					'aaia-chatbot'
				) }
			</p>
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>
					{ __( 'Cancel', 'aaia-chatbot' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="primary"
					isDestructive
					onClick={ () => {
						onSure();
						onClose();
					} }
				>
					{ __( 'Sign out', 'aaia-chatbot' ) }
				</Button>
			</div>
		</Modal>
	);
}
