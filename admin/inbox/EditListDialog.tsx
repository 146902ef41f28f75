import { Button, CheckboxControl, Modal, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { chevronDown, chevronUp } from '@wordpress/icons';
import type { FormEvent, ReactNode } from 'react';
import { asProblem } from '../data/api';
import { ColorChoice } from './ColorChoice';

/** What is edited of a label or a category. */
export interface Edited {
	name: string;
	color: string;
	critical?: boolean;
}

/** A list that a dialog edits: labels or categories. */
export interface EditedList< T extends Edited & { id: number } > {
	title: string;
	items: readonly T[];
	colors: readonly string[];
	/** Characters of a name. */
	length: number;
	/** The button that adds one. */
	add: string;
	/** Asks before one is deleted, with how many conversations it concerns. */
	sentence: ( item: T, conversations: number ) => string;
	/** What marks the critical one, where there can be one. */
	criticalWord?: string;
	/** An item, to the eye. */
	draw: ( item: Edited ) => ReactNode;
	create: ( item: Edited ) => Promise< unknown >;
	change: ( id: number, item: Edited ) => Promise< unknown >;
	/** Puts it elsewhere in the list; only where the order is the owner's. */
	move?: ( id: number, position: number ) => Promise< unknown >;
	/** Null for those who may not delete. */
	remove: ( ( id: number ) => Promise< unknown > ) | null;
	use: ( id: number ) => Promise< { conversations: number } >;
}

/** What is done now; one thing at a time. */
type Doing = { kind: 'nothing' } | { kind: 'adding' } | { kind: 'editing'; id: number } | { kind: 'deleting'; id: number; count: number };

/** Everything of a list: create, rename, recolour, order, delete. */
export function EditListDialog< T extends Edited & { id: number } >( { list, onChanged, onClose }: {
	list: EditedList< T >;
	onChanged: () => void;
	onClose: () => void;
} ) {
	const { items, colors } = list;
	const [ doing, setDoing ] = useState< Doing >( { kind: 'nothing' } );
	const [ problem, setProblem ] = useState( '' );
	const fail = ( failure: unknown ): void => setProblem( asProblem( failure ).message );
	const begin = ( next: Doing ): void => {
		setProblem( '' );
		setDoing( next );
	};
	const stop = (): void => begin( { kind: 'nothing' } );
	const run = ( request: Promise< unknown > ): void => {
		setProblem( '' );
		request.then( () => {
			setDoing( { kind: 'nothing' } );
			onChanged();
		}, fail );
	};
	const askToDelete = ( id: number ): void => {
		setProblem( '' );
		list.use( id ).then( ( { conversations } ) => setDoing( { kind: 'deleting', id, count: conversations } ), fail );
	};
	const fresh = { name: '', color: colors[ items.length % Math.max( 1, colors.length ) ] ?? '#1a73e8' };
	return (
		<Modal title={ list.title } onRequestClose={ onClose } size="medium">
			{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
			<ul className="aaia-edit-list">
				{ items.map( ( item, place ) => (
					<li key={ item.id }>
						{ doing.kind === 'editing' && doing.id === item.id ? (
							<ItemForm list={ list } item={ item } onSave={ ( change ) => run( list.change( item.id, change ) ) } onCancel={ stop } />
						) : doing.kind === 'deleting' && doing.id === item.id ? (
							<Deletion
								sentence={ list.sentence( item, doing.count ) }
								onSure={ () => list.remove && run( list.remove( item.id ) ) }
								onCancel={ stop }
							/>
						) : (
							<div className="aaia-edit-list__row">
								<span>{ list.draw( item ) }</span>
								{ list.move && <Moves name={ item.name } place={ place } count={ items.length } onMove={ ( to ) => run(
									list.move?.( item.id, to ) ?? Promise.resolve()
								) } /> }
								<Button
									size="compact"
									variant="tertiary"
									/* translators: %s: name of a label or a category. */
									aria-label={ sprintf( __( 'Edit “%s”', 'aaia-chatbot' ), item.name ) }
									onClick={ () => begin( { kind: 'editing', id: item.id } ) }
								>
									{ __( 'Edit', 'aaia-chatbot' ) }
								</Button>
								{ list.remove && (
									<Button
										size="compact"
										variant="tertiary"
										isDestructive
										/* translators: %s: name of a label or a category. */
										aria-label={ sprintf( __( 'Delete “%s”', 'aaia-chatbot' ), item.name ) }
										onClick={ () => askToDelete( item.id ) }
									>
										{ __( 'Delete', 'aaia-chatbot' ) }
									</Button>
								) }
							</div>
						) }
					</li>
				) ) }
			</ul>
			{ doing.kind === 'adding' ? (
				<ItemForm list={ list } item={ fresh } onSave={ ( item ) => run( list.create( item ) ) } onCancel={ stop } />
			) : (
				<Button __next40pxDefaultSize variant="secondary" onClick={ () => begin( { kind: 'adding' } ) }>{ list.add }</Button>
			) }
		</Modal>
	);
}

/** Buttons that move an item up and down. */
export function Moves( { name, place, count, onMove }: { name: string; place: number; count: number; onMove: ( to: number ) => void } ) {
	return (
		<span className="aaia-edit-list__moves">
			<Button
				size="compact"
				icon={ chevronUp }
				/* translators: %s: name of an item of a list. */
				label={ sprintf( __( 'Move “%s” up', 'aaia-chatbot' ), name ) }
				disabled={ place === 0 }
				accessibleWhenDisabled
				onClick={ () => onMove( place - 1 ) }
			/>
			<Button
				size="compact"
				icon={ chevronDown }
				/* translators: %s: name of an item of a list. */
				label={ sprintf( __( 'Move “%s” down', 'aaia-chatbot' ), name ) }
				disabled={ place === count - 1 }
				accessibleWhenDisabled
				onClick={ () => onMove( place + 1 ) }
			/>
		</span>
	);
}

/** Name, colour and mark of an item. */
function ItemForm< T extends Edited & { id: number } >( { list, item, onSave, onCancel }: {
	list: EditedList< T >;
	item: Edited;
	onSave: ( item: Edited ) => void;
	onCancel: () => void;
} ) {
	const [ name, setName ] = useState( item.name );
	const [ color, setColor ] = useState( item.color );
	const [ critical, setCritical ] = useState( item.critical === true );
	const edited = { name: name.trim(), color, ...( list.criticalWord ? { critical } : {} ) };
	const save = ( event: FormEvent ): void => {
		event.preventDefault();
		onSave( edited );
	};
	return (
		<form className="aaia-edit-list__form" onSubmit={ save }>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Name', 'aaia-chatbot' ) }
				maxLength={ list.length }
				value={ name }
				onChange={ setName }
				// eslint-disable-next-line jsx-a11y/no-autofocus -- The button that opened the form is gone.
				autoFocus
			/>
			<ColorChoice value={ color } colors={ list.colors } onChoose={ setColor } />
			{ list.criticalWord && <CheckboxControl label={ list.criticalWord } checked={ critical } onChange={ setCritical } /> }
			<div className="aaia-edit-list__buttons">
				{ edited.name !== '' && <span>{ list.draw( edited ) }</span> }
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button __next40pxDefaultSize variant="primary" type="submit" disabled={ edited.name === '' } accessibleWhenDisabled>
					{ __( 'Save', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}

function Deletion( { sentence, onSure, onCancel }: { sentence: string; onSure: () => void; onCancel: () => void } ) {
	return (
		<div className="aaia-edit-list__form">
			<p role="alert">{ sentence }</p>
			<div className="aaia-edit-list__buttons">
				{ /* eslint-disable-next-line jsx-a11y/no-autofocus -- The button that asked is gone. */ }
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel } autoFocus>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button __next40pxDefaultSize variant="primary" isDestructive onClick={ onSure }>{ __( 'Delete', 'aaia-chatbot' ) }</Button>
			</div>
		</div>
	);
}
