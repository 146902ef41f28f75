import { Dropdown, MenuGroup, MenuItemsChoice, NavigableMenu } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import type { Place } from './actions';
import { StatusMark } from './StatusMark';
import type { Inbox } from './use-inbox';
import { placeOf, statusWord } from './words';

const PLACES: readonly Place[] = [ 'open', 'pending', 'resolved', 'archived' ];

/** Where a conversation stands, and a menu to put it elsewhere. Snoozing has a menu of its own, because it needs a time. */
export function StatusMenu( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const place = placeOf( conversation );
	const does = actions( inbox, conversation );
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<button
					type="button"
					className="aaia-status-toggle"
					aria-haspopup="menu"
					aria-expanded={ isOpen }
					onClick={ onToggle }
					/* translators: %s: a status, such as "Open". */
					aria-label={ sprintf( __( 'Status: %s. Change it', 'aaia-chatbot' ), statusWord( place ) ) }
				>
					<StatusMark place={ place } />
				</button>
			) }
			renderContent={ ( { onClose } ) => (
				<NavigableMenu role="menu" aria-label={ __( 'Status', 'aaia-chatbot' ) }>
					<MenuGroup>
						<MenuItemsChoice
							value={ place }
							onHover={ () => undefined }
							choices={ PLACES.map( ( one ) => ( { value: one, label: statusWord( one ) } ) ) }
							onSelect={ ( chosen ) => {
								const to = PLACES.find( ( one ) => one === chosen );
								if ( to && to !== place ) {
									does.setPlace( to );
								}
								onClose();
							} }
						/>
					</MenuGroup>
				</NavigableMenu>
			) }
		/>
	);
}
