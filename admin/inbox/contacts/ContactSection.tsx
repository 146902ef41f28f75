import { Button, Dropdown, MenuGroup, MenuItem, NavigableMenu } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { moreVertical } from '@wordpress/icons';
import { asProblem } from '../../data/api';
import { changeConversation } from '../../data/conversations';
import { loadConversationContact } from '../../data/contacts';
import { pageFacts } from '../../data/page-facts';
import type { ContactSummary, ConversationContact, StaffContact, StaffConversation } from '../../../src/wire/wire';
import type { Inbox } from '../use-inbox';
import { ContactForm } from './ContactForm';
import { Conversations, Identities, Notes, Orders } from './ContactParts';
import { ContactPicker, reached } from './ContactPicker';
import { MergeDialog } from './MergeDialog';
import { mergedToast } from './merged-toast';
import { contactName } from './words';

type Doing = 'nothing' | 'creating' | 'linking' | 'editing' | 'merging';

/** Who the visitor of a conversation is to staff: the contact it is linked to, or ways to link it. */
export function ContactSection( { inbox, conversation, onContact }: {
	inbox: Inbox;
	conversation: StaffConversation;
	/** Shows a contact on the screen of contacts. */
	onContact: ( id: string ) => void;
} ) {
	const [ loaded, setLoaded ] = useState< ConversationContact | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ doing, setDoing ] = useState< Doing >( 'nothing' );
	const stop = useCallback( () => setDoing( 'nothing' ), [] );
	const { id } = conversation;
	const linked = conversation.contact;
	useEffect( () => {
		// Asked again whenever something happens in the conversation: an address may have been confirmed, a contact merged.
		const controller = new AbortController();
		loadConversationContact( id, controller.signal ).then(
			( answer ) => {
				setLoaded( answer );
				setProblem( '' );
			},
			( failure ) => ! controller.signal.aborted && setProblem( asProblem( failure ).message )
		);
		return () => controller.abort();
	}, [ id, conversation ] );

	const link = ( to: ContactSummary | null ): void => {
		stop();
		inbox.act(
			changeConversation( id, { contact: to?.id ?? null } ),
			to
				/* translators: %s: name of a contact. */
				? sprintf( __( 'Linked to %s.', 'aaia-chatbot' ), contactName( to ) )
				: __( 'Unlinked. The contact and the conversation stay.', 'aaia-chatbot' ),
			() => changeConversation( id, { contact: linked?.id ?? null } )
		);
	};
	const saved = ( contact: StaffContact ): void => {
		stop();
		setLoaded( { contact, suggestions: [] } );
		inbox.dispatch( { type: 'toast', toast: { text: __( 'Contact saved.', 'aaia-chatbot' ), undo: null } } );
		inbox.nudge();
	};
	const contact = loaded?.contact ?? null;
	const { reply } = pageFacts().can;
	return (
		<section className="aaia-contact" aria-labelledby="aaia-contact-title">
			<div className="aaia-contact__head">
				<h4 id="aaia-contact-title">{ __( 'Contact', 'aaia-chatbot' ) }</h4>
				{ contact && reply && (
					<ContactMenu
						contact={ contact }
						onShow={ () => onContact( contact.id ) }
						onEdit={ () => setDoing( 'editing' ) }
						onMerge={ () => setDoing( 'merging' ) }
						onLink={ () => setDoing( 'linking' ) }
						onUnlink={ () => link( null ) }
					/>
				) }
			</div>
			{ problem && <p className="aaia-message__state is-bad" role="alert">{ problem }</p> }
			{ doing === 'creating' && (
				<ContactForm
					contact={ null }
					name={ conversation.visitor.name ?? '' }
					email={ loaded?.suggestions.length === 0 ? conversation.visitor.email : null }
					conversation={ id }
					onSaved={ saved }
					onCancel={ stop }
				/>
			) }
			{ doing === 'editing' && contact && <ContactForm contact={ contact } onSaved={ saved } onCancel={ stop } /> }
			{ doing === 'linking' && (
				<>
					<ContactPicker label={ __( 'Link to', 'aaia-chatbot' ) } without={ contact ? [ contact.id ] : [] } onChoose={ link } />
					<Button size="compact" variant="tertiary" onClick={ stop }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				</>
			) }
			{ doing === 'merging' && contact && (
				<MergeDialog
					contact={ contact }
					onClose={ stop }
					onMerged={ ( merged, name ) => {
						stop();
						setLoaded( { contact: merged.contact, suggestions: [] } );
						mergedToast( inbox, merged, name, inbox.reload );
						inbox.reload();
					} }
				/>
			) }
			{ loaded && ! contact && ( doing === 'nothing' ) && (
				<>
					<p className="aaia-quiet">{ __( 'Not linked to a contact', 'aaia-chatbot' ) }</p>
					{ reply && (
						<div className="aaia-address__buttons">
							<Button size="compact" variant="secondary" onClick={ () => setDoing( 'creating' ) }>
								{ __( 'Create a contact', 'aaia-chatbot' ) }
							</Button>
							<Button size="compact" variant="tertiary" onClick={ () => setDoing( 'linking' ) }>
								{ __( 'Link to a contact', 'aaia-chatbot' ) }
							</Button>
						</div>
					) }
				</>
			) }
			{ loaded && doing === 'nothing' && <Suggestions contacts={ loaded.suggestions } onLink={ reply ? link : null } /> }
			{ contact && doing !== 'editing' && (
				<>
					<Button className="aaia-contact__name" variant="link" onClick={ () => onContact( contact.id ) }>
						<bdi>{ contactName( contact ) }</bdi>
					</Button>
					<Identities contact={ contact } />
					<h5>{ __( 'Notes', 'aaia-chatbot' ) }</h5>
					<Notes contact={ contact } onChange={ ( changed ) => setLoaded( { contact: changed, suggestions: loaded?.suggestions ?? [] } ) } />
					{ contact.orders && <><h5>{ __( 'Orders', 'aaia-chatbot' ) }</h5><Orders orders={ contact.orders } /></> }
					<h5>{ __( 'Other conversations', 'aaia-chatbot' ) }</h5>
					<Conversations contact={ contact } current={ id } onOpen={ inbox.open } />
				</>
			) }
		</section>
	);
}

