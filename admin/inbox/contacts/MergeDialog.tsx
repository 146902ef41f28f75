import { Button, Modal, RadioControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { loadContact, mergeContacts } from '../../data/contacts';
import type { MergedContacts, StaffContact } from '../../../src/wire/wire';
import { ContactPicker } from './ContactPicker';
import { contactName } from './words';

/** Chooses another contact that is the same person, shows what happens, and merges the two. */
export function MergeDialog( { contact, onMerged, onClose }: {
	contact: StaffContact;
	onMerged: ( merged: MergedContacts, name: string ) => void;
	onClose: () => void;
} ) {
	const [ other, setOther ] = useState< StaffContact | null >( null );
	const [ keep, setKeep ] = useState( contact.id );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const fail = ( failure: unknown ): void => {
		setBusy( false );
		setProblem( asProblem( failure ).message );
	};
	const choose = ( id: string ): void => {
		setProblem( '' );
		loadContact( id ).then( setOther, fail );
	};
	const [ kept, gone ] = keep === contact.id ? [ contact, other ] : [ other, contact ];
	const merge = (): void => {
		if ( kept && gone ) {
			setBusy( true );
			setProblem( '' );
			mergeContacts( kept.id, gone.id ).then( ( merged ) => onMerged( merged, contactName( gone ) ), fail );
		}
	};
	return (
		<Modal
			/* translators: %s: name of a contact. */
			title={ sprintf( __( 'Merge %s with another contact', 'aaia-chatbot' ), contactName( contact ) ) }
			size="medium"
			onRequestClose={ onClose }
		>
			{ other === null && (
				<ContactPicker
					label={ __( 'Who is the same person?', 'aaia-chatbot' ) }
					without={ [ contact.id ] }
					onChoose={ ( { id } ) => choose( id ) }
				/>
			) }
			{ other && kept && gone && (
				<div className="aaia-merge">
					<RadioControl
						label={ __( 'Which name stays?', 'aaia-chatbot' ) }
						selected={ keep }
						options={ [ contact, other ].map( ( one ) => ( { value: one.id, label: contactName( one ) } ) ) }
						onChange={ setKeep }
					/>
					<p>
						{ /* translators: 1: name of a contact, 2: name of another contact. */
							sprintf( __( 'Everything of %1$s goes to %2$s:', 'aaia-chatbot' ), contactName( gone ), contactName( kept ) ) }
					</p>
					<ul>{ moved( gone ).map( ( line ) => <li key={ line }><bdi>{ line }</bdi></li> ) }</ul>
					<p className="aaia-quiet">{ __( 'You can undo this for a day. Visitors see none of it.', 'aaia-chatbot' ) }</p>
				</div>
			) }
			{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				{ other && (
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ () => setOther( null ) }
					>
						{ __( 'Choose another', 'aaia-chatbot' ) }
					</Button>
				) }
				<Button
					__next40pxDefaultSize
					variant="primary"
					isBusy={ busy }
					disabled={ busy || ! other }
					accessibleWhenDisabled
					onClick={ merge }
				>
					{ __( 'Merge', 'aaia-chatbot' ) }
				</Button>
			</div>
		</Modal>
	);
}

/** What a contact gives to the one that it becomes part of. */
function moved( { identities, hidden, notes, conversations }: StaffContact ): string[] {
	const known = identities.length + hidden;
	const lines = [
		...identities.map( ( { label } ) => label ),
		...( hidden === 0 ? [] : [ sprintf(
			/* translators: %d: number of addresses and telephone numbers. */
			_n(
				'%d address or number that you are not allowed to see',
				'%d addresses or numbers that you are not allowed to see',
				hidden,
				'aaia-chatbot'
			),
			hidden
		) ] ),
		...( notes.length === 0
			? []
			/* translators: %d: number of notes. */
			: [ sprintf( _n( '%d note', '%d notes', notes.length, 'aaia-chatbot' ), notes.length ) ] ),
		conversations > 99
			? __( 'more than 99 conversations', 'aaia-chatbot' )
			/* translators: %d: number of conversations. */
			: sprintf( _n( '%d conversation', '%d conversations', conversations, 'aaia-chatbot' ), conversations ),
	];
	return known + notes.length + conversations === 0 ? [ __( 'Nothing but the name, which is given up', 'aaia-chatbot' ) ] : lines;
}
