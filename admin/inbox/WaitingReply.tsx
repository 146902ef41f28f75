import { Button } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { outbox } from '../data/outbox';
import type { Outgoing } from '../data/outbox';

/** A reply that leaves in a moment, with a way to take it back, or is being sent. */
export function WaitingReply( { reply, canUndo, onUndo }: { reply: Outgoing; canUndo: boolean; onUndo: () => void } ) {
	const { id } = reply;
	useEffect( () => {
		if ( canUndo ) {
			speak( __( 'Your reply leaves in 5 seconds. Ctrl + Z takes it back.', 'aaia-chatbot' ) );
		}
	}, [ id, canUndo ] );
	return (
		<div className={ canUndo ? 'aaia-composer__waiting can-undo' : 'aaia-composer__waiting' }>
			<span className="aaia-composer__waiting-text" dir="auto">
				{ [ reply.text, ...( reply.files ?? [] ).map( ( { name } ) => `📎 ${ name }` ) ].filter( ( words ) => words !== '' ).join( ' · ' ) }
			</span>
			{ canUndo ? (
				<>
					<Button size="compact" variant="secondary" aria-keyshortcuts="z Control+z" onClick={ onUndo }>
						{ __( 'Undo', 'aaia-chatbot' ) }
					</Button>
					<Button size="compact" variant="tertiary" onClick={ () => void outbox.flush( reply.conversation ) }>
						{ __( 'Send now', 'aaia-chatbot' ) }
					</Button>
				</>
			) : <span className="aaia-quiet">{ __( 'Sending…', 'aaia-chatbot' ) }</span> }
		</div>
	);
}
