import { Button, SearchControl, Spinner } from '@wordpress/components';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _x, isRTL, sprintf } from '@wordpress/i18n';
import { chevronLeft, chevronRight, closeSmall, plus } from '@wordpress/icons';
import { asProblem } from '../../data/api';
import { forgetContact, listContacts, loadContact } from '../../data/contacts';
import { pageFacts } from '../../data/page-facts';
import type { ContactSummary, StaffContact } from '../../../src/wire/wire';
import { Avatar } from '../Avatar';
import { ConfirmDialog } from '../../shared/ConfirmDialog';
import { fullTime, shortTime } from '../times';
import type { Inbox } from '../use-inbox';
import { ContactForm } from './ContactForm';
import { Conversations, Identities, Notes, Orders } from './ContactParts';
import { reached, useContacts } from './ContactPicker';
import { contactsAddress } from './contacts-address';
import { MergeDialog } from './MergeDialog';
import { mergedToast, undo } from './merged-toast';
import { contactName } from './words';

/** All contacts, searchable, beside the one that is shown; on a phone one at a time. */
export function ContactsView( { inbox, shown, onShow, onClose, onWrite, onConversation }: {
	inbox: Inbox;
	/** Id of the contact that is shown; null for none. */
	shown: string | null;
	onShow: ( id: string | null ) => void;
	onClose: () => void;
	/** Begins a conversation with a contact. */
	onWrite: ( contact: string ) => void;
	onConversation: ( id: string ) => void;
} ) {
	const [ search, setSearch ] = useState( '' );
	const [ changes, setChanges ] = useState( 0 );
	const [ creating, setCreating ] = useState( false );
	const heading = useRef< HTMLHeadingElement >( null );
	useEffect( () => heading.current?.focus(), [] );
	const changed = (): void => {
		setChanges( ( before ) => before + 1 );
		inbox.reload();
	};
	return (
		<section className={ `aaia-contacts${ shown !== null || creating ? ' has-shown' : '' }` } aria-labelledby="aaia-contacts-title">
			<div className="aaia-contacts__list">
				<header>
					<h2 id="aaia-contacts-title" ref={ heading } tabIndex={ -1 }>{ __( 'Contacts', 'aaia-chatbot' ) }</h2>
					{ pageFacts().can.reply && (
						<Button
							size="compact"
							variant="secondary"
							icon={ plus }
							onClick={ () => {
								setCreating( true );
								onShow( null );
							} }
						>
							{ _x( 'New', 'contact', 'aaia-chatbot' ) }
						</Button>
					) }
					<Button size="compact" icon={ closeSmall } label={ __( 'Back to the conversations', 'aaia-chatbot' ) } onClick={ onClose } />
				</header>
				<SearchControl
					__nextHasNoMarginBottom
					label={ __( 'Search contacts', 'aaia-chatbot' ) }
					placeholder={ __( 'Name, e-mail, phone, order', 'aaia-chatbot' ) }
					value={ search }
					onChange={ setSearch }
				/>
				<ContactList
					search={ search }
					again={ changes }
					shown={ shown }
					onShow={ ( id ) => {
						setCreating( false );
						onShow( id );
					} }
				/>
			</div>
			<div className="aaia-contacts__one">
				{ creating && (
					<div className="aaia-contacts__new">
						<h2>{ __( 'New contact', 'aaia-chatbot' ) }</h2>
						<ContactForm
							contact={ null }
							onCancel={ () => setCreating( false ) }
							onSaved={ ( contact ) => {
								setCreating( false );
								changed();
								onShow( contact.id );
							} }
						/>
					</div>
				) }
				{ ! creating && shown !== null && (
					<Profile
						key={ shown }
						id={ shown }
						inbox={ inbox }
						onChanged={ changed }
						onShow={ onShow }
						onWrite={ onWrite }
						onConversation={ onConversation }
						onList={ ( contact ) => {
							onClose();
							inbox.filter( { ...inbox.state.filter, tab: 'all', status: 'any', search: '', contact } );
						} }
					/>
				) }
				{ ! creating && shown === null && (
					<p className="aaia-quiet aaia-contacts__none">{ __( 'Choose a contact to see who it is.', 'aaia-chatbot' ) }</p>
				) }
			</div>
		</section>
	);
}

