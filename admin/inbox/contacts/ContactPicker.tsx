import { SearchControl, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { listContacts } from '../../data/contacts';
import type { ContactList, ContactSummary } from '../../../src/wire/wire';
import { useSearch } from '../../shared/use-search';
import { contactName } from './words';

/** Contacts shown at once. */
const MOST = 8;

const findContacts = ( search: string, signal: AbortSignal ): Promise< ContactList > => listContacts( search, null, signal );

/** The contacts that a search finds; they are asked for again when `again` changes. */
export function useContacts( search: string, again: unknown = null ): { list: ContactList | null; problem: string } {
	const { value: list, problem } = useSearch( search, findContacts, again );
	return { list, problem };
}

/** Finds a contact by typing, and chooses it. */
export function ContactPicker( { label, without = [], onceTyped = false, onChoose }: {
	label: string;
	/** Lists nothing before something is typed. */
	onceTyped?: boolean;
	/** Ids of contacts that cannot be chosen. */
	without?: readonly string[];
	onChoose: ( contact: ContactSummary ) => void;
} ) {
	const [ search, setSearch ] = useState( '' );
	const { list, problem } = useContacts( search );
	const unasked = onceTyped && search.trim() === '';
	const shown = ( list?.items ?? [] ).filter( ( { id } ) => ! without.includes( id ) ).slice( 0, MOST );
	return (
		<div className="aaia-contact-picker">
			<SearchControl
				__nextHasNoMarginBottom
				label={ label }
				hideLabelFromVision={ false }
				placeholder={ __( 'Name, e-mail, phone, order', 'aaia-chatbot' ) }
				value={ search }
				onChange={ setSearch }
			/>
			{ problem && <p className="aaia-message__state is-bad" role="alert">{ problem }</p> }
			{ list === null && ! problem && ! unasked && <Spinner /> }
			{ list !== null && ! unasked && (
				<>
					<ul aria-label={ __( 'Contacts found', 'aaia-chatbot' ) }>
						{ shown.map( ( contact ) => (
							<li key={ contact.id }>
								<button type="button" onClick={ () => onChoose( contact ) }>
									<bdi>{ contactName( contact ) }</bdi>
									<span className="aaia-quiet">{ reached( contact ) }</span>
								</button>
							</li>
						) ) }
					</ul>
					<p className="aaia-quiet" role="status">
						{ shown.length === 0 && __( 'No contact found.', 'aaia-chatbot' ) }
						{ list.too_wide && __( 'There are more. Type more of the name.', 'aaia-chatbot' ) }
					</p>
				</>
			) }
		</div>
	);
}

/** What tells contacts of the same name apart. */
export const reached = ( contact: ContactSummary ): string =>
	[ ...contact.emails, ...contact.phones ].filter( ( one ) => one !== contactName( contact ) ).slice( 0, 2 ).join( ' · ' );
