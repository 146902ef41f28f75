import { __, _n, sprintf } from '@wordpress/i18n';
import { changeLabel, createLabel, deleteLabel, labelUse } from '../data/labels';
import { pageFacts } from '../data/page-facts';
import { EditListDialog } from './EditListDialog';
import { LABEL_LENGTH } from './LabelField';
import { LabelPill } from './LabelPills';
import type { Inbox } from './use-inbox';

/** All labels: create, rename, recolour, delete. */
export function LabelsDialog( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	return (
		<EditListDialog
			list={ {
				title: __( 'Labels', 'aaia-chatbot' ),
				items: inbox.state.labels,
				colors: inbox.state.colors,
				length: LABEL_LENGTH,
				add: __( 'Add a label', 'aaia-chatbot' ),
				sentence: ( { name }, count ) => count === 0
					/* translators: %s: name of a label. */
					? sprintf( __( 'Delete “%s”? No conversation has it.', 'aaia-chatbot' ), name )
					: sprintf(
						/* translators: 1: name of a label, 2: number of conversations. */
						_n(
							'Delete “%1$s”? It is taken off %2$d conversation, which stays.',
							'Delete “%1$s”? It is taken off %2$d conversations, which stay.',
							count,
							'aaia-chatbot'
						),
						name,
						count
					),
				draw: ( { name, color } ) => <LabelPill name={ name } color={ color } />,
				create: createLabel,
				change: changeLabel,
				remove: pageFacts().can.manage ? deleteLabel : null,
				use: labelUse,
			} }
			onChanged={ () => {
				inbox.loadLists();
				inbox.nudge();
			} }
			onClose={ onClose }
		/>
	);
}
