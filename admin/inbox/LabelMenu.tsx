import { Button, Dropdown } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { KeyboardEvent, ReactNode } from 'react';
import { asProblem } from '../data/api';
import { changeConversation } from '../data/conversations';
import { createLabel } from '../data/labels';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { ChoiceToggle } from './ChoiceToggle';
import { ColorChoice } from './ColorChoice';
import { LabelPill } from './LabelPills';
import { LabelsDialog } from './LabelsDialog';
import type { Inbox } from './use-inbox';

/** Characters of a name. */
export const LABEL_LENGTH = 40;

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
	const name = typed.trim().replace( /^[# ]+/, '' );
	const same = ( one: string ): boolean => one.toLowerCase() === name.toLowerCase();
	const found = labels.filter( ( label ) => label.name.toLowerCase().includes( name.toLowerCase() ) );
	const known = labels.find( ( label ) => same( label.name ) );
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
	const onKey = ( event: KeyboardEvent ): void => {
		if ( event.key === 'Enter' && name !== '' && ! event.nativeEvent.isComposing ) {
			event.preventDefault();
			if ( known ) {
				toggle( known.name );
			} else {
				create();
			}
		}
	};
	return (
		<div className="aaia-labels" role="group" aria-label={ __( 'Labels', 'aaia-chatbot' ) }>
			<input
				type="text"
				className="aaia-labels__field"
				aria-label={ __( 'Find or create a label', 'aaia-chatbot' ) }
				placeholder={ __( 'Find or create a label', 'aaia-chatbot' ) }
				maxLength={ LABEL_LENGTH }
				value={ typed }
				onChange={ ( { target } ) => setTyped( target.value ) }
				onKeyDown={ onKey }
			/>
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
