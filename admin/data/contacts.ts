import { ask, query } from './api';
import type {
	ChangeContactBody,
	ContactConversations,
	ContactList,
	ConversationContact,
	CreateContactBody,
	ForgottenContact,
	MergeContactsBody,
	MergedContacts,
	StaffContact,
} from '../../src/wire/wire';

const path = ( id: string ): string => `/contacts/${ encodeURIComponent( id ) }`;

/** Contacts, the newest first; found by name, e-mail address, telephone number and number of an order. */
export const listContacts = ( search: string, cursor: string | null, signal?: AbortSignal ): Promise< ContactList > =>
	ask( 'GET', `/contacts${ query( { search, cursor } ) }`, undefined, signal );

export const loadContact = ( id: string, signal?: AbortSignal ): Promise< StaffContact > => ask( 'GET', path( id ), undefined, signal );

export const createContact = ( contact: CreateContactBody ): Promise< StaffContact > => ask( 'POST', '/contacts', contact );

export const changeContact = ( id: string, change: ChangeContactBody ): Promise< StaffContact > => ask( 'PATCH', path( id ), change );

/** Its conversations stay, linked to nobody. */
export const forgetContact = ( id: string ): Promise< ForgottenContact > => ask( 'DELETE', path( id ) );

/** `merge` becomes part of `keep`. */
export const mergeContacts = ( keep: string, merge: string ): Promise< MergedContacts > =>
	ask( 'POST', '/contacts/merge', { keep, merge } satisfies MergeContactsBody );

/** Answers the contact that is there again. */
export const undoMerge = ( merge: string ): Promise< StaffContact > =>
	ask( 'POST', `/contacts/merges/${ encodeURIComponent( merge ) }/undo`, {} );

export const loadContactConversations = ( id: string, cursor: string | null, signal?: AbortSignal ): Promise< ContactConversations > =>
	ask( 'GET', `${ path( id ) }/conversations${ query( { cursor } ) }`, undefined, signal );

export const addContactNote = ( id: string, text: string ): Promise< StaffContact > => ask( 'POST', `${ path( id ) }/notes`, { text } );

export const deleteContactNote = ( id: string, note: string ): Promise< StaffContact > =>
	ask( 'DELETE', `${ path( id ) }/notes/${ encodeURIComponent( note ) }` );

/** The contact of a conversation, and others who are known by the address that its visitor gave. */
export const loadConversationContact = ( conversation: string, signal?: AbortSignal ): Promise< ConversationContact > =>
	ask( 'GET', `/conversations/${ encodeURIComponent( conversation ) }/contact`, undefined, signal );
