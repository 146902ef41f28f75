import './confirm.css';
import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../data/api';

/** Asks before something that cannot be undone. Stays while it is done, and says why it failed. */
export function ConfirmDialog( { title, text, action, onSure, onClose }: {
	title: string;
	/** What happens. */
	text: string;
	/** The button that does it. */
	action: string;
	/** Does it. The dialog is closed by its owner. */
	onSure: () => Promise< void > | void;
	onClose: () => void;
} ) {
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const go = (): void => {
		setBusy( true );
		setProblem( '' );
		onSure()?.catch( ( failure ) => {
			setBusy( false );
			setProblem( asProblem( failure ).message );
		} );
	};
	return (
		<Modal title={ title } onRequestClose={ onClose } size="medium">
			<p>{ text }</p>
			{ problem && <p className="aaia-confirm__problem" role="alert">{ problem }</p> }
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button
					__next40pxDefaultSize
					variant="primary"
					isDestructive
					isBusy={ busy }
					disabled={ busy }
					accessibleWhenDisabled
					onClick={ go }
				>
					{ action }
				</Button>
			</div>
		</Modal>
	);
}
