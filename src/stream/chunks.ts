import { isTool } from '../message-parts';
import type { MessageMetadata, MessagePart, SourcePart, TextPart, ToolPart } from '../wire/wire';

/** Chunks of an AI SDK UI message stream that our server sends (`POST /chat`). Others are ignored. */
export type StreamChunk =
	| { type: 'start'; messageId?: string; messageMetadata?: Partial< MessageMetadata > & { message?: string } }
	| { type: 'text-start' | 'text-end'; id: string }
	| { type: 'text-delta'; id: string; delta: string }
	| SourcePart
	| { type: 'start-step' | 'finish-step' | 'abort' }
	| {
		type: 'tool-input-available' | 'tool-input-error';
		toolCallId: string;
		toolName: string;
		input: Record< string, unknown >;
		errorText?: string;
	}
	| { type: 'tool-approval-request'; toolCallId: string; approvalId: string }
	| { type: 'tool-output-available'; toolCallId: string; output: Record< string, unknown > }
	| { type: 'tool-output-error'; toolCallId: string; errorText: string }
	| { type: 'tool-output-denied'; toolCallId: string }
	| { type: 'message-metadata' | 'finish'; messageMetadata?: Partial< MessageMetadata > }
	| { type: 'data-conversation' | 'data-evicted'; data: unknown }
	| { type: 'error'; errorText: string };

/** A text that is still being written knows the id its pieces come under. */
interface StreamedText extends TextPart {
	id: string;
}

type Parts = MessagePart[];

/**
 * The parts of a message after one more chunk. Never changes what it is given; a chunk that says nothing about parts returns the same
 * list.
 */
export function applyChunk( parts: Parts, chunk: StreamChunk ): Parts {
	switch ( chunk.type ) {
		case 'start-step':
			return [ ...parts, { type: 'step-start' } ];
		case 'source-url':
			return [ ...parts, chunk ];
		case 'text-start':
			return [ ...parts, { type: 'text', id: chunk.id, text: '', state: 'streaming' } as StreamedText ];
		case 'text-delta':
			return changeText( parts, chunk.id, chunk.delta, 'streaming' );
		case 'text-end':
			return changeText( parts, chunk.id, '', 'done' );
		case 'tool-input-available':
			return changeTool( parts, chunk.toolCallId, { state: 'input-available', input: chunk.input }, chunk.toolName );
		case 'tool-input-error':
			return changeTool( parts, chunk.toolCallId, { state: 'output-error', input: chunk.input }, chunk.toolName );
		case 'tool-approval-request':
			return changeTool( parts, chunk.toolCallId, { state: 'approval-requested', approval: { id: chunk.approvalId } } );
		case 'tool-output-available':
		case 'tool-output-error':
		case 'tool-output-denied':
			// The state is named as the chunk is: `output-available`, ...
			return changeTool( parts, chunk.toolCallId, { state: chunk.type.slice( 5 ) as ToolPart[ 'state' ] } );
		default:
			return parts;
	}
}

function changeText( parts: Parts, id: string, delta: string, state: 'streaming' | 'done' ): Parts {
	return parts.map( ( part ) =>
		part.type === 'text' && ( part as StreamedText ).id === id ? { ...part, text: part.text + delta, state } : part
	);
}

/** Changes the tool call's part in place. A call announced again (after an approval) keeps its place and its approval. */
function changeTool( parts: Parts, toolCallId: string, change: Partial< ToolPart >, toolName?: string ): Parts {
	const isIt = ( part: MessagePart ): part is ToolPart => isTool( part ) && part.toolCallId === toolCallId;
	if ( parts.some( isIt ) ) {
		return parts.map( ( part ) => ( isIt( part ) ? { ...part, ...change } : part ) );
	}
	return toolName === undefined
		? parts
		: [ ...parts, { type: `tool-${ toolName }`, toolCallId, state: 'input-available', input: {}, ...change } as ToolPart ];
}
