import { Button, Dropdown } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { ReactNode } from 'react';
import { asProblem } from '../data/api';
import { changeConversation } from '../data/conversations';
import { createLabel } from '../data/labels';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { ChoiceToggle } from './ChoiceToggle';
import { ColorChoice } from './ColorChoice';
import { LabelField, searchLabels } from './LabelField';
import { LabelPill } from './LabelPills';
import { LabelsDialog } from './LabelsDialog';
import type { Inbox } from './use-inbox';

/** A button that opens the labels, to tick them, make new ones and edit them all. */
export function LabelMenu( { inbox, conversation, label, children }: {
	inbox: Inbox;
	conversation: StaffConversation;
	/** What the button does, for a screen reader. */
	label: string;
	children: ReactNode;
} ) {
	const [ editing, setEditing ] = useState( false );
	return (
		<>
			<Dropdown
				popoverProps={ { placement: 'bottom-start' } }
				focusOnMount="firstElement"
				renderToggle={ ( { isOpen, onToggle } ) => (
					<ChoiceToggle popup="dialog" label={ label } isOpen={ isOpen } onToggle={ onToggle }>
						<span>{ children }</span>
					</ChoiceToggle>
				) }
				renderContent={ ( { onClose } ) => (
					<LabelPicker
						inbox={ inbox }
						conversation={ conversation }
						onEdit={ () => {
							onClose();
							setEditing( true );
						} }
					/>
				) }
			/>
			{ editing && <LabelsDialog inbox={ inbox } onClose={ () => setEditing( false ) } /> }
		</>
	);
}

/** Labels to tick, found by typing; what there is not can be made at once. */
function LabelPicker( { inbox, conversation, onEdit }: { inbox: Inbox; conversation: StaffConversation; onEdit: () => void } ) {
	const { labels, colors } = inbox.state;
	const [ typed, setTyped ] = useState( '' );
	const [ color, setColor ] = useState( colors[ labels.length % Math.max( 1, colors.length ) ] ?? '#1a73e8' );
	const { name, found, known } = searchLabels( labels, typed );
	const toggle = ( chosen: string ): void => actions( inbox, conversation ).setLabel( chosen, ! conversation.labels.includes( chosen ) );
	const create = (): void => {
		setTyped( '' );
		const making = createLabel( { name, color } ).catch( ( failure: unknown ) => {
			// A colleague has just made it.
			if ( asProblem( failure ).status !== 409 ) {
				throw failure;
			}
		} );
		inbox.act(
			making.then( () => changeConversation( conversation.id, { add_labels: [ name ] } ) ),
			/* translators: %s: name of a label. */
			sprintf( __( 'Label “%s” added.', 'aaia-chatbot' ), name ),
			() => changeConversation( conversation.id, { remove_labels: [ name ] } )
		);
	};
	return (
		<div className="aaia-labels" role="group" aria-label={ __( 'Labels', 'aaia-chatbot' ) }>
			<LabelField typed={ typed } onType={ setTyped } onEnter={ () => known ? toggle( known.name ) : create() } />
			{ found.length > 0 && (
				<ul className="aaia-labels__list">
					{ found.map( ( label ) => (
						<li key={ label.id }>
							<label>
								<input
									type="checkbox"
									checked={ conversation.labels.includes( label.name ) }
									onChange={ () => toggle( label.name ) }
								/>
								<LabelPill { ...label } />
							</label>
						</li>
					) ) }
				</ul>
			) }
			{ labels.length === 0 && name === '' && (
				<p className="aaia-quiet">{ __( 'No labels yet. Type a name to create the first one.', 'aaia-chatbot' ) }</p>
			) }
			{ name !== '' && ! known && (
				<div className="aaia-labels__new">
					<ColorChoice value={ color } colors={ colors } onChoose={ setColor } />
					<Button variant="secondary" __next40pxDefaultSize onClick={ create }>
						{ /* translators: %s: name of a label. */ sprintf( __( 'Create “%s”', 'aaia-chatbot' ), name ) }
					</Button>
				</div>
			) }
			{ labels.length > 0 && (
				<Button variant="link" onClick={ onEdit }>{ __( 'Edit labels…', 'aaia-chatbot' ) }</Button>
			) }
		</div>
	);
}