/** Contacts who are known by the address that the visitor gave. Only staff can tell whether it is the same person. */
function Suggestions( { contacts, onLink }: {
	contacts: readonly ContactSummary[];
	/** Null for those who may not link. */
	onLink: ( ( contact: ContactSummary ) => void ) | null;
} ) {
	return contacts.length === 0 ? null : (
		<ul className="aaia-suggestions" aria-label={ __( 'Perhaps the same person', 'aaia-chatbot' ) }>
			{ contacts.map( ( contact ) => (
				<li key={ contact.id }>
					<p>
						{ /* translators: %s: name of a contact. */
							sprintf(
								__( '%s is known by the address that this visitor gave and has not confirmed.', 'aaia-chatbot' ),
								contactName( contact )
							) }
					</p>
					{ reached( contact ) !== '' && <span className="aaia-quiet" dir="ltr">{ reached( contact ) }</span> }
					{ onLink && (
						<Button size="compact" variant="secondary" onClick={ () => onLink( contact ) }>
							{ /* translators: %s: name of a contact. */ sprintf( __( 'Link to %s', 'aaia-chatbot' ), contactName( contact ) ) }
						</Button>
					) }
				</li>
			) ) }
		</ul>
	);
}

function ContactMenu( { contact, onShow, onEdit, onMerge, onLink, onUnlink }: {
	contact: StaffContact;
	onShow: () => void;
	onEdit: () => void;
	onMerge: () => void;
	onLink: () => void;
	onUnlink: () => void;
} ) {
	const items: Array< [ string, () => void ] > = [
		[ __( 'Show the contact', 'aaia-chatbot' ), onShow ],
		[ __( 'Edit the contact', 'aaia-chatbot' ), onEdit ],
		[ __( 'Merge with another contact…', 'aaia-chatbot' ), onMerge ],
		[ __( 'Link to another contact…', 'aaia-chatbot' ), onLink ],
		[ __( 'Unlink', 'aaia-chatbot' ), onUnlink ],
	];
	return (
		<Dropdown
			popoverProps={ { placement: 'bottom-end' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					size="small"
					icon={ moreVertical }
					/* translators: %s: name of a contact. */
					label={ sprintf( __( 'Actions for the contact %s', 'aaia-chatbot' ), contactName( contact ) ) }
					aria-haspopup="menu"
					aria-expanded={ isOpen }
					onClick={ onToggle }
				/>
			) }
			renderContent={ ( { onClose } ) => (
				<NavigableMenu role="menu" aria-label={ __( 'Contact', 'aaia-chatbot' ) }>
					<MenuGroup>
						{ items.map( ( [ label, run ] ) => (
							<MenuItem
								key={ label }
								onClick={ () => {
									onClose();
									run();
								} }
							>
								{ label }
							</MenuItem>
						) ) }
					</MenuGroup>
				</NavigableMenu>
			) }
		/>
	);
}
