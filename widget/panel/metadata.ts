import type { MessageMetadata } from '../../src/wire/wire';

/** What is known of an answer that begins. */
export function metadataOf( conversation: string, at: string ): MessageMetadata {
	return {
		conversation, author: 'assistant', name: null, created_at: at, generation: 'streaming',
		rating: null, refused: false, offer_person: false, question: null, client_id: null,
	};
}
