import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';
import { ask, askFile, asProblem, Problem } from './api';
import type { Attachment, AttachmentLimits } from '../../src/wire/wire';

let limits: Promise< AttachmentLimits | null > | null = null;

/** What may be attached; null when nothing may. Asked once a page. */
export function loadAttachmentLimits(): Promise< AttachmentLimits | null > {
	limits ??= ask< AttachmentLimits | null >( 'GET', '/attachments' ).catch( ( failure: unknown ) => {
		limits = null;
		throw failure;
	} );
	return limits;
}

/**
 * Sends a file. `onProgress` hears how much of it has left, from 0 to 1.
 *
 * @throws Problem
 */
export async function uploadFile(
	url: string,
	file: File,
	onProgress: ( share: number ) => void,
	signal: AbortSignal
): Promise< Attachment > {
	try {
		return await post( url, file, onProgress, signal );
	} catch ( failure ) {
		if ( ! ( failure instanceof Problem ) || failure.code !== 'rest_cookie_invalid_nonce' ) {
			throw failure;
		}
		// The page is a day old. Asking anything through apiFetch gets a new nonce.
		await ask( 'GET', '/attachments' );
		return await post( url, file, onProgress, signal );
	}
}

export const removeFile = ( id: string ): Promise< unknown > => ask( 'DELETE', `/attachments/${ encodeURIComponent( id ) }` );

/** The file, or its small picture where it has one. */
export const loadFile = ( id: string, thumbnail: boolean ): Promise< Blob > =>
	askFile( `/attachments/${ encodeURIComponent( id ) }${ thumbnail ? '?size=thumbnail' : '' }` );

/** fetch() does not tell how much has left. */
function post( url: string, file: File, onProgress: ( share: number ) => void, signal: AbortSignal ): Promise< Attachment > {
	return new Promise( ( resolve, reject ) => {
		const request = new XMLHttpRequest();
		const body = new FormData();
		body.append( 'file', file, file.name );
		// As apiFetch does: problems are told in the language of the person.
		request.open( 'POST', `${ url }${ url.includes( '?' ) ? '&' : '?' }_locale=user` );
		request.setRequestHeader( 'X-WP-Nonce', apiFetch.nonceMiddleware?.nonce ?? '' );
		request.upload.onprogress = ( { loaded, total } ) => onProgress( total === 0 ? 0 : loaded / total );
		request.onload = () => {
			const answer = parsed( request.responseText );
			if ( request.status === 201 ) {
				resolve( answer as Attachment );
			} else if ( request.status === 413 && answer === null ) {
				// The web server itself, before PHP.
				reject( new Problem( 'too_large', __( 'This file is too large for the server.', 'aaia-chatbot' ), 413 ) );
			} else {
				reject( asProblem( answer ) );
			}
		};
		request.onerror = () => reject( asProblem( null ) );
		request.onabort = () => reject( asProblem( null ) );
		signal.addEventListener( 'abort', () => request.abort() );
		request.send( body );
	} );
}

function parsed( text: string ): unknown {
	try {
		return JSON.parse( text );
	} catch {
		return null;
	}
}
