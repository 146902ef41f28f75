import { __, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../../data/page-facts';

/** A size for people: the largest unit of which there is one, as WordPress counts them. */
export function fileSize( bytes: number ): string {
	const language = pageFacts().locale.split( '_' ).slice( 0, 2 ).join( '-' );
	const number = ( value: number, digits: number ): string =>
		new Intl.NumberFormat( language, { maximumFractionDigits: digits } ).format( value );
	if ( bytes < 1024 ) {
		return sprintf( /* translators: %s: number of bytes. */ __( '%s bytes', 'aaia-chatbot' ), number( bytes, 0 ) );
	}
	if ( bytes < 1024 * 1024 ) {
		return sprintf( /* translators: %s: number of kilobytes. */ __( '%s KB', 'aaia-chatbot' ), number( bytes / 1024, 0 ) );
	}
	return sprintf( /* translators: %s: number of megabytes. */ __( '%s MB', 'aaia-chatbot' ), number( bytes / 1024 / 1024, 1 ) );
}

export type FileKind = 'image' | 'audio' | 'pdf' | 'office';

export function fileKind( mime: string ): FileKind {
	return mime.startsWith( 'image/' ) ? 'image' : mime.startsWith( 'audio/' ) ? 'audio' : mime === 'application/pdf' ? 'pdf' : 'office';
}
