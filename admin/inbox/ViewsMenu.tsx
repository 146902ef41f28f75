import { Button, CheckboxControl, Dropdown, MenuGroup, MenuItem, Modal, NavigableMenu, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { asProblem } from '../data/api';
import { filterOf, filterQuery, isSame } from '../data/filter';
import { pageFacts } from '../data/page-facts';
import { changeView, createView, deleteView } from '../data/views';
import type { StaffView } from '../../src/wire/wire';
import { Moves } from './EditListDialog';
import type { Inbox } from './use-inbox';

/** Characters of a name. */
const LENGTH = 60;

/** Saved views: choose one, save what is shown as one, edit them. */
export function ViewsMenu( { inbox }: { inbox: Inbox } ) {
	const { views, filter } = inbox.state;
	const [ dialog, setDialog ] = useState< 'save' | 'edit' | null >( null );
	const current = views.find( ( view ) => isSame( filterOf( view.filter ), filter ) );
	const groups = [
		[ __( 'My views', 'aaia-chatbot' ), views.filter( ( { shared } ) => ! shared ) ],
		[ __( 'The team’s views', 'aaia-chatbot' ), views.filter( ( { shared } ) => shared ) ],
	] as const;
	return (
		<>
			<Dropdown
				popoverProps={ { placement: 'bottom-start' } }
				renderToggle={ ( { isOpen, onToggle } ) => (
					<Button
						className="aaia-views-toggle"
						size="compact"
						variant="tertiary"
						aria-expanded={ isOpen }
						aria-haspopup="menu"
						onClick={ onToggle }
					>
						{ current
							/* translators: %s: name of a saved view. */
							? sprintf( __( 'View: %s', 'aaia-chatbot' ), current.name )
							: __( 'Views', 'aaia-chatbot' ) }
					</Button>
				) }
				renderContent={ ( { onClose } ) => (
					<NavigableMenu role="menu" aria-label={ __( 'Views', 'aaia-chatbot' ) } className="aaia-choice-menu">
						{ groups.map( ( [ title, own ] ) => own.length > 0 && (
							<MenuGroup key={ title } label={ title }>
								{ own.map( ( view ) => (
									<MenuItem
										key={ view.id }
										role="menuitemradio"
										isSelected={ view.id === current?.id }
										onClick={ () => {
											onClose();
											inbox.filter( filterOf( view.filter ) );
										} }
									>
										{ view.name }
									</MenuItem>
								) ) }
							</MenuGroup>
						) ) }
						<MenuGroup>
							<MenuItem onClick={ () => {
								onClose();
								setDialog( 'save' );
							} }>{ __( 'Save as a view…', 'aaia-chatbot' ) }</MenuItem>
							{ views.some( ( view ) => view.may_edit ) && (
								<MenuItem onClick={ () => {
									onClose();
									setDialog( 'edit' );
								} }>{ __( 'Edit views…', 'aaia-chatbot' ) }</MenuItem>
							) }
						</MenuGroup>
					</NavigableMenu>
				) }
			/>
			{ dialog === 'save' && <SaveDialog inbox={ inbox } onClose={ () => setDialog( null ) } /> }
			{ dialog === 'edit' && <EditDialog inbox={ inbox } onClose={ () => setDialog( null ) } /> }
		</>
	);
}

/** Saves the tab, filters, order and search that are shown under a name. */
function SaveDialog( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	const [ name, setName ] = useState( '' );
	const [ shared, setShared ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const save = ( event: FormEvent ): void => {
		event.preventDefault();
		createView( { name: name.trim(), shared, filter: filterQuery( inbox.state.filter ) } ).then( () => {
			inbox.loadLists();
			onClose();
		}, ( failure ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<Modal title={ __( 'Save as a view', 'aaia-chatbot' ) } onRequestClose={ onClose } size="small">
			<form className="aaia-edit-list__form" onSubmit={ save }>
				<p>{ __( 'The tab, filters, order and search that you see now.', 'aaia-chatbot' ) }</p>
				{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
				<TextControl
					__next40pxDefaultSize
					label={ __( 'Name', 'aaia-chatbot' ) }
					maxLength={ LENGTH }
					value={ name }
					onChange={ setName }
				/>
				{ pageFacts().can.reply && (
					<CheckboxControl label={ __( 'For the whole team', 'aaia-chatbot' ) } checked={ shared } onChange={ setShared } />
				) }
				<div className="aaia-edit-list__buttons">
					<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
					<Button __next40pxDefaultSize variant="primary" type="submit" disabled={ name.trim() === '' } accessibleWhenDisabled>
						{ __( 'Save', 'aaia-chatbot' ) }
					</Button>
				</div>
			</form>
		</Modal>
	);
}

/** Renames, orders and deletes views, one's own and the team's. */
function EditDialog( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	const { views } = inbox.state;
	const [ problem, setProblem ] = useState( '' );
	const run = ( request: Promise< unknown > ): Promise< void > => {
		setProblem( '' );
		return request.then( () => inbox.loadLists(), ( failure ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<Modal title={ __( 'Views', 'aaia-chatbot' ) } onRequestClose={ onClose } size="medium">
			{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
			{ [ false, true ].map( ( shared ) => {
				const own = views.filter( ( view ) => view.shared === shared );
				return own.length > 0 && (
					<section key={ String( shared ) }>
						<h2>{ shared ? __( 'The team’s views', 'aaia-chatbot' ) : __( 'My views', 'aaia-chatbot' ) }</h2>
						<ul className="aaia-edit-list">
							{ own.map( ( view, place ) => (
								<ViewRow key={ view.id } inbox={ inbox } view={ view } place={ place } count={ own.length } run={ run } />
							) ) }
						</ul>
					</section>
				);
			} ) }
		</Modal>
	);
}

function ViewRow( { inbox, view, place, count, run }: {
	inbox: Inbox;
	view: StaffView;
	place: number;
	count: number;
	run: ( request: Promise< unknown > ) => Promise< void >;
} ) {
	const [ name, setName ] = useState< string | null >( null );
	const [ deleting, setDeleting ] = useState( false );
	const rename = ( event: FormEvent ): void => {
		event.preventDefault();
		void run( changeView( view.id, { name: ( name ?? '' ).trim() } ) ).then( () => setName( null ) );
	};
	if ( name !== null ) {
		return (
			<li>
				<form className="aaia-edit-list__form" onSubmit={ rename }>
					<TextControl
						__next40pxDefaultSize
						label={ __( 'Name', 'aaia-chatbot' ) }
						maxLength={ LENGTH }
						value={ name }
						onChange={ setName }
						// eslint-disable-next-line jsx-a11y/no-autofocus -- The button that opened the form is gone.
						autoFocus
					/>
					<div className="aaia-edit-list__buttons">
						<Button __next40pxDefaultSize variant="tertiary" onClick={ () => setName( null ) }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
						<Button __next40pxDefaultSize variant="primary" type="submit" disabled={ name.trim() === '' } accessibleWhenDisabled>
							{ __( 'Save', 'aaia-chatbot' ) }
						</Button>
					</div>
				</form>
			</li>
		);
	}
	return (
		<li>
			<div className="aaia-edit-list__row">
				<span><bdi>{ view.name }</bdi></span>
				{ view.may_edit && deleting && (
					<>
						<Button size="compact" variant="tertiary" onClick={ () => setDeleting( false ) }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
						<Button
							size="compact"
							variant="primary"
							isDestructive
							// eslint-disable-next-line jsx-a11y/no-autofocus -- The button that asked is gone.
							autoFocus
							onClick={ () => void run( deleteView( view.id ) ) }
						>
							{ view.shared ? __( 'Delete for everybody', 'aaia-chatbot' ) : __( 'Delete', 'aaia-chatbot' ) }
						</Button>
					</>
				) }
				{ view.may_edit && ! deleting && (
					<>
						<Moves name={ view.name } place={ place } count={ count } onMove={ ( to ) => void run( changeView( view.id, { position: to } ) ) } />
						<Button
							size="compact"
							variant="tertiary"
							/* translators: %s: name of a saved view. */
							aria-label={ sprintf( __( 'Rename “%s”', 'aaia-chatbot' ), view.name ) }
							onClick={ () => setName( view.name ) }
						>
							{ __( 'Rename', 'aaia-chatbot' ) }
						</Button>
						<Button
							size="compact"
							variant="tertiary"
							/* translators: %s: name of a saved view. */
							aria-label={ sprintf( __( 'Update “%s” to what the list shows now', 'aaia-chatbot' ), view.name ) }
							disabled={ isSame( filterOf( view.filter ), inbox.state.filter ) }
							accessibleWhenDisabled
							onClick={ () => void run( changeView( view.id, { filter: filterQuery( inbox.state.filter ) } ) ) }
						>
							{ __( 'Update', 'aaia-chatbot' ) }
						</Button>
						<Button
							size="compact"
							variant="tertiary"
							isDestructive
							/* translators: %s: name of a saved view. */
							aria-label={ sprintf( __( 'Delete “%s”', 'aaia-chatbot' ), view.name ) }
							onClick={ () => setDeleting( true ) }
						>
							{ __( 'Delete', 'aaia-chatbot' ) }
						</Button>
					</>
				) }
			</div>
		</li>
	);
}
