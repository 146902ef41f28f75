import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { Deletion, StaffConversation } from '../../src/wire/wire';
import { ConfirmDialog } from '../shared/ConfirmDialog';
import type { Inbox } from './use-inbox';
import { visitorName } from './words';

/**
 * Asks before a conversation is erased, then shows what was deleted and that nothing remains. Stands apart from the thread, which is gone
 * by then.
 */
export function DeleteDialog( { inbox, conversation, onClose }: { inbox: Inbox; conversation: StaffConversation; onClose: () => void } ) {
	const [ deletion, setDeletion ] = useState< Deletion | null >( null );
	if ( deletion !== null ) {
		return (
			// Another dialog than the one before, so that it takes the keyboard: the button that had it is gone.
			<Modal key="gone" title={ __( 'Conversation deleted', 'aaia-chatbot' ) } onRequestClose={ onClose } size="medium">
				<Report deletion={ deletion } />
				<div className="aaia-dialog__buttons">
					<Button __next40pxDefaultSize variant="primary" onClick={ onClose }>
						{ __( 'Close', 'aaia-chatbot' ) }
					</Button>
				</div>
			</Modal>
		);
	}
	return (
		<ConfirmDialog
			/* translators: %s: name of the visitor. */
			title={ sprintf( __( 'Delete the conversation with %s?', 'aaia-chatbot' ), visitorName( conversation ) ) }
			text={ __(
				'All its messages, notes, ratings and requests will be deleted, for the visitor too. This can’t be undone.',
				'aaia-chatbot'
			) }
			action={ __( 'Delete permanently', 'aaia-chatbot' ) }
			onSure={ async () => {
				const erased = await inbox.remove( conversation.id );
				inbox.dispatch( { type: 'removed', id: conversation.id } );
				inbox.open( null );
				setDeletion( erased );
			} }
			onClose={ onClose }
		/>
	);
}

function Report( { deletion: { deleted, remaining } }: { deletion: Deletion } ) {
	const left = Object.values( remaining ).reduce( ( sum, count ) => sum + count, 0 );
	return (
		<>
			<p role="status">
				{ left === 0
					? __( 'Everything was deleted. A recount found nothing left.', 'aaia-chatbot' )
					: __( 'Some of it remains. Try again, or check the log.', 'aaia-chatbot' ) }
			</p>
			<details open={ left > 0 }>
				<summary>{ __( 'What was counted', 'aaia-chatbot' ) }</summary>
				<table className="aaia-report">
					<thead>
						<tr>
							<th scope="col">{ __( 'Table', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Deleted', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Remaining', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ Object.entries( remaining ).map( ( [ table, count ] ) => (
							<tr key={ table }>
								<th scope="row">
									<code>{ table }</code>
								</th>
								<td>{ deleted[ table ] ?? 0 }</td>
								<td>{ count }</td>
							</tr>
						) ) }
					</tbody>
				</table>
			</details>
		</>
	);
}
