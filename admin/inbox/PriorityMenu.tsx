import { __, sprintf } from '@wordpress/i18n';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { ChoiceMenu } from './ChoiceMenu';
import type { Inbox } from './use-inbox';
import { PRIORITIES, priorityWord } from './words';

/** How urgent a conversation is, and a menu to change it; none is shown as bars without a word. */
export function PriorityMenu( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const { priority } = conversation;
	return (
		<ChoiceMenu
			name={ __( 'Priority', 'aaia-chatbot' ) }
			label={ priority === 'none'
				? __( 'No priority. Change it', 'aaia-chatbot' )
				/* translators: %s: a priority, such as "High". */
				: sprintf( __( 'Priority: %s. Change it', 'aaia-chatbot' ), priorityWord( priority ) ) }
			value={ priority }
			choices={ [ ...PRIORITIES ].reverse().map( ( one ) => ( { value: one, label: priorityWord( one ) } ) ) }
			onChoose={ ( to ) => actions( inbox, conversation ).setPriority( to ) }
		>
			<PriorityMark priority={ priority } always="bars" />
		</ChoiceMenu>
	);
}

/** A priority as three bars and a word; nothing for none, unless `always` asks for the bars, with or without a word. */
export function PriorityMark( { priority, always = false }: {
	priority: StaffConversation[ 'priority' ];
	always?: boolean | 'bars';
} ) {
	return priority === 'none' && ! always ? null : (
		<span className={ `aaia-priority is-${ priority }` }>
			<span className="aaia-priority__bars" aria-hidden="true"><i /><i /><i /></span>
			{ priority !== 'none' ? priorityWord( priority ) : always === 'bars' ? null : __( 'No priority', 'aaia-chatbot' ) }
		</span>
	);
}
