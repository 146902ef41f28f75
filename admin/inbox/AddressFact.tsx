import { Button, TextControl } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { FormEvent, KeyboardEvent } from 'react';
import { asProblem } from '../data/api';
import { changeConversation, loadLinks, revokeLinks } from '../data/conversations';
import { pageFacts } from '../data/page-facts';
import type { StaffConversation, StaffLinks } from '../../src/wire/wire';
import { fullTime } from './times';
import type { Inbox } from './use-inbox';

/** The visitor's e-mail address, which staff can enter or correct, and the links mailed to it. */
export function AddressFact( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const [ editing, setEditing ] = useState( false );
	const [ links, setLinks ] = useState< StaffLinks | null >( null );
	const button = useRef< HTMLButtonElement >( null );
	const { email, email_verified: verified, email_entered: entered } = conversation.visitor;
	const { reply } = pageFacts().can;

	useEffect( () => {
		// Asked again whenever something happens in the conversation: a mail may have gone out. Without an answer nothing is said of links.
		const stop = new AbortController();
		loadLinks( conversation.id, stop.signal ).then( setLinks, () => undefined );
		return () => stop.abort();
	}, [ conversation ] );

	const close = (): void => {
		setEditing( false );
		window.setTimeout( () => button.current?.focus() );
	};
	const revoke = (): void => {
		inbox.act(
			revokeLinks( conversation.id ).then( ( answer ) => {
				setLinks( answer );
				return conversation;
			} ),
			__( 'The links e-mailed so far no longer work.', 'aaia-chatbot' )
		);
	};
	const mails = links?.replies_mailed !== false;
	return (
		<>
			<div>
				<dt>{ addressTerm( email, verified, entered ) }</dt>
				<dd>
					{ editing ? (
						<AddressForm inbox={ inbox } conversation={ conversation } onClose={ close } />
					) : (
						<>
							{ email !== null && <a href={ `mailto:${ encodeURIComponent( email ) }` } dir="ltr">{ email }</a> }{ ' ' }
							{ reply && (
								<Button ref={ button } variant="link" onClick={ () => setEditing( true ) }>
									{ email === null ? __( 'Add', 'aaia-chatbot' ) : __( 'Edit', 'aaia-chatbot' ) }
								</Button>
							) }
							{ email !== null && ! verified && ! entered && mails && (
								<p className="aaia-quiet">
									{ __( 'Replies the visitor has not seen are e-mailed once they have confirmed it.', 'aaia-chatbot' ) }
								</p>
							) }
						</>
					) }
				</dd>
			</div>
			{ links && links.open_until !== null && (
				<div>
					<dt>{ __( 'E-mailed link', 'aaia-chatbot' ) }</dt>
					<dd>
						{ sprintf( /* translators: %s: date and time. */ __( 'Works until %s', 'aaia-chatbot' ), fullTime( links.open_until ) ) }{ ' ' }
						{ reply && <Button variant="link" onClick={ revoke }>{ __( 'Revoke', 'aaia-chatbot' ) }</Button> }
					</dd>
				</div>
			) }
		</>
	);
}

function addressTerm( email: string | null, verified: boolean, entered: boolean ): string {
	if ( email === null ) {
		return __( 'E-mail', 'aaia-chatbot' );
	}
	if ( verified ) {
		return __( 'E-mail (verified)', 'aaia-chatbot' );
	}
	return entered ? __( 'E-mail (entered by the team)', 'aaia-chatbot' ) : __( 'E-mail (not verified)', 'aaia-chatbot' );
}

function AddressForm( { inbox, conversation, onClose }: { inbox: Inbox; conversation: StaffConversation; onClose: () => void } ) {
	const { email, email_entered: entered } = conversation.visitor;
	const [ typed, setTyped ] = useState( email ?? '' );
	const [ busy, setBusy ] = useState( false );
	const [ problem, setProblem ] = useState( '' );

	const save = ( address: string ): void => {
		setBusy( true );
		changeConversation( conversation.id, { email: address } ).then(
			( changed ) => {
				inbox.act( Promise.resolve( changed ), __( 'Address saved.', 'aaia-chatbot' ) );
				onClose();
			},
			( failure ) => {
				setBusy( false );
				setProblem( asProblem( failure ).message );
			}
		);
	};
	return (
		<form
			className="aaia-address"
			noValidate
			onSubmit={ ( event: FormEvent ) => {
				event.preventDefault();
				save( typed.trim() );
			} }
		>
			<TextControl
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				// Its button was just pressed: what it opens takes the keyboard.
				// eslint-disable-next-line jsx-a11y/no-autofocus
				autoFocus
				type="email"
				label={ __( 'Visitor’s e-mail address', 'aaia-chatbot' ) }
				help={ __( 'Replies they have not seen go there, with a link to this conversation.', 'aaia-chatbot' ) }
				value={ typed }
				maxLength={ 254 }
				aria-invalid={ problem !== '' }
				onChange={ setTyped }
				onKeyDown={ ( event: KeyboardEvent ) => {
					if ( event.key === 'Escape' ) {
						// The inbox would leave the conversation.
						event.nativeEvent.stopImmediatePropagation();
						event.stopPropagation();
						onClose();
					}
				} }
			/>
			{ problem && <p className="aaia-message__state is-bad" role="alert">{ problem }</p> }
			<div className="aaia-address__buttons">
				<Button size="compact" variant="primary" type="submit" disabled={ busy || typed.trim() === '' } accessibleWhenDisabled>
					{ __( 'Save', 'aaia-chatbot' ) }
				</Button>
				<Button size="compact" variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				{ entered && (
					<Button size="compact" variant="tertiary" isDestructive disabled={ busy } onClick={ () => save( '' ) }>
						{ __( 'Remove', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
		</form>
	);
}
