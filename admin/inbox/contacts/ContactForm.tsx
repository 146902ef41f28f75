import { Button, CheckboxControl, SelectControl, TextControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent, KeyboardEvent } from 'react';
import { asProblem } from '../../data/api';
import { changeContact, createContact } from '../../data/contacts';
import type { ContactIdentity, NewIdentity, StaffContact } from '../../../src/wire/wire';
import { kindWord } from './words';

const KINDS = [ 'email', 'phone', 'user', 'customer' ] as const;

/** An identity in the form; `before` is what is stored, null for a new one. */
interface Line {
	key: number;
	kind: ContactIdentity[ 'kind' ];
	value: string;
	verified: boolean;
	before: ContactIdentity | null;
}

const typed = ( lines: readonly Line[] ): NewIdentity[] =>
	lines.filter( ( { value } ) => value.trim() !== '' ).map( ( { kind, value, verified } ) => ( { kind, value: value.trim(), verified } ) );

const isChanged = ( { before, kind, value, verified }: Line ): boolean =>
	before === null || before.kind !== kind || before.value !== value.trim() || before.verified !== verified;

/** Makes a contact, or changes one: its name, addresses, telephone numbers and accounts. */
export function ContactForm( { contact, name: usual = '', email = null, conversation, onSaved, onCancel }: {
	/** Null for a new one. */
	contact: StaffContact | null;
	/** What is filled in of a new one. */
	name?: string;
	email?: string | null;
	/** Conversation that a new one is linked to. */
	conversation?: string;
	onSaved: ( contact: StaffContact ) => void;
	onCancel: () => void;
} ) {
	const [ name, setName ] = useState( contact ? contact.name ?? '' : usual );
	const [ lines, setLines ] = useState< readonly Line[] >( () => contact
		? contact.identities.map( ( before, key ) => ( { key, ...before, before } ) )
		: [ { key: 0, kind: 'email', value: email ?? '', verified: false, before: null } ] );
	const [ problem, setProblem ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	const change = ( key: number, to: Partial< Line > ): void =>
		setLines( lines.map( ( line ) => line.key === key ? { ...line, ...to } : line ) );
	const add = (): void => setLines( [
		...lines,
		{ key: Math.max( -1, ...lines.map( ( { key } ) => key ) ) + 1, kind: 'email', value: '', verified: false, before: null },
	] );
	const save = ( event: FormEvent ): void => {
		event.preventDefault();
		setBusy( true );
		setProblem( '' );
		const kept = lines.filter( ( { value } ) => value.trim() !== '' );
		const gone = contact?.identities.filter( ( { kind, value } ) =>
			! kept.some( ( line ) => line.kind === kind && line.value.trim() === value ) ) ?? [];
		const saving = contact
			? changeContact( contact.id, {
				name: name.trim(),
				add: typed( kept.filter( isChanged ) ),
				remove: gone.map( ( { kind, value } ) => ( { kind, value } ) ),
			} )
			: createContact( { name: name.trim(), identities: typed( kept ), ...( conversation === undefined ? {} : { conversation } ) } );
		saving.then( onSaved, ( failure ) => {
			setBusy( false );
			setProblem( asProblem( failure ).message );
		} );
	};
	return (
		<form
			role="presentation"
			className="aaia-contact-form"
			noValidate
			onSubmit={ save }
			onKeyDown={ ( event: KeyboardEvent ) => {
				if ( event.key === 'Escape' ) {
					// The inbox would leave the conversation.
					event.nativeEvent.stopImmediatePropagation();
					event.stopPropagation();
					onCancel();
				}
			} }
		>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				// Its button was just pressed: what it opens takes the keyboard.
				// eslint-disable-next-line jsx-a11y/no-autofocus
				autoFocus
				label={ __( 'Name', 'aaia-chatbot' ) }
				value={ name }
				maxLength={ 120 }
				onChange={ setName }
			/>
			{ lines.map( ( line, place ) => (
				<fieldset key={ line.key }>
					<legend className="screen-reader-text">
						{ /* translators: %d: its place in a list, such as 2. */ sprintf( __( 'Address or account %d', 'aaia-chatbot' ), place + 1 ) }
					</legend>
					<SelectControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						label={ __( 'Kind', 'aaia-chatbot' ) }
						hideLabelFromVision
						value={ line.kind }
						options={ KINDS.map( ( kind ) => ( { value: kind, label: kindWord( kind ) } ) ) }
						onChange={ ( kind ) => change( line.key, { kind } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						__nextHasNoMarginBottom
						label={ kindWord( line.kind ) }
						hideLabelFromVision
						dir="ltr"
						placeholder={ line.kind === 'user' || line.kind === 'customer' ? __( 'Login or e-mail address', 'aaia-chatbot' ) : '' }
						type={ line.kind === 'email' ? 'email' : line.kind === 'phone' ? 'tel' : 'text' }
						help={ line.before && line.before.label !== line.value ? line.before.label : undefined }
						value={ line.value }
						maxLength={ 254 }
						onChange={ ( value ) => change( line.key, { value } ) }
					/>
					<CheckboxControl
						__nextHasNoMarginBottom
						label={ __( 'Verified', 'aaia-chatbot' ) }
						checked={ line.verified }
						onChange={ ( verified ) => change( line.key, { verified } ) }
					/>
					<Button
						size="compact"
						variant="tertiary"
						isDestructive
						aria-label={ line.value === ''
							? __( 'Remove this line', 'aaia-chatbot' )
							/* translators: %s: an e-mail address, a telephone number or an account. */
							: sprintf( __( 'Remove “%s”', 'aaia-chatbot' ), line.value ) }
						onClick={ () => setLines( lines.filter( ( { key } ) => key !== line.key ) ) }
					>
						{ __( 'Remove', 'aaia-chatbot' ) }
					</Button>
				</fieldset>
			) ) }
			<Button variant="link" onClick={ add }>{ __( 'Add an address, a phone number or an account', 'aaia-chatbot' ) }</Button>
			{ problem && <p className="aaia-message__state is-bad" role="alert">{ problem }</p> }
			<div className="aaia-address__buttons">
				<Button size="compact" variant="primary" type="submit" isBusy={ busy } disabled={ busy } accessibleWhenDisabled>
					{ contact ? __( 'Save', 'aaia-chatbot' ) : __( 'Create the contact', 'aaia-chatbot' ) }
				</Button>
				<Button size="compact" variant="tertiary" onClick={ onCancel }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
			</div>
		</form>
	);
}
