import { Button, DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import { closeSmall, listView } from '@wordpress/icons';
import type { ReactNode } from 'react';
import type { StaffConversation } from '../../src/wire/wire';
import { Avatar } from './Avatar';
import type { Inbox } from './use-inbox';
import { avatarCode, visitorName } from './words';

/** Those that are known; the others come with the first answer. */
const opened = ( { state: { tabs, conversations } }: Inbox ): StaffConversation[] => tabs.flatMap( ( id ) => conversations[ id ] ?? [] );

/** Tabs of the open conversations, above the thread. */
export function ConversationTabs( { inbox }: { inbox: Inbox } ) {
	const shown = opened( inbox );
	return shown.length === 0 ? null : (
		<nav className="aaia-tabs" aria-label={ __( 'Tabs', 'aaia-chatbot' ) }>
			<ul>
				{ shown.map( ( conversation ) => {
					const { id } = conversation;
					const name = visitorName( conversation );
					return (
						<li key={ id }>
							<button
								type="button"
								className="aaia-tab"
								title={ name }
								aria-current={ id === inbox.state.open ? 'page' : undefined }
								onClick={ () => inbox.open( id ) }
								onAuxClick={ ( event ) => event.button === 1 && inbox.closeTab( id ) }
							>
								<UnreadDot conversation={ conversation } />
								<bdi>{ name }</bdi>
							</button>
							<Button
								className="aaia-tab__close"
								size="small"
								icon={ closeSmall }
								iconSize={ 18 }
								label={ sprintf( /* translators: %s: name of a visitor. */ __( 'Close the tab of %s', 'aaia-chatbot' ), name ) }
								onClick={ () => inbox.closeTab( id ) }
							/>
						</li>
					);
				} ) }
			</ul>
		</nav>
	);
}

/** The open conversations at the side, and what belongs to the whole inbox at its foot. */
export function Rail( {
	inbox,
	folded,
	onFold,
	children,
}: {
	inbox: Inbox;
	folded: boolean;
	onFold: () => void;
	children: ReactNode;
} ) {
	return (
		<nav className="aaia-rail" aria-label={ __( 'Open conversations', 'aaia-chatbot' ) }>
			<Button
				icon={ listView }
				label={ folded ? __( 'Show the list', 'aaia-chatbot' ) : __( 'Hide the list while a conversation is open', 'aaia-chatbot' ) }
				aria-pressed={ folded }
				onClick={ onFold }
			/>
			<ul>
				{ opened( inbox ).map( ( conversation ) => {
					const name = visitorName( conversation );
					return (
						<li key={ conversation.id }>
							<button
								type="button"
								className="aaia-rail__item"
								title={ name }
								aria-current={ conversation.id === inbox.state.open ? 'page' : undefined }
								onClick={ () => inbox.open( conversation.id ) }
							>
								<Avatar name={ name } code={ avatarCode( conversation ) } kind="visitor" />
								<span className="screen-reader-text">{ name }</span>
								<UnreadDot conversation={ conversation } />
							</button>
						</li>
					);
				} ) }
			</ul>
			<div className="aaia-rail__foot">{ children }</div>
		</nav>
	);
}

/** The same in a menu, where there is no room for tabs. */
export function OpenMenu( { inbox }: { inbox: Inbox } ) {
	const shown = opened( inbox );
	const label = sprintf(
		/* translators: %d: number. */
		_n( '%d open conversation', '%d open conversations', shown.length, 'aaia-chatbot' ),
		shown.length
	);
	return shown.length === 0 ? null : (
		<DropdownMenu
			className="aaia-narrow"
			icon={ null }
			label={ label }
			text={ String( shown.length ) }
			toggleProps={ { size: 'compact', variant: 'tertiary', className: 'aaia-open-count' } }
		>
			{ ( { onClose } ) => (
				<>
					<MenuGroup label={ __( 'Open conversations', 'aaia-chatbot' ) }>
						{ shown.map( ( conversation ) => (
							<MenuItem
								key={ conversation.id }
								isSelected={ conversation.id === inbox.state.open }
								role="menuitemradio"
								suffix={ <UnreadDot conversation={ conversation } /> }
								onClick={ () => {
									inbox.open( conversation.id );
									onClose();
								} }
							>
								<bdi>{ visitorName( conversation ) }</bdi>
							</MenuItem>
						) ) }
					</MenuGroup>
					<MenuGroup>
						<MenuItem
							onClick={ () => {
								shown.forEach( ( { id } ) => inbox.dispatch( { type: 'tab-closed', id } ) );
								onClose();
							} }
						>
							{ __( 'Close all', 'aaia-chatbot' ) }
						</MenuItem>
					</MenuGroup>
				</>
			) }
		</DropdownMenu>
	);
}

function UnreadDot( { conversation }: { conversation: StaffConversation } ) {
	return ! conversation.unread ? null : (
		<span className="aaia-unread-dot">
			<span className="screen-reader-text">{ __( 'Unread', 'aaia-chatbot' ) }</span>
		</span>
	);
}
