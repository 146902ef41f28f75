import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { loadContact } from '../../data/contacts';
import type { Inbox } from '../use-inbox';
import { ContactPicker } from './ContactPicker';
import { contactName } from './words';

/** The filter by a contact: found by typing. */
export function ContactField( { value, inbox }: { value: string; inbox: Inbox } ) {
	const name = useContactName( value, inbox );
	if ( value === '' ) {
		return <ContactPicker onceTyped label={ __( 'Contact', 'aaia-chatbot' ) } onChoose={ ( { id } ) => inbox.filter( { contact: id } ) } />;
	}
	return (
		<div className="aaia-contact-field">
			<span>{ __( 'Contact', 'aaia-chatbot' ) }</span>
			<bdi>{ name }</bdi>
			<Button
				size="compact"
				variant="link"
				onClick={ () => inbox.filter( { contact: '' } ) }
			>
				{ __( 'All contacts', 'aaia-chatbot' ) }
			</Button>
		</div>
	);
}

/** The name of a contact: from a conversation that is known, or else asked for. */
export function useContactName( id: string, { state: { conversations } }: Inbox ): string {
	const [ loaded, setLoaded ] = useState( { id: '', name: '' } );
	const known = Object.values( conversations ).find( ( { contact } ) => contact?.id === id )?.contact?.name ?? '';
	const missing = id !== '' && known === '' && loaded.id !== id;
	useEffect( () => {
		if ( ! missing ) {
			return undefined;
		}
		const stop = new AbortController();
		loadContact( id, stop.signal ).then(
			( contact ) => setLoaded( { id, name: contactName( contact ) } ),
			() => ! stop.signal.aborted && setLoaded( { id, name: __( 'deleted', 'aaia-chatbot' ) } )
		);
		return () => stop.abort();
	}, [ id, missing ] );
	return known || ( loaded.id === id ? loaded.name : '…' );
}
