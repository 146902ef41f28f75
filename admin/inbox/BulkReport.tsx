import { Button } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { loadOpened } from '../data/conversations';
import type { BulkReason, BulkRun, StaffConversation } from '../../src/wire/wire';
import { hasEnded, progressWords, reasonWords } from './bulk-words';
import type { Inbox } from './use-inbox';
import { visitorName } from './words';

/** How far a change to many conversations is; then what was done, what was left out and why, and a way back. */
export function BulkReport( { inbox, run }: { inbox: Inbox; run: BulkRun } ) {
	const box = useRef< HTMLDivElement >( null );
	const ended = hasEnded( run );
	useEffect( () => {
		// The bar that had the keyboard is gone.
		if ( document.activeElement === document.body || document.activeElement === null ) {
			box.current?.focus();
		}
	}, [ run.id ] );
	return (
		<div
			className="aaia-bulk-report"
			ref={ box }
			tabIndex={ -1 }
			role="group"
			aria-label={ __( 'Change to many conversations', 'aaia-chatbot' ) }
		>
			<p role="status">{ progressWords( run ) }</p>
			{ ! ended && (
				<>
					<progress
						aria-label={ __( 'Progress', 'aaia-chatbot' ) }
						max={ Math.max( 1, run.total ) }
						{ ...( run.state === 'running' ? { value: run.done + run.skipped + run.failed } : {} ) }
					/>
					<p className="aaia-quiet">{ __( 'You can go on working or leave this page: it continues by itself.', 'aaia-chatbot' ) }</p>
				</>
			) }
			{ run.capped && <p>{ __( 'Only the newest 10,000 were taken. Do it again for the others.', 'aaia-chatbot' ) }</p> }
			{ run.reasons.map( ( reason ) => <Reason key={ reason.reason } inbox={ inbox } reason={ reason } /> ) }
			{ ended && (
				<div className="aaia-bulk-report__foot">
					{ run.undo_until !== null && (
						<Button variant="link" onClick={ inbox.undoBulk }>{ __( 'Undo', 'aaia-chatbot' ) }</Button>
					) }
					<Button variant="link" onClick={ () => inbox.dispatch( { type: 'bulk', run: null } ) }>{ __( 'Close', 'aaia-chatbot' ) }</Button>
				</div>
			) }
		</div>
	);
}

/** Why some were left out; on wish, which. */
function Reason( { inbox, reason }: { inbox: Inbox; reason: BulkReason } ) {
	const [ found, setFound ] = useState< readonly StaffConversation[] >( [] );
	const words = reasonWords( reason );
	if ( reason.conversations.length === 0 ) {
		return <p>{ words }</p>;
	}
	return (
		<details
			onToggle={ ( { currentTarget } ) => {
				if ( currentTarget.open && found.length === 0 ) {
					loadOpened( reason.conversations ).then( ( { conversations } ) => setFound( conversations ), () => undefined );
				}
			} }
		>
			<summary>{ words }</summary>
			<ul>
				{ found.map( ( conversation ) => (
					<li key={ conversation.id }>
						<Button variant="link" onClick={ () => inbox.open( conversation.id ) }><bdi>{ visitorName( conversation ) }</bdi></Button>
					</li>
				) ) }
			</ul>
		</details>
	);
}
