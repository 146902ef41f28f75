import { Button, DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _x, isRTL, sprintf } from '@wordpress/i18n';
import {
	Icon, archive, cancelCircleFilled, check, chevronLeft, chevronRight, download, info, moreVertical, scheduled, tag, trash, unseen,
} from '@wordpress/icons';
import type { RefObject } from 'react';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation } from '../../src/wire/wire';
import { AssignMenu } from './AssignMenu';
import { Avatar } from './Avatar';
import { actions } from './actions';
import type { ConversationActions } from './actions';
import { CategoryMark, CategoryMenu } from './CategoryMenu';
import { contactsAddress } from './contacts/contacts-address';
import { ExportDialog } from './ExportDialog';
import { LabelMenu } from './LabelMenu';
import { LabelPills } from './LabelPills';
import { LimitMark } from './LimitMenu';
import { OpenMenu } from './OpenConversations';
import { PriorityMark, PriorityMenu } from './PriorityMenu';
import { SignOutDialog } from './SignOutDialog';
import { SnoozeDialog } from './SnoozeDialog';
import { StatusMark } from './StatusMark';
import { StatusMenu } from './StatusMenu';
import type { Inbox } from './use-inbox';
import { alertWord, avatarCode, placeOf, snoozeChoices, visitorName } from './words';

/** Labels shown in the header; the others are counted. */
const MOST_LABELS = 3;

/** Who the conversation is with, where it stands, and what an agent can do with it. */
export function ThreadHeader( {
	inbox,
	conversation,
	heading,
	onBack,
	details,
	onDetails,
	onDelete,
	onUnread,
	onContact,
}: {
	inbox: Inbox;
	conversation: StaffConversation;
	heading: RefObject< HTMLHeadingElement >;
	onBack: () => void;
	details: boolean;
	onDetails: () => void;
	onDelete: () => void;
	onUnread: () => void;
	/** Shows a contact on the screen of contacts. */
	onContact: ( id: string ) => void;
} ) {
	const name = visitorName( conversation );
	const held = conversation.handler === 'human';
	const can = pageFacts().can;
	const does = actions( inbox, conversation );
	const [ signingOut, setSigningOut ] = useState( false );
	const [ exporting, setExporting ] = useState( false );
	return (
		<header className="aaia-thread__head">
			<Button
				className="aaia-thread__back"
				icon={ isRTL() ? chevronRight : chevronLeft }
				label={ __( 'Back to the list', 'aaia-chatbot' ) }
				onClick={ onBack }
			/>
			<OpenMenu inbox={ inbox } />
			<Avatar name={ name } code={ avatarCode( conversation ) } kind="visitor" />
			<div className="aaia-thread__who">
				<div className="aaia-thread__name">
					<h2 ref={ heading } tabIndex={ -1 }>
						{ conversation.contact ? <ContactLink id={ conversation.contact.id } name={ name } onOpen={ onContact } /> : <bdi>{ name }</bdi> }
					</h2>
					<span>{ held ? heldBy( conversation ) : __( 'The assistant answers', 'aaia-chatbot' ) }</span>
				</div>
				<div className="aaia-thread__place">
					{ can.reply ? <StatusMenu inbox={ inbox } conversation={ conversation } /> : <StatusMark place={ placeOf( conversation ) } /> }
					{ can.reply ? (
						<>
							<PriorityMenu inbox={ inbox } conversation={ conversation } />
							<AssignMenu inbox={ inbox } conversation={ conversation } />
							<CategoryMenu inbox={ inbox } conversation={ conversation } short />
							<Labels inbox={ inbox } conversation={ conversation } />
						</>
					) : (
						<>
							<PriorityMark priority={ conversation.priority } />
							{ conversation.category && <CategoryMark category={ conversation.category } /> }
							<LabelPills names={ conversation.labels } labels={ inbox.state.labels } most={ MOST_LABELS } />
						</>
					) }
					{ conversation.limit && <LimitMark limit={ conversation.limit } /> }
					{ conversation.alert === 'delayed' && (
						<span className="aaia-alert is-delayed">{ alertWord( conversation.alert ) }</span>
					) }
				</div>
			</div>
			<div className="aaia-thread__actions">
				{ can.reply && (
					<>
						{ held ? (
							<Button size="compact" variant="secondary" onClick={ does.handBack }>
								{ __( 'Hand back', 'aaia-chatbot' ) }
							</Button>
						) : (
							<Button size="compact" variant="primary" onClick={ does.takeOver }>
								{ __( 'Take over', 'aaia-chatbot' ) }
							</Button>
						) }
						{ conversation.status === 'resolved' ? (
							<Button size="compact" variant="secondary" onClick={ () => does.setPlace( 'open' ) }>
								{ _x( 'Reopen', 'conversation', 'aaia-chatbot' ) }
							</Button>
						) : (
							<Button size="compact" variant="secondary" icon={ check } aria-keyshortcuts="e" onClick={ () => does.setPlace( 'resolved' ) }>
								{ _x( 'Resolve', 'conversation', 'aaia-chatbot' ) }
							</Button>
						) }
						<SnoozeMenu does={ does } />
					</>
				) }
				<Button
					className="aaia-thread__details"
					size="compact"
					icon={ info }
					label={ __( 'Details', 'aaia-chatbot' ) }
					aria-pressed={ details }
					aria-expanded={ details }
					onClick={ onDetails }
				/>
				{ ( can.reply || can.delete || can.export ) && (
					<MoreMenu
						conversation={ conversation }
						does={ does }
						onUnread={ onUnread }
						onSignOut={ () => setSigningOut( true ) }
						onExport={ () => setExporting( true ) }
						onDelete={ onDelete }
					/>
				) }
				{ exporting && <ExportDialog what={ { ids: [ conversation.id ] } } onClose={ () => setExporting( false ) } /> }
				{ signingOut && <SignOutDialog conversation={ conversation } onSure={ does.signOut } onClose={ () => setSigningOut( false ) } /> }
			</div>
		</header>
	);
}

