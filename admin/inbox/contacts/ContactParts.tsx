import { Button, Spinner, TextareaControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, _n, _x, sprintf } from '@wordpress/i18n';
import type { FormEvent } from 'react';
import { asProblem } from '../../data/api';
import { addContactNote, deleteContactNote, loadContactConversations } from '../../data/contacts';
import { pageFacts } from '../../data/page-facts';
import { safeHref } from '../../shared/safe-href';
import type { ContactConversations, ContactIdentity, StaffContact } from '../../../src/wire/wire';
import { addressOf } from '../address';
import { StatusMark } from '../StatusMark';
import { fullTime, shortTime } from '../times';
import { placeOf } from '../words';
import { kindWord, trustWord } from './words';

/** Characters of a note. */
const NOTE = 5000;

/** What a contact is known by, each with how much is known about it. */
export function Identities( { contact }: { contact: StaffContact } ) {
	return (
		<>
			{ contact.identities.length > 0 && (
				<ul className="aaia-identities">
					{ contact.identities.map( ( identity ) => (
						<li key={ `${ identity.kind } ${ identity.value }` }>
							<span className="screen-reader-text">{ kindWord( identity.kind ) } </span>
							<IdentityValue identity={ identity } />
							<span className={ `aaia-trust${ identity.verified ? ' is-verified' : '' }` }>
								{ identity.verified && <span aria-hidden="true">✓ </span> }{ trustWord( identity ) }
							</span>
						</li>
					) ) }
				</ul>
			) }
			{ contact.hidden > 0 && (
				<p className="aaia-quiet">
					{ sprintf(
						/* translators: %d: number of addresses and telephone numbers. */
						_n(
							'%d address or number that you are not allowed to see',
							'%d addresses or numbers that you are not allowed to see',
							contact.hidden,
							'aaia-chatbot'
						),
						contact.hidden
					) }
				</p>
			) }
			{ contact.identities.length + contact.hidden === 0 && (
				<p className="aaia-quiet">{ __( 'No address or number yet', 'aaia-chatbot' ) }</p>
			) }
		</>
	);
}

function IdentityValue( { identity: { kind, value, label, url } }: { identity: ContactIdentity } ) {
	if ( kind === 'email' || kind === 'phone' ) {
		return <a href={ `${ kind === 'email' ? 'mailto' : 'tel' }:${ encodeURIComponent( value ) }` } dir="ltr">{ value }</a>;
	}
	const href = url === null ? null : safeHref( url );
	/* translators: 1: name of a filter, such as "Priority", 2: what is chosen, such as "High". */
	const words = sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), kindWord( kind ), label );
	return href === null ? <span dir="auto">{ words }</span> : <a href={ href } target="_top" dir="auto">{ words }</a>;
}

