import type { StreamChunk } from './chunks';
import { eventStreamParser } from './event-stream';

/**
 * Reads a UI message stream and hands over each chunk as it arrives.
 *
 * `onBytes` is called for any bytes, comments too: they show that the connection lives.
 * Returns true when the stream said that it is complete, false when it was cut off before. A connection that breaks rejects as `fetch`
 * does. Data that is no JSON object is ignored: one bad chunk must not cost the rest of the answer.
 */
export async function readChunks(
	body: ReadableStream< Uint8Array >,
	onChunk: ( chunk: StreamChunk ) => void,
	onBytes: () => void
): Promise< boolean > {
	const reader = body.getReader();
	const parser = eventStreamParser();
	let complete = false;
	for ( ;; ) {
		const { done, value } = await reader.read();
		if ( done ) {
			return complete;
		}
		onBytes();
		for ( const { data } of parser.feed( value ) ) {
			const chunk = parseChunk( data );
			complete ||= data === '[DONE]' || chunk?.type === 'finish' || chunk?.type === 'abort';
			if ( chunk ) {
				onChunk( chunk );
			}
		}
	}
}

function parseChunk( data: string ): StreamChunk | null {
	try {
		const chunk = JSON.parse( data ) as StreamChunk | null;
		return typeof chunk?.type === 'string' ? chunk : null;
	} catch {
		return null;
	}
}
