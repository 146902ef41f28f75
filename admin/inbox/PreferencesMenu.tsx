import { DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { check, cog } from '@wordpress/icons';
import { pageFacts } from '../data/page-facts';
import { NotificationsDialog } from './notices/NotificationsDialog';
import type { Inbox } from './use-inbox';
import { usePreferences } from './use-preferences';

/** How the inbox works for this user. */
export function PreferencesMenu( { inbox, onShortcuts }: { inbox: Inbox; onShortcuts: () => void } ) {
	const [ { open_next: opensNext }, change ] = usePreferences( inbox );
	const [ notifications, setNotifications ] = useState( false );
	return (
		<>
			<DropdownMenu icon={ cog } label={ __( 'Preferences', 'aaia-chatbot' ) }>
				{ ( { onClose } ) => (
					<MenuGroup>
						{ pageFacts().can.reply && (
							<MenuItem
								role="menuitemcheckbox"
								isSelected={ opensNext }
								icon={ opensNext ? check : null }
								onClick={ () => change( { open_next: ! opensNext } ) }
							>
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