/** Notes of staff about a contact: visitors never see them. */
export function Notes( { contact, onChange }: { contact: StaffContact; onChange: ( contact: StaffContact ) => void } ) {
	const [ text, setText ] = useState( '' );
	const [ problem, setProblem ] = useState( '' );
	const { can } = pageFacts();
	const run = ( request: Promise< StaffContact > ): void => {
		setProblem( '' );
		request.then( ( changed ) => {
			setText( '' );
			onChange( changed );
		}, ( failure ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<>
			<ul className="aaia-contact-notes">
				{ contact.notes.map( ( note ) => (
					<li key={ note.id }>
						<p dir="auto">{ note.text }</p>
						<span className="aaia-quiet">
							<bdi>{ note.agent }</bdi> · <time dateTime={ note.at } title={ fullTime( note.at ) }>{ shortTime( note.at ) }</time>
							{ can.reply && ( note.own || can.manage ) && (
								<>
									{ ' · ' }
									<Button
										variant="link"
										aria-label={ __( 'Delete this note', 'aaia-chatbot' ) }
										onClick={ () => run( deleteContactNote( contact.id, note.id ) ) }
									>
										{ __( 'Delete', 'aaia-chatbot' ) }
									</Button>
								</>
							) }
						</span>
					</li>
				) ) }
			</ul>
			{ can.reply && (
				<form
					onSubmit={ ( event: FormEvent ) => {
						event.preventDefault();
						run( addContactNote( contact.id, text ) );
					} }
				>
					<TextareaControl
						__nextHasNoMarginBottom
						label={ __( 'Note about this contact', 'aaia-chatbot' ) }
						hideLabelFromVision
						placeholder={ __( 'Note for colleagues', 'aaia-chatbot' ) }
						rows={ 2 }
						maxLength={ NOTE }
						value={ text }
						onChange={ setText }
					/>
					{ text.trim() !== '' && (
						<Button size="compact" variant="secondary" type="submit">{ __( 'Save the note', 'aaia-chatbot' ) }</Button>
					) }
				</form>
			) }
			{ ! can.reply && contact.notes.length === 0 && <p className="aaia-quiet">{ _x( 'None', 'notes', 'aaia-chatbot' ) }</p> }
			{ problem && <p className="aaia-message__state is-bad" role="alert">{ problem }</p> }
		</>
	);
}

/** Orders in WooCommerce. */
export function Orders( { orders }: { orders: NonNullable< StaffContact[ 'orders' ] > } ) {
	return orders.length === 0 ? <p className="aaia-quiet">{ _x( 'None', 'orders', 'aaia-chatbot' ) }</p> : (
		<ul className="aaia-orders">
			{ orders.map( ( order ) => {
				const href = safeHref( order.url );
				/* translators: %s: number of an order. */
				const words = sprintf( __( 'Order %s', 'aaia-chatbot' ), order.number );
				return (
					<li key={ order.number }>
						{ href === null ? words : <a href={ href } target="_top">{ words }</a> }
						<span>{ order.total }</span>
						<span className="aaia-quiet">
							{ order.status }{ order.at && <> · <time dateTime={ order.at }>{ shortTime( order.at ) }</time></> }
						</span>
					</li>
				);
			} ) }
		</ul>
	);
}

/** A contact's conversations that the user may see, the newest first. */
export function Conversations( { contact, current, onOpen }: {
	contact: StaffContact;
	/** The conversation beside which they are shown. */
	current?: string;
	onOpen: ( id: string ) => void;
} ) {
	const [ shown, setShown ] = useState< ContactConversations | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const { id } = contact;
	useEffect( () => {
		const stop = new AbortController();
		loadContactConversations( id, null, stop.signal ).then(
			setShown,
			( failure ) => ! stop.signal.aborted && setProblem( asProblem( failure ).message )
		);
		return () => stop.abort();
	}, [ id, contact ] );
	const more = (): void => {
		loadContactConversations( id, shown?.next_cursor ?? null ).then(
			( { items, next_cursor: next } ) => setShown( ( before ) => ( { items: [ ...before?.items ?? [], ...items ], next_cursor: next } ) ),
			( failure ) => setProblem( asProblem( failure ).message )
		);
	};
	if ( problem ) {
		return <p className="aaia-message__state is-bad" role="alert">{ problem }</p>;
	}
	if ( shown === null ) {
		return <Spinner />;
	}
	const others = shown.items.filter( ( one ) => one.id !== current );
	return (
		<>
			{ others.length === 0 && <p className="aaia-quiet">
				{ current === undefined ? __( 'No conversation yet', 'aaia-chatbot' ) : __( 'No other conversation', 'aaia-chatbot' ) }
			</p> }
			<ul className="aaia-contact-conversations">
				{ others.map( ( conversation ) => (
					<li key={ conversation.id }>
						<a
							href={ addressOf( conversation.id ) }
							onClick={ ( event ) => {
								if ( ! event.ctrlKey && ! event.metaKey && ! event.shiftKey ) {
									event.preventDefault();
									onOpen( conversation.id );
								}
							} }
						>
							<bdi>{ conversation.preview || __( 'No messages yet', 'aaia-chatbot' ) }</bdi>
						</a>
						<span className="aaia-quiet">
							<StatusMark place={ placeOf( conversation ) } />
							<time dateTime={ conversation.last_activity_at } title={ fullTime( conversation.last_activity_at ) }>
								{ shortTime( conversation.last_activity_at ) }
							</time>
						</span>
					</li>
				) ) }
			</ul>
			{ shown.next_cursor !== null && <Button variant="link" onClick={ more }>{ __( 'Show more', 'aaia-chatbot' ) }</Button> }
		</>
	);
}
