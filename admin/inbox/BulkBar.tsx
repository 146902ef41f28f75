import { Button, Dropdown, DropdownMenu, MenuGroup, MenuItem } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _x, sprintf } from '@wordpress/i18n';
import { archive, close, people, published, scheduled, tag, trash } from '@wordpress/icons';
import type { ReactElement, ReactNode } from 'react';
import { asProblem } from '../data/api';
import { countBulk } from '../data/bulk';
import type { BulkWhat } from '../data/bulk';
import { pageFacts } from '../data/page-facts';
import { AssignChoices } from './AssignMenu';
import { conversationsWord, selectedWord } from './bulk-words';
import { ConfirmDialog } from './ConfirmDialog';
import { LabelField, searchLabels } from './LabelField';
import { LabelPill } from './LabelPills';
import type { Inbox } from './use-inbox';
import type { Selection } from './use-selection';
import { snoozeChoices, statusWord } from './words';

/** What can be done to the selected conversations. */
export function BulkBar( { inbox, selection }: { inbox: Inbox; selection: Selection } ) {
	const { state } = inbox;
	const { can } = pageFacts();
	const [ deleting, setDeleting ] = useState( false );
	const count = selection.all?.count ?? selection.ids.length;
	const loaded = state.list.ids.length;
	const isAllLoaded = selection.ids.length === loaded;
	const isArchive = state.filter.status === 'archived';
	const go = ( what: BulkWhat ): void => {
		inbox.bulk( selection.which(), what );
		selection.clear();
	};
	const selectAll = (): void => {
		countBulk( state.filter ).then( selection.selectAll, ( failure ) =>
			inbox.dispatch( { type: 'toast', toast: { text: asProblem( failure ).message, undo: null } } ) );
	};
	return (
		<div className="aaia-bulk" role="toolbar" aria-label={ __( 'Selected conversations', 'aaia-chatbot' ) }>
			<div className="aaia-bulk__which">
				<label>
					<input
						type="checkbox"
						checked={ isAllLoaded }
						ref={ ( box ) => {
							if ( box ) {
								box.indeterminate = ! isAllLoaded;
							}
						} }
						onChange={ () => isAllLoaded ? selection.clear() : selection.selectLoaded() }
						aria-label={ __( 'Select all that are shown', 'aaia-chatbot' ) }
					/>
					<strong role="status">{ selectedWord( count ) }{ selection.all?.more ? '+' : '' }</strong>
				</label>
				{ isAllLoaded && state.list.next !== null && selection.all === null && (
					<Button variant="link" onClick={ selectAll }>{ __( 'Select all that match', 'aaia-chatbot' ) }</Button>
				) }
				<Button
					size="small"
					icon={ close }
					label={ __( 'Clear the selection', 'aaia-chatbot' ) }
					onClick={ selection.clear }
				/>
			</div>
			{ selection.all?.more && (
				<p>{ __( 'More than 10,000 match: the newest 10,000 are taken at a time.', 'aaia-chatbot' ) }</p>
			) }
			<div className="aaia-bulk__actions">
				{ can.reply && (
					<>
						<StatusChoices onChoose={ go } />
						<SnoozeChoices onChoose={ go } />
						<Assign inbox={ inbox } onChoose={ go } />
						<LabelChoices inbox={ inbox } count={ count } onChoose={ go } />
						<Button
							icon={ archive }
							label={ isArchive ? __( 'Unarchive', 'aaia-chatbot' ) : _x( 'Archive', 'verb', 'aaia-chatbot' ) }
							onClick={ () => go( { action: isArchive ? 'unarchive' : 'archive' } ) }
						/>
					</>
				) }
				{ can.delete && (
					<Button icon={ trash } isDestructive label={ __( 'Delete…', 'aaia-chatbot' ) } onClick={ () => setDeleting( true ) } />
				) }
			</div>
			{ deleting && (
				<DeleteMany
					count={ count }
					onClose={ () => setDeleting( false ) }
					onDelete={ () => {
						setDeleting( false );
						go( { action: 'delete' } );
					} }
				/>
			) }
		</div>
	);
}

type Choose = ( what: BulkWhat ) => void;

function Menu( { icon, label, children }: {
	icon: ReactElement;
	label: string;
	children: ( item: ( key: string, label: string, act: () => void ) => ReactNode ) => ReactNode;
} ) {
	return (
		<DropdownMenu icon={ icon } label={ label } popoverProps={ { placement: 'bottom-start' } }>
			{ ( { onClose } ) => <>{ children( ( key, text, act ) => (
				<MenuItem key={ key } onClick={ () => {
					onClose();
					act();
				} }><bdi>{ text }</bdi></MenuItem>
			) ) }</> }
		</DropdownMenu>
	);
}

const STATUSES = [ 'resolved', 'open', 'pending' ] as const;

