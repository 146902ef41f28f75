import { textOf } from '../../src/message-parts';
import { applyChunk } from '../../src/stream/chunks';
import type { StreamChunk } from '../../src/stream/chunks';
import type { VisitorConversation as Conversation, VisitorMessage as Message } from '../../src/wire/wire';
import { metadataOf } from './metadata';
import type { Store } from './store';

/** How one reading of an answer's stream ended. */
export interface Reading {
	/** The answer as far as it was read; null when the stream brought none. */
	answer: Message | null;
	/** Takes the next chunk. */
	take: ( chunk: StreamChunk ) => void;
}

/**
 * Builds the answer that a stream carries and shows it in the store as it grows.
 *
 * `continues`: after an approval the stream goes on with the same message. Otherwise a stream tells an answer from its beginning, and one
 * that is shown already is replaced only when the new telling has caught up with it, so that no word disappears or stands there twice.
 */
export function readAnswer( store: Store, continues: boolean ): Reading {
	let shownLength = 0;
	const reading: Reading = { answer: null, take };
	return reading;

	function take( chunk: StreamChunk ): void {
		const { conversation } = store.get();
		if ( chunk.type === 'start' ) {
			begin( chunk );
		} else if ( chunk.type === 'data-conversation' ) {
			store.dispatch( { type: 'conversation-changed', conversation: ( chunk as { data: Conversation } ).data } );
		} else if ( reading.answer ) {
			const ended = chunk.type === 'finish' || chunk.type === 'abort' || chunk.type === 'error';
			const metadata = { ...reading.answer.metadata, conversation: conversation.id };
			if ( chunk.type === 'finish' || chunk.type === 'message-metadata' ) {
				Object.assign( metadata, chunk.messageMetadata );
			}
			if ( chunk.type === 'abort' || chunk.type === 'error' ) {
				metadata.generation = chunk.type === 'abort' ? 'interrupted' : 'failed';
			}
			const answer = reading.answer = { ...reading.answer, metadata, parts: applyChunk( reading.answer.parts, chunk ) };
			if ( ended || textOf( answer.parts ).length >= shownLength ) {
				store.dispatch( { type: 'answer-changed', answer } );
			}
		}
	}

	function begin( { messageId, messageMetadata = {} }: Extract< StreamChunk, { type: 'start' } > ): void {
		const { message, ...metadata } = messageMetadata;
		const state = store.get();
		const id = messageId ?? message ?? '';
		const shown = state.messages.find( ( known ) => known.id === id );
		const conversation = metadata.conversation ?? state.conversation.id;
		reading.answer = {
			id,
			role: 'assistant',
			parts: continues && shown ? shown.parts : [],
			metadata: {
				...( shown?.metadata ?? metadataOf( conversation, new Date().toISOString() ) ),
				...metadata,
				conversation,
				generation: 'streaming',
			},
		};
		shownLength = shown ? textOf( shown.parts ).length : 0;
		store.dispatch( {
			type: 'answer-started',
			conversation,
			question: metadata.question ?? null,
			answer: shown && ! continues ? shown : reading.answer,
		} );
	}
}
