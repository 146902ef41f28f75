import { Button, Modal, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { asProblem } from '../data/api';
import { changeLabel, createLabel, deleteLabel, labelUse } from '../data/labels';
import { pageFacts } from '../data/page-facts';
import type { StaffLabel } from '../../src/wire/wire';
import { ColorChoice } from './ColorChoice';
import { LABEL_LENGTH } from './LabelMenu';
import { LabelPill } from './LabelPills';
import type { Inbox } from './use-inbox';

/** What is done to the labels now; one at a time. */
type Doing = { kind: 'nothing' } | { kind: 'adding' } | { kind: 'editing'; id: number } | { kind: 'deleting'; id: number; count: number };

/** All labels: create, rename, recolour, delete. */
export function LabelsDialog( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	const { labels, colors } = inbox.state;
	const [ doing, setDoing ] = useState< Doing >( { kind: 'nothing' } );
	const [ problem, setProblem ] = useState( '' );
	const run = ( request: Promise< unknown > ): void => {
		setProblem( '' );
		request.then( () => {
			setDoing( { kind: 'nothing' } );
			inbox.loadLists();
			inbox.nudge();
		}, ( failure ) => setProblem( asProblem( failure ).message ) );
	};
	const begin = ( next: Doing ): void => {
		setProblem( '' );
		setDoing( next );
	};
	const askToDelete = ( { id }: StaffLabel ): void => {
		setProblem( '' );
		labelUse( id ).then(
			( { conversations } ) => setDoing( { kind: 'deleting', id, count: conversations } ),
			( failure ) => setProblem( asProblem( failure ).message )
		);
	};
	const stop = (): void => begin( { kind: 'nothing' } );
	return (
		<Modal title={ __( 'Labels', 'aaia-chatbot' ) } onRequestClose={ onClose } size="medium">
			{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
			<ul className="aaia-labels-edit">
				{ labels.map( ( label ) => (
					<li key={ label.id }>
						{ doing.kind === 'editing' && doing.id === label.id ? (
							<LabelForm label={ label } colors={ colors } onSave={ ( change ) => run( changeLabel( label.id, change ) ) } onCancel={ stop } />
						) : doing.kind === 'deleting' && doing.id === label.id ? (
							<Deletion label={ label } count={ doing.count } onSure={ () => run( deleteLabel( label.id ) ) } onCancel={ stop } />
						) : (
							<div className="aaia-labels-edit__row">
								<LabelPill { ...label } />
								<Button
									size="compact"
									variant="tertiary"
									/* translators: %s: name of a label. */
									aria-label={ sprintf( __( 'Edit “%s”', 'aaia-chatbot' ), label.name ) }
									onClick={ () => begin( { kind: 'editing', id: label.id } ) }
								>
									{ __( 'Edit', 'aaia-chatbot' ) }
								</Button>
								{ pageFacts().can.manage && (
									<Button
										size="compact"
										variant="tertiary"
										isDestructive
										/* translators: %s: name of a label. */
										aria-label={ sprintf( __( 'Delete “%s”', 'aaia-chatbot' ), label.name ) }
										onClick={ () => askToDelete( label ) }
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
				<LabelForm
					label={ { name: '', color: colors[ labels.length % Math.max( 1, colors.length ) ] ?? '#1a73e8' } }
					colors={ colors }
					onSave={ ( label ) => run( createLabel( label ) ) }
					onCancel={ stop }
				/>
			) : (
				<Button __next40pxDefaultSize variant="secondary" onClick={ () => begin( { kind: 'adding' } ) }>
					{ __( 'Add a label', 'aaia-chatbot' ) }
				</Button>
			) }
		</Modal>
	);
}

/** Name and colour of a label. */
function LabelForm( { label, colors, onSave, onCancel }: {
	label: { name: string; color: string };
	colors: readonly string[];
	onSave: ( label: { name: string; color: string } ) => void;
	onCancel: () => void;
} ) {
	const [ name, setName ] = useState( label.name );
	const [ color, setColor ] = useState( label.color );
	const save = ( event: FormEvent ): void => {
		event.preventDefault();
		onSave( { name: name.trim(), color } );
	};
	return (
		<form className="aaia-labels-edit__form" onSubmit={ save }>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Name', 'aaia-chatbot' ) }
				maxLength={ LABEL_LENGTH }
				value={ name }
				onChange={ setName }
				// eslint-disable-next-line jsx-a11y/no-autofocus -- The button that opened the form is gone.
				autoFocus
			/>
			<ColorChoice value={ color } colors={ colors } onChoose={ setColor } />
			<div className="aaia-labels-edit__buttons">
				<LabelPill name={ name.trim() || __( 'Label', 'aaia-chatbot' ) } color={ color } />
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button __next40pxDefaultSize variant="primary" type="submit" disabled={ name.trim() === '' } accessibleWhenDisabled>
					{ __( 'Save', 'aaia-chatbot' ) }
				</Button>
			</div>
		</form>
	);
}

function Deletion( { label, count, onSure, onCancel }: { label: StaffLabel; count: number; onSure: () => void; onCancel: () => void } ) {
	const sentence = count === 0
		/* translators: %s: name of a label. */
		? sprintf( __( 'Delete “%s”? No conversation has it.', 'aaia-chatbot' ), label.name )
		: sprintf(
			/* translators: 1: name of a label, 2: number of conversations. */
			_n(
				'Delete “%1$s”? It is taken off %2$d conversation, which stays.',
				'Delete “%1$s”? It is taken off %2$d conversations, which stay.',
				count,
				'aaia-chatbot'
			),
			label.name,
			count
		);
	return (
		<div className="aaia-labels-edit__form">
			<p role="alert">{ sentence }</p>
			<div className="aaia-labels-edit__buttons">
				{ /* eslint-disable-next-line jsx-a11y/no-autofocus -- The button that asked is gone. */ }
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel } autoFocus>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button __next40pxDefaultSize variant="primary" isDestructive onClick={ onSure }>{ __( 'Delete', 'aaia-chatbot' ) }</Button>
			</div>
		</div>
	);
}