/** What the search finds, page by page. */
function ContactList( { search, again, shown, onShow }: {
	search: string;
	/** Changes when contacts have changed. */
	again: number;
	shown: string | null;
	onShow: ( id: string ) => void;
} ) {
	const { list, problem } = useContacts( search, again );
	const [ more, setMore ] = useState< { after: unknown; items: readonly ContactSummary[]; next: string | null } | null >( null );
	const [ failed, setFailed ] = useState( '' );
	const further = more !== null && more.after === list ? more : { items: [], next: list?.next_cursor ?? null };
	const loadMore = (): void => {
		listContacts( search.trim(), further.next ).then(
			( page ) => {
				setFailed( '' );
				setMore( { after: list, items: [ ...further.items, ...page.items ], next: page.next_cursor } );
			},
			( failure ) => setFailed( asProblem( failure ).message )
		);
	};
	if ( list === null ) {
		return problem ? <p className="aaia-message__state is-bad" role="alert">{ problem }</p> : <Spinner />;
	}
	const items = [ ...list.items, ...further.items ];
	return (
		<div className="aaia-contacts__rows">
			{ ( problem || failed ) && <p className="aaia-message__state is-bad" role="alert">{ problem || failed }</p> }
			<ul>
				{ items.map( ( contact ) => (
					<li key={ contact.id }>
						<a
							href={ contactsAddress( contact.id ) }
							aria-current={ contact.id === shown ? 'true' : undefined }
							onClick={ ( event ) => {
								if ( ! event.ctrlKey && ! event.metaKey && ! event.shiftKey ) {
									event.preventDefault();
									onShow( contact.id );
								}
							} }
						>
							<Avatar name={ contactName( contact ) } code={ contact.id } kind="visitor" />
							<bdi>{ contactName( contact ) }</bdi>
							{ contact.last_activity_at && (
								<time dateTime={ contact.last_activity_at } title={ fullTime( contact.last_activity_at ) }>
									{ shortTime( contact.last_activity_at ) }
								</time>
							) }
							<span className="aaia-quiet" dir="ltr">{ reached( contact ) }</span>
						</a>
					</li>
				) ) }
			</ul>
			<p className="aaia-quiet" role="status">
				{ items.length === 0 && ( search.trim() === ''
					? __( 'No contacts yet. They come from requests in which visitors give an address, or you create them.', 'aaia-chatbot' )
					: __( 'No contact found.', 'aaia-chatbot' ) ) }
				{ list.too_wide && __( 'There are more. Type more of the name.', 'aaia-chatbot' ) }
			</p>
			{ further.next !== null && <Button variant="link" onClick={ loadMore }>{ __( 'Show more', 'aaia-chatbot' ) }</Button> }
		</div>
	);
}

type Doing = 'nothing' | 'editing' | 'merging' | 'forgetting';