/** The name, which leads to the contact that the conversation is linked to. */
function ContactLink( { id, name, onOpen }: { id: string; name: string; onOpen: ( id: string ) => void } ) {
	return (
		<a
			href={ contactsAddress( id ) }
			title={ __( 'Show the contact', 'aaia-chatbot' ) }
			onClick={ ( event ) => {
				if ( ! event.ctrlKey && ! event.metaKey && ! event.shiftKey ) {
					event.preventDefault();
					onOpen( id );
				}
			} }
		>
			<bdi>{ name }</bdi>
		</a>
	);
}

function Labels( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const names = conversation.labels;
	return (
		<LabelMenu
			inbox={ inbox }
			conversation={ conversation }
			label={ names.length === 0
				? __( 'No labels. Change them', 'aaia-chatbot' )
				/* translators: %s: names of labels. */
				: sprintf( __( 'Labels: %s. Change them', 'aaia-chatbot' ), names.join( ', ' ) ) }
		>
			{ names.length === 0
				? <Icon icon={ tag } size={ 18 } />
				: <LabelPills names={ names } labels={ inbox.state.labels } most={ MOST_LABELS } /> }
		</LabelMenu>
	);
}

function heldBy( { assignee }: StaffConversation ): string {
	return assignee === null
		? __( 'A person answers', 'aaia-chatbot' )
		: assignee.id === pageFacts().user
		? __( 'You answer', 'aaia-chatbot' )
		: assignee.name;
}

function SnoozeMenu( { does }: { does: ConversationActions } ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<>
			<DropdownMenu
				icon={ scheduled }
				label={ _x( 'Snooze', 'conversation', 'aaia-chatbot' ) }
				toggleProps={ { size: 'compact', className: 'aaia-snooze' } }
			>
				{ ( { onClose } ) => (
					<MenuGroup label={ _x( 'Snooze', 'conversation', 'aaia-chatbot' ) }>
						{ snoozeChoices().map( ( { value, label } ) => (
							<MenuItem key={ value } onClick={ () => {
								does.snooze( value );
								onClose();
							} }>{ label }</MenuItem>
						) ) }
						<MenuItem onClick={ () => {
							onClose();
							setAsking( true );
						} }>{ __( 'Another date…', 'aaia-chatbot' ) }</MenuItem>
					</MenuGroup>
				) }
			</DropdownMenu>
			{ asking && <SnoozeDialog onSnooze={ does.snooze } onClose={ () => setAsking( false ) } /> }
		</>
	);
}

function MoreMenu( {
	conversation,
	does,
	onUnread,
	onSignOut,
	onExport,
	onDelete,
}: {
	conversation: StaffConversation;
	does: ConversationActions;
	onUnread: () => void;
	onSignOut: () => void;
	onExport: () => void;
	onDelete: () => void;
} ) {
	const can = pageFacts().can;
	return (
		<DropdownMenu icon={ moreVertical } label={ __( 'More actions', 'aaia-chatbot' ) } toggleProps={ { size: 'compact' } }>
			{ ( { onClose } ) => (
				<MenuGroup>
					{ can.reply && (
						<MenuItem
							icon={ unseen }
							shortcut="U"
							onClick={ () => {
								onClose();
								onUnread();
							} }
						>
							{ __( 'Mark as unread', 'aaia-chatbot' ) }
						</MenuItem>
					) }
					{ can.reply && (
						<MenuItem
							icon={ archive }
							onClick={ () => {
								does.setArchived( ! conversation.archived );
								onClose();
							} }
						>
							{ conversation.archived ? __( 'Unarchive', 'aaia-chatbot' ) : _x( 'Archive', 'verb', 'aaia-chatbot' ) }
						</MenuItem>
					) }
					{ can.reply && (
						<MenuItem
							icon={ cancelCircleFilled }
							onClick={ () => {
								onSignOut();
								onClose();
							} }
						>
							{ __( 'Sign this visitor out…', 'aaia-chatbot' ) }
						</MenuItem>
					) }
					{ can.export && (
						<MenuItem
							icon={ download }
							onClick={ () => {
								onExport();
								onClose();
							} }
						>
							{ __( 'Export…', 'aaia-chatbot' ) }
						</MenuItem>
					) }
					{ can.delete && (
						<MenuItem
							icon={ trash }
							isDestructive
							onClick={ () => {
								onDelete();
								onClose();
							} }
						>
							{ __( 'Delete…', 'aaia-chatbot' ) }
						</MenuItem>
					) }
				</MenuGroup>
			) }
		</DropdownMenu>
	);
}
