import { DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import { moreVertical, trash } from '@wordpress/icons';
import { loadAgents } from '../data/agents';
import { pageFacts } from '../data/page-facts';
import type { StaffAgent, StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { SnoozeDialog } from './SnoozeDialog';
import type { Inbox } from './use-inbox';
import { snoozeChoices, visitorName } from './words';

/** What can be done to a conversation from its row: assign, snooze, archive, delete. */
export function RowMenu( { inbox, conversation, onDelete }: {
	inbox: Inbox;
	conversation: StaffConversation;
	onDelete: ( conversation: StaffConversation ) => void;
} ) {
	const { user: me, can } = pageFacts();
	const [ asking, setAsking ] = useState( false );
	const [ agents, setAgents ] = useState< readonly StaffAgent[] >( [] );
	const { assignee, team, archived } = conversation;
	const does = actions( inbox, conversation );
	const load = (): void => {
		// Without an answer one can still take it or unassign it.
		loadAgents().then( ( { items } ) => setAgents( items ), () => undefined );
	};
	if ( ! can.reply && ! can.delete ) {
		return null;
	}
	return (
		<div className="aaia-row-menu">
			<DropdownMenu
				icon={ moreVertical }
				/* translators: %s: name of a visitor. */
				label={ sprintf( __( 'Actions for %s', 'aaia-chatbot' ), visitorName( conversation ) ) }
				toggleProps={ { size: 'small' } }
				popoverProps={ { placement: 'bottom-end' } }
				onToggle={ ( opens ) => opens && can.reply && load() }
			>
				{ ( { onClose } ) => {
					const item = ( label: string, act: () => void ) => (
						<MenuItem key={ label } onClick={ () => {
							onClose();
							act();
						} }>{ label }</MenuItem>
					);
					return (
						<>
							{ can.reply && (
								<>
									<MenuGroup>
										{ item(
											archived ? __( 'Unarchive', 'aaia-chatbot' ) : _x( 'Archive', 'verb', 'aaia-chatbot' ),
											() => does.setArchived( ! archived )
										) }
									</MenuGroup>
									<MenuGroup label={ _x( 'Snooze', 'conversation', 'aaia-chatbot' ) }>
										{ snoozeChoices().map( ( { value, label } ) => item( label, () => does.snooze( value ) ) ) }
										{ item( __( 'Another date…', 'aaia-chatbot' ), () => setAsking( true ) ) }
									</MenuGroup>
									<MenuGroup label={ __( 'Assign to', 'aaia-chatbot' ) }>
										{ assignee?.id !== me && item( __( 'Me', 'aaia-chatbot' ), () => does.assign( me, __( 'Me', 'aaia-chatbot' ) ) ) }
										{ agents.filter( ( { id } ) => id !== me && id !== assignee?.id ).map( ( agent ) =>
											item( agent.name, () => does.assign( agent.id, agent.name, agent ) )
										) }
										{ ( assignee !== null || team !== null ) && item( __( 'Nobody', 'aaia-chatbot' ), does.unassign ) }
									</MenuGroup>
								</>
							) }
							{ can.delete && (
								<MenuGroup>
									<MenuItem icon={ trash } isDestructive onClick={ () => {
										onClose();
										onDelete( conversation );
									} }>{ __( 'Delete…', 'aaia-chatbot' ) }</MenuItem>
								</MenuGroup>
							) }
						</>
					);
				} }
			</DropdownMenu>
			{ asking && <SnoozeDialog onSnooze={ does.snooze } onClose={ () => setAsking( false ) } /> }
		</div>
	);
}