/** Everything about one contact. */
function Profile( { id, inbox, onChanged, onShow, onWrite, onList, onConversation }: {
	id: string;
	inbox: Inbox;
	onChanged: () => void;
	onShow: ( id: string | null ) => void;
	onWrite: ( contact: string ) => void;
	/** Shows the contact's conversations in the list. */
	onList: ( id: string ) => void;
	onConversation: ( id: string ) => void;
} ) {
	const [ contact, setContact ] = useState< StaffContact | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ doing, setDoing ] = useState< Doing >( 'nothing' );
	const heading = useRef< HTMLHeadingElement >( null );
	const { can } = pageFacts();
	useEffect( () => {
		const stop = new AbortController();
		loadContact( id, stop.signal ).then( setContact, ( failure ) => ! stop.signal.aborted && setProblem( asProblem( failure ).message ) );
		return () => stop.abort();
	}, [ id ] );
	const known = contact !== null;
	useEffect( () => heading.current?.focus(), [ known ] );
	const back = (
		<Button
			className="aaia-contacts__back"
			icon={ isRTL() ? chevronRight : chevronLeft }
			label={ __( 'Back to the contacts', 'aaia-chatbot' ) }
			onClick={ () => onShow( null ) }
		/>
	);
	if ( contact === null ) {
		return problem ? <>{ back }<p className="aaia-message__state is-bad" role="alert">{ problem }</p></> : <>{ back }<Spinner /></>;
	}
	const stop = (): void => setDoing( 'nothing' );
	const name = contactName( contact );
	const thereAgain = ( there: StaffContact ): void => {
		onChanged();
		onShow( there.id );
	};
	return (
		<article className="aaia-profile">
			<header>
				{ back }
				<Avatar name={ name } code={ contact.id } kind="visitor" />
				<h2 ref={ heading } tabIndex={ -1 }><bdi>{ name }</bdi></h2>
				<div className="aaia-profile__actions">
					{ can.reply && (
						<>
							<Button
								size="compact"
								variant="primary"
								onClick={ () => onWrite( contact.id ) }
							>
								{ __( 'Write a message', 'aaia-chatbot' ) }
							</Button>
							<Button size="compact" variant="secondary" onClick={ () => setDoing( 'editing' ) }>{ __( 'Edit', 'aaia-chatbot' ) }</Button>
							<Button size="compact" variant="tertiary" onClick={ () => setDoing( 'merging' ) }>{ __( 'Merge…', 'aaia-chatbot' ) }</Button>
						</>
					) }
					{ can.delete && (
						<Button size="compact" variant="tertiary" isDestructive onClick={ () => setDoing( 'forgetting' ) }>
							{ _x( 'Forget…', 'contact', 'aaia-chatbot' ) }
						</Button>
					) }
				</div>
			</header>
			{ doing === 'editing' ? (
				<ContactForm
					contact={ contact }
					onCancel={ stop }
					onSaved={ ( changed ) => {
						stop();
						setContact( changed );
						onChanged();
					} }
				/>
			) : <Identities contact={ contact } /> }
			{ contact.merges.map( ( merge ) => (
				<p key={ merge.id } className="aaia-merged">
					{ /* translators: 1: name of a contact, 2: date and time. */
						sprintf(
							__( 'Merged with %1$s. Can be undone until %2$s.', 'aaia-chatbot' ),
							merge.name ?? _x( 'a contact without a name', 'merged with', 'aaia-chatbot' ),
							fullTime( merge.until )
						) }{ ' ' }
					{ can.reply && (
						<Button variant="link" onClick={ () => undo( inbox, merge.id, thereAgain ) }>{ __( 'Undo the merge', 'aaia-chatbot' ) }</Button>
					) }
				</p>
			) ) }
			<h3>{ __( 'Notes', 'aaia-chatbot' ) }</h3>
			<Notes contact={ contact } onChange={ setContact } />
			{ contact.orders && <><h3>{ __( 'Orders', 'aaia-chatbot' ) }</h3><Orders orders={ contact.orders } /></> }
			<div className="aaia-profile__conversations">
				<h3>{ __( 'Conversations', 'aaia-chatbot' ) }</h3>
				{ contact.conversations > 0 && (
					<Button variant="link" onClick={ () => onList( contact.id ) }>{ __( 'Show in the list', 'aaia-chatbot' ) }</Button>
				) }
			</div>
			<Conversations contact={ contact } onOpen={ onConversation } />
			{ doing === 'merging' && (
				<MergeDialog
					contact={ contact }
					onClose={ stop }
					onMerged={ ( merged, gone ) => {
						stop();
						setContact( merged.contact );
						onChanged();
						onShow( merged.contact.id );
						mergedToast( inbox, merged, gone, thereAgain );
					} }
				/>
			) }
			{ doing === 'forgetting' && (
				<ConfirmDialog
					/* translators: %s: name of a contact. */
					title={ sprintf( __( 'Forget %s?', 'aaia-chatbot' ), name ) }
					text={ __(
						'The name, addresses, numbers and notes are deleted, also of contacts that were merged into this one. Conversations stay, linked to nobody. This can’t be undone.',
						'aaia-chatbot'
					) }
					action={ _x( 'Forget', 'contact', 'aaia-chatbot' ) }
					onClose={ stop }
					onSure={ async () => {
						await forgetContact( contact.id );
						/* translators: %s: name of a contact. */
						inbox.dispatch( { type: 'toast', toast: { text: sprintf( __( '%s is forgotten.', 'aaia-chatbot' ), name ), undo: null } } );
						onChanged();
						onShow( null );
					} }
				/>
			) }
		</article>
	);
}
