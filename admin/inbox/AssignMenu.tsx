import { useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import { loadAgents } from '../data/conversations';
import type { StaffAgent, StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { ChoiceMenu } from './ChoiceMenu';
import type { Inbox } from './use-inbox';

const NOBODY = '0';

/** Whom a conversation is assigned to, and a menu to give it to somebody else. The agents are loaded when it is opened first. */
export function AssignMenu( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const { assignee } = conversation;
	const me = pageFacts().user;
	const [ agents, setAgents ] = useState< readonly StaffAgent[] | null >( null );
	const others = ( agents ?? ( assignee === null ? [] : [ assignee ] ) ).filter( ( { id } ) => id !== me );
	const known = [
		{ value: String( me ), label: __( 'Me', 'aaia-chatbot' ) },
		...others.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ),
		{ value: NOBODY, label: __( 'Nobody', 'aaia-chatbot' ) },
	];
	const name = assignee?.id === me ? __( 'Me', 'aaia-chatbot' ) : assignee?.name ?? _x( 'Unassigned', 'one conversation', 'aaia-chatbot' );
	return (
		<ChoiceMenu
			name={ __( 'Assigned to', 'aaia-chatbot' ) }
			label={ assignee === null
				? __( 'Unassigned. Change it', 'aaia-chatbot' )
				/* translators: %s: name of an agent, or "Me". */
				: sprintf( __( 'Assigned to: %s. Change it', 'aaia-chatbot' ), name ) }
			value={ String( assignee?.id ?? NOBODY ) }
			choices={ known }
			onOpen={ () => {
				loadAgents().then( ( { items } ) => setAgents( items ), () => inbox.dispatch( {
					type: 'toast',
					toast: { text: __( 'Your colleagues could not be loaded. Open the menu again.', 'aaia-chatbot' ), undo: null },
				} ) );
			} }
			onChoose={ ( chosen ) => {
				const label = known.find( ( { value } ) => value === chosen )?.label ?? '';
				actions( inbox, conversation ).assign( chosen === NOBODY ? null : Number( chosen ), label );
			} }
		>
			<bdi className="aaia-assignee">{ name }</bdi>
		</ChoiceMenu>
	);
}
