import { Button } from '@wordpress/components';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { InboxState } from './inbox-state';

/** How long it stays. Milliseconds. */
const STAYS = 8000;

/** What was done last, with a way back. */
export function Toast( { toast, onClose }: { toast: NonNullable< InboxState[ 'toast' ] >; onClose: () => void } ) {
	useEffect( () => {
		const timer = window.setTimeout( onClose, STAYS );
		return () => window.clearTimeout( timer );
	}, [ toast, onClose ] );
	return (
		<div className="aaia-toast">
			<span>{ toast.text }</span>
			{ toast.undo && <Button variant="link" onClick={ toast.undo }>{ __( 'Undo', 'aaia-chatbot' ) }</Button> }
			<Button variant="link" onClick={ onClose }>{ __( 'Close', 'aaia-chatbot' ) }</Button>
		</div>
	);
}
