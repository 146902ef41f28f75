import { isTool } from '../message-parts';
import type { MessageMetadata, MessagePart, ToolPart } from '../message-parts';

/** Chunks of an AI SDK UI message stream that our server sends (CONTRACT, `POST /chat`). Others are ignored. */
export type StreamChunk =
	| { type: 'start'; messageId?: string; messageMetadata?: Partial< MessageMetadata > & { message?: string } }
	| { type: 'text-start' | 'text-end'; id: string }
	| { type: 'text-delta'; id: string; delta: string }
	| { type: 'source-url'; sourceId: string; url: string; title?: string }
	| { type: 'start-step' | 'finish-step' | 'abort' }
	| { type: 'tool-input-available'; toolCallId: string; toolName: string; input: unknown }
	| { type: 'tool-input-error'; toolCallId: string; toolName: string; input: unknown; errorText: string }
	| { type: 'tool-approval-request'; toolCallId: string; approvalId: string }
	| { type: 'tool-output-available'; toolCallId: string; output: unknown }
	| { type: 'tool-output-error'; toolCallId: string; errorText: string }
	| { type: 'tool-output-denied'; toolCallId: string }
	| { type: 'message-metadata' | 'finish'; messageMetadata?: Partial< MessageMetadata > }
	| { type: `data-${ string }`; data: unknown }
	| { type: 'error'; errorText: string };

type Parts = readonly MessagePart[];

/**
 * The parts of a message after one more chunk. Never changes what it is given; a chunk that says nothing about parts returns the same list.
 */
export function applyChunk( parts: Parts, chunk: StreamChunk ): Parts {
	switch ( chunk.type ) {
		case 'start-step': return [ ...parts, { type: 'step-start' } ];
		case 'text-start': return [ ...parts, { type: 'text', id: chunk.id, text: '', state: 'streaming' } ];
		case 'text-delta': return changeText( parts, chunk.id, chunk.delta, 'streaming' );
		case 'text-end': return changeText( parts, chunk.id, '', 'done' );
		case 'source-url': {
			const { sourceId, url, title } = chunk;
			return [ ...parts, { type: 'source-url', sourceId, url, ...( title !== undefined && { title } ) } ];
		}
		case 'tool-input-available': return changeTool( parts, chunk.toolCallId, { state: 'input-available', input: chunk.input }, chunk.toolName );
		case 'tool-input-error': return changeTool( parts, chunk.toolCallId, { state: 'output-error', input: chunk.input, errorText: chunk.errorText }, chunk.toolName );
		case 'tool-approval-request': return changeTool( parts, chunk.toolCallId, { state: 'approval-requested', approval: { id: chunk.approvalId } } );
		case 'tool-output-available': return changeTool( parts, chunk.toolCallId, { state: 'output-available', output: chunk.output } );
		case 'tool-output-error': return changeTool( parts, chunk.toolCallId, { state: 'output-error', errorText: chunk.errorText } );
		case 'tool-output-denied': return changeTool( parts, chunk.toolCallId, { state: 'output-denied' } );
		default: return parts;
	}
}

function changeText( parts: Parts, id: string, delta: string, state: 'streaming' | 'done' ): Parts {
	return parts.map( ( part ) => ( part.type === 'text' && part.id === id ? { ...part, text: part.text + delta, state } : part ) );
}

/** Changes the tool call's part in place. A call announced again (after an approval) keeps its place and its approval. */
function changeTool( parts: Parts, toolCallId: string, change: Partial< ToolPart >, toolName?: string ): Parts {
	const isIt = ( part: MessagePart ): part is ToolPart => isTool( part ) && part.toolCallId === toolCallId;
	if ( parts.some( isIt ) ) {
		return parts.map( ( part ) => ( isIt( part ) ? { ...part, ...change } : part ) );
	}
	return toolName === undefined ? parts : [ ...parts, { type: `tool-${ toolName }`, toolCallId, state: 'input-available', ...change } ];
}
