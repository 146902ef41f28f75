import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { InboxState } from './inbox-state';

/** How long it stays. Milliseconds. */
const STAYS = 8000;

/** What was done last, with a way back. It stays while it has the focus or the pointer; `onLeave` then puts the focus elsewhere. */
export function Toast( {
	toast,
	onClose,
	onLeave,
}: {
	toast: NonNullable< InboxState[ 'toast' ] >;
	onClose: () => void;
	onLeave: () => void;
} ) {
	const [ held, setHeld ] = useState( false );
	useEffect( () => {
		if ( held ) {
			return undefined;
		}
		const timer = window.setTimeout( onClose, STAYS );
		return () => window.clearTimeout( timer );
	}, [ toast, onClose, held ] );
	const undo = (): void => {
		onLeave();
		toast.undo?.();
	};
	const close = (): void => {
		onLeave();
		onClose();
	};
	return (
		<div
			className="aaia-toast"
			onFocus={ () => setHeld( true ) }
			onBlur={ () => setHeld( false ) }
			onMouseEnter={ () => setHeld( true ) }
			onMouseLeave={ () => setHeld( false ) }
		>
			<span>{ toast.text }</span>
			{ toast.undo && <Button variant="link" aria-keyshortcuts="z" onClick={ undo }>{ __( 'Undo', 'aaia-chatbot' ) }</Button> }
			<Button variant="link" onClick={ close }>{ __( 'Close', 'aaia-chatbot' ) }</Button>
		</div>
	);
}
