import { DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { check, cog } from '@wordpress/icons';
import { asProblem } from '../data/api';
import { changePreferences } from '../data/preferences';
import { pageFacts } from '../data/page-facts';
import { NotificationsDialog } from './notices/NotificationsDialog';
import type { Inbox } from './use-inbox';

/** How the inbox works for this user. */
export function PreferencesMenu( { inbox, onShortcuts }: { inbox: Inbox; onShortcuts: () => void } ) {
	const { openNext } = inbox.state;
	const [ notifications, setNotifications ] = useState( false );
	const toggle = (): void => {
		inbox.dispatch( { type: 'open-next', wanted: ! openNext } );
		changePreferences( { open_next: ! openNext } ).catch( ( failure ) => {
			inbox.dispatch( { type: 'open-next', wanted: openNext } );
			inbox.dispatch( { type: 'toast', toast: { text: asProblem( failure ).message, undo: null } } );
		} );
	};
	return (
		<>
			<DropdownMenu icon={ cog } label={ __( 'Preferences', 'aaia-chatbot' ) }>
				{ ( { onClose } ) => (
					<MenuGroup>
						{ pageFacts().can.reply && (
							<MenuItem role="menuitemcheckbox" isSelected={ openNext } icon={ openNext ? check : null } onClick={ toggle }>
								{ __( 'After resolving, open the next conversation', 'aaia-chatbot' ) }
							</MenuItem>
						) }
						<MenuItem
							onClick={ () => {
								onClose();
								setNotifications( true );
							} }
						>
							{ __( 'Notifications…', 'aaia-chatbot' ) }
						</MenuItem>
						<MenuItem
							shortcut="?"
							onClick={ () => {
								onClose();
								onShortcuts();
							} }
						>
							{ __( 'Keyboard shortcuts', 'aaia-chatbot' ) }
						</MenuItem>
					</MenuGroup>
				) }
			</DropdownMenu>
			{ notifications && <NotificationsDialog inbox={ inbox } onClose={ () => setNotifications( false ) } /> }
		</>
	);
}
