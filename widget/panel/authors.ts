import { __ } from '../../src/i18n/texts';
import type { VisitorMessage as Message } from '../../src/wire/wire';

/** Who wrote a message, in the visitor's language. */
export function authorName( { metadata }: Message ): string {
	switch ( metadata.author ) {
		case 'visitor': return __( 'You', 'aaia-chatbot' );
		case 'agent': return metadata.name || __( 'Our team', 'aaia-chatbot' );
		case 'assistant': return metadata.name || __( 'Assistant', 'aaia-chatbot' );
		default: return metadata.name || __( 'Notice', 'aaia-chatbot' );
	}
}