function StatusChoices( { onChoose }: { onChoose: Choose } ) {
	return (
		<Menu icon={ published } label={ __( 'Status', 'aaia-chatbot' ) }>
			{ ( item ) => <MenuGroup>{ STATUSES.map( ( status ) =>
				item( status, statusWord( status ), () => onChoose( { action: 'status', status } ) )
			) }</MenuGroup> }
		</Menu>
	);
}

function SnoozeChoices( { onChoose }: { onChoose: Choose } ) {
	return (
		<Menu icon={ scheduled } label={ _x( 'Snooze', 'conversation', 'aaia-chatbot' ) }>
			{ ( item ) => <MenuGroup>{ snoozeChoices().map( ( { value, label } ) =>
				item( value, label, () => onChoose( { action: 'status', status: 'snoozed', snooze: value } ) )
			) }</MenuGroup> }
		</Menu>
	);
}

function Assign( { inbox, onChoose }: { inbox: Inbox; onChoose: Choose } ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					icon={ people }
					label={ __( 'Assign to', 'aaia-chatbot' ) }
					aria-expanded={ isOpen }
					aria-haspopup="menu"
					onClick={ onToggle }
				/>
			) }
			renderContent={ ( { onClose } ) => (
				<AssignChoices
					inbox={ inbox }
					now={ null }
					onAgent={ ( assignee ) => onChoose( { action: 'assign', assignee } ) }
					onTeam={ ( team ) => onChoose( { action: 'assign', team } ) }
					onNobody={ () => onChoose( { action: 'assign', assignee: null, team: null } ) }
					onClose={ onClose }
				/>
			) }
		/>
	);
}

/** Labels to put on the selected conversations or to take off; a new one can be typed. */
function LabelChoices( { inbox: { state }, count, onChoose }: { inbox: Inbox; count: number; onChoose: Choose } ) {
	const [ typed, setTyped ] = useState( '' );
	const { name, found, known } = searchLabels( state.labels, typed );
	const on = conversationsWord( count );
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-start' } }
			focusOnMount="firstElement"
			onToggle={ () => setTyped( '' ) }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button icon={ tag } label={ __( 'Labels', 'aaia-chatbot' ) } aria-expanded={ isOpen } aria-haspopup="dialog" onClick={ onToggle } />
			) }
			renderContent={ () => (
				<div className="aaia-labels" role="group" aria-label={ __( 'Labels', 'aaia-chatbot' ) }>
					<LabelField typed={ typed } onType={ setTyped } onEnter={ () => onChoose( { action: 'label', add_labels: [ name ] } ) } />
					<ul className="aaia-labels__list aaia-bulk-labels">
						{ found.map( ( label ) => (
							<li key={ label.id }>
								<LabelPill { ...label } />
								<Button
									size="small"
									variant="tertiary"
									/* translators: 1: name of a label, 2: such as "12 conversations". */
									aria-label={ sprintf( __( 'Add “%1$s” to %2$s', 'aaia-chatbot' ), label.name, on ) }
									onClick={ () => onChoose( { action: 'label', add_labels: [ label.name ] } ) }
								>{ _x( 'Add', 'label', 'aaia-chatbot' ) }</Button>
								<Button
									size="small"
									variant="tertiary"
									/* translators: 1: name of a label, 2: such as "12 conversations". */
									aria-label={ sprintf( __( 'Remove “%1$s” from %2$s', 'aaia-chatbot' ), label.name, on ) }
									onClick={ () => onChoose( { action: 'label', remove_labels: [ label.name ] } ) }
								>{ _x( 'Remove', 'label', 'aaia-chatbot' ) }</Button>
							</li>
						) ) }
					</ul>
					{ name !== '' && ! known && (
						<div className="aaia-labels__new">
							<Button
								variant="secondary"
								__next40pxDefaultSize
								onClick={ () => onChoose( { action: 'label', add_labels: [ name ] } ) }
							>
								{ /* translators: %s: name of a label. */ sprintf( __( 'Create and add “%s”', 'aaia-chatbot' ), name ) }
							</Button>
						</div>
					) }
				</div>
			) }
		/>
	);
}

function DeleteMany( { count, onClose, onDelete }: { count: number; onClose: () => void; onDelete: () => void } ) {
	return (
		<ConfirmDialog
			/* translators: %s: such as "12 conversations". */
			title={ sprintf( __( 'Delete %s?', 'aaia-chatbot' ), conversationsWord( count ) ) }
			text={ __(
				'All their messages, notes, ratings and requests will be deleted, for the visitors too. This can’t be undone.',
				'aaia-chatbot'
			) }
			/* translators: %s: such as "12 conversations". */
			action={ sprintf( __( 'Delete %s permanently', 'aaia-chatbot' ), conversationsWord( count ) ) }
			onSure={ onDelete }
			onClose={ onClose }
		/>
	);
}
