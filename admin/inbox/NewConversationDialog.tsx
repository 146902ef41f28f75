import { Button, Modal, SelectControl, Spinner, TextareaControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { SyntheticEvent } from 'react';
import { asProblem } from '../data/api';
import { loadContact } from '../data/contacts';
import { beginConversation } from '../data/conversations';
import { randomId } from '../shared/random-id';
import type { StaffContact } from '../../src/wire/wire';
import { ManageReplies } from './canned/ManageReplies';
import { optionId } from './canned/ReplyOptions';
import { ReplyPicker } from './canned/ReplyPicker';
import { SLASH_LIST, SlashList } from './canned/SlashList';
import { useFieldReplies } from './canned/use-field-replies';
import { unfilled, valuesFor } from './canned/variables';
import { ContactForm } from './contacts/ContactForm';
import { ContactPicker } from './contacts/ContactPicker';
import { contactName } from './contacts/words';
import type { Inbox } from './use-inbox';

/** Writes to a contact first: who, to which address, what. The contact gets an e-mail with a link to the conversation. */
export function NewConversationDialog( { inbox, contact = null, onBegun, onClose }: {
	inbox: Inbox;
	/** Id of the contact; null lets choose one. */
	contact?: string | null;
	onBegun: ( conversation: string ) => void;
	onClose: () => void;
} ) {
	const [ to, setTo ] = useState< StaffContact | null >( null );
	const [ creating, setCreating ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	const choose = ( id: string ): void => {
		setProblem( '' );
		loadContact( id ).then( setTo, ( failure ) => setProblem( asProblem( failure ).message ) );
	};
	useEffect( () => {
		if ( contact !== null ) {
			choose( contact );
		}
	}, [ contact ] );
	const chosen = ( made: StaffContact ): void => {
		setCreating( false );
		setTo( made );
	};
	return (
		<Modal title={ __( 'New conversation', 'aaia-chatbot' ) } size="medium" onRequestClose={ onClose }>
			{ to === null && contact !== null && problem === '' && <Spinner /> }
			{ to === null && contact === null && ! creating && (
				<>
					<ContactPicker label={ __( 'To', 'aaia-chatbot' ) } onChoose={ ( { id } ) => choose( id ) } />
					<Button variant="link" onClick={ () => setCreating( true ) }>{ __( 'Create a contact', 'aaia-chatbot' ) }</Button>
				</>
			) }
			{ to === null && creating && <ContactForm contact={ null } onSaved={ chosen } onCancel={ () => setCreating( false ) } /> }
			{ to === null && problem !== '' && <p className="aaia-composer__error" role="alert">{ problem }</p> }
			{ to && (
				<Message
					key={ to.id }
					inbox={ inbox }
					to={ to }
					onChanged={ setTo }
					onOther={ contact === null ? () => setTo( null ) : null }
					onBegun={ onBegun }
					onClose={ onClose }
				/>
			) }
		</Modal>
	);
}

/** Addresses that may be written to: confirmed, or entered by the team; confirmed ones first. */
const reachable = ( { identities }: StaffContact ): string[] => identities
	.filter( ( { kind, verified, by_staff: entered } ) => kind === 'email' && ( verified || entered ) )
	.sort( ( a, b ) => Number( b.verified ) - Number( a.verified ) )
	.map( ( { value } ) => value );

function Message( { inbox, to, onChanged, onOther, onBegun, onClose }: {
	inbox: Inbox;
	to: StaffContact;
	onChanged: ( contact: StaffContact ) => void;
	/** Chooses another contact; null where it is given. */
	onOther: ( () => void ) | null;
	onBegun: ( conversation: string ) => void;
	onClose: () => void;
} ) {
	const addresses = reachable( to );
	const [ email, setEmail ] = useState( addresses[ 0 ] ?? '' );
	const [ text, setText ] = useState( '' );
	const [ editing, setEditing ] = useState( false );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );
	/** Variables without a value in what should have been sent. */
	const [ left, setLeft ] = useState< readonly string[] >( [] );
	// The same message sent again begins one conversation.
	const [ id ] = useState( randomId );
	const name = contactName( to );
	// Who may not see addresses writes to the one that the server chooses.
	const unreachable = addresses.length === 0 && to.hidden === 0;
	const send = ( asItIs = false ): void => {
		const empty = asItIs ? [] : unfilled( text );
		setLeft( empty );
		if ( empty.length > 0 ) {
			return;
		}
		setBusy( true );
		setProblem( '' );
		beginConversation( { id, account: 'web', to: to.id, text: text.trim(), ...( email === '' ? {} : { email } ) } ).then(
			( begun ) => {
				/* translators: %s: name of a contact. */
				const said = sprintf( __( 'Sent. %s gets an e-mail with a link to this conversation.', 'aaia-chatbot' ), name );
				inbox.dispatch( { type: 'toast', toast: { text: said, undo: null } } );
				inbox.reload();
				onBegun( begun.id );
			},
			( failure ) => {
				setBusy( false );
				setProblem( asProblem( failure ).message );
			}
		);
	};
	if ( editing ) {
		const saved = ( contact: StaffContact ): void => {
			setEditing( false );
			setEmail( reachable( contact )[ 0 ] ?? '' );
			onChanged( contact );
		};
		return <ContactForm contact={ to } onSaved={ saved } onCancel={ () => setEditing( false ) } />;
	}
	return (
		<form
			className="aaia-begin"
			onSubmit={ ( event ) => {
				// The dialog of the canned replies has a form of its own.
				if ( event.target === event.currentTarget ) {
					event.preventDefault();
					send();
				}
			} }
		>
			<p className="aaia-begin__to">
				{ __( 'To', 'aaia-chatbot' ) } <strong><bdi>{ name }</bdi></strong>{ ' ' }
				{ onOther && <Button variant="link" onClick={ onOther }>{ __( 'Choose another', 'aaia-chatbot' ) }</Button> }
			</p>
			{ unreachable ? (
				<>
					<p>
						{ __( 'This contact has no e-mail address that was confirmed or entered by your team. Add one to the contact.', 'aaia-chatbot' ) }
					</p>
					<Button
						__next40pxDefaultSize
						variant="secondary"
						onClick={ () => setEditing( true ) }
					>
						{ __( 'Edit the contact', 'aaia-chatbot' ) }
					</Button>
				</>
			) : (
				<>
					{ addresses.length > 1 && (
						<SelectControl
							__next40pxDefaultSize
							label={ __( 'E-mail address', 'aaia-chatbot' ) }
							value={ email }
							options={ addresses.map( ( value ) => ( { value, label: value } ) ) }
							onChange={ setEmail }
						/>
					) }
					{ addresses.length === 1 && <p className="aaia-quiet" dir="ltr">{ addresses[ 0 ] }</p> }
					<MessageField
						text={ text }
						to={ to }
						email={ email }
						onChange={ ( changed ) => {
							setText( changed );
							setLeft( [] );
						} }
					/>
				</>
			) }
			{ left.length > 0 && (
				<div className="aaia-composer__unfilled" role="alert">
					<p>
						{ sprintf(
							/* translators: %s: names of variables in braces. */
							__( 'Still to fill in: %s. Nothing is known for it about this contact.', 'aaia-chatbot' ),
							left.map( ( variable ) => `{${ variable }}` ).join( ', ' )
						) }
					</p>
					<Button size="compact" variant="secondary" onClick={ () => send( true ) }>{ __( 'Send it like this', 'aaia-chatbot' ) }</Button>
				</div>
			) }
			{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				{ ! unreachable && (
					<Button
						__next40pxDefaultSize
						variant="primary"
						type="submit"
						isBusy={ busy }
						disabled={ busy || text.trim() === '' }
						accessibleWhenDisabled
					>
						{ __( 'Send', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</form>
	);
}

/** What to say, with the canned replies and what they say about the contact. */
function MessageField( { text, to, email, onChange }: {
	text: string;
	to: StaffContact;
	email: string;
	onChange: ( text: string ) => void;
} ) {
	const field = useRef< HTMLTextAreaElement >( null );
	const canned = useFieldReplies( field, text, ( site ) => valuesFor( to.name, email, site ) );
	const [ managing, setManaging ] = useState< { text: string } | null >( null );
	useEffect( () => field.current?.focus(), [] );
	return (
		<>
			<TextareaControl
				ref={ field }
				label={ __( 'Message', 'aaia-chatbot' ) }
				rows={ 6 }
				maxLength={ 10000 }
				dir="auto"
				value={ text }
				aria-autocomplete="list"
				aria-controls={ canned.found.length > 0 ? SLASH_LIST : undefined }
				aria-activedescendant={ optionId( SLASH_LIST, canned.active ) }
				onChange={ ( typed ) => {
					onChange( typed );
					canned.setCaret( field.current?.selectionStart ?? null );
				} }
				onSelect={ ( { currentTarget }: SyntheticEvent< HTMLTextAreaElement > ) =>
					canned.setCaret( canned.caret === null ? null : currentTarget.selectionStart ) }
				onBlur={ () => canned.setCaret( null ) }
				onKeyDown={ canned.onKey }
				help={
					__( 'The message goes out by e-mail at once, with a link that opens this conversation in the chat for 7 days.', 'aaia-chatbot' )
				}
			/>
			{ canned.slash && <SlashList canned={ canned } flat={ canned.slash.query !== '' } /> }
			<ReplyPicker
				replies={ canned.replies }
				values={ canned.values }
				onChoose={ canned.insertReply }
				draft={ text.trim() }
				onManage={ ( kept ) => {
					canned.replies.load();
					setManaging( { text: kept } );
				} }
			/>
			{ managing && (
				<ManageReplies
					replies={ canned.replies }
					text={ managing.text }
					onClose={ () => {
						setManaging( null );
						window.setTimeout( () => field.current?.focus() );
					} }
				/>
			) }
		</>
	);
}
