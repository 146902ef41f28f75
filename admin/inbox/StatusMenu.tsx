import { __, sprintf } from '@wordpress/i18n';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import type { Place } from './actions';
import { ChoiceMenu } from './ChoiceMenu';
import { StatusMark } from './StatusMark';
import type { Inbox } from './use-inbox';
import { placeOf, statusWord } from './words';

const PLACES: readonly Place[] = [ 'open', 'pending', 'resolved', 'archived' ];

/** Where a conversation stands, and a menu to put it elsewhere. Snoozing has a menu of its own, because it needs a time. */
export function StatusMenu( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const place = placeOf( conversation );
	return (
		<ChoiceMenu< Place | 'snoozed' >
			name={ __( 'Status', 'aaia-chatbot' ) }
			/* translators: %s: a status, such as "Open". */
			label={ sprintf( __( 'Status: %s. Change it', 'aaia-chatbot' ), statusWord( place ) ) }
			value={ place }
			choices={ PLACES.map( ( one ) => ( { value: one, label: statusWord( one ) } ) ) }
			onChoose={ ( to ) => to !== 'snoozed' && actions( inbox, conversation ).setPlace( to ) }
		>
			<StatusMark place={ place } />
		</ChoiceMenu>
	);
}
