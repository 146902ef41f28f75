/** A message as the server sends it: AI SDK 6 message parts with our metadata. */

export interface TextPart {
	type: 'text';
	text: string;
	/** Id of the text in a running stream; absent in stored messages. */
	id?: string;
	state?: 'streaming' | 'done';
}

export interface SourcePart {
	type: 'source-url';
	sourceId: string;
	url: string;
	title?: string;
}

export interface StepPart {
	type: 'step-start';
}

export type ToolState =
	| 'input-streaming'
	| 'input-available'
	| 'approval-requested'
	| 'approval-responded'
	| 'output-available'
	| 'output-error'
	| 'output-denied';

export interface ToolPart {
	type: `tool-${ string }`;
	toolCallId: string;
	state: ToolState;
	input?: unknown;
	output?: unknown;
	errorText?: string;
	approval?: { id: string; approved?: boolean };
}

/** Parts of other types may appear; whoever draws a message leaves out those it does not know. */
export type MessagePart = TextPart | SourcePart | StepPart | ToolPart;

export type Author = 'visitor' | 'assistant' | 'agent' | 'system';

export interface MessageMetadata {
	conversation: string;
	author: Author;
	name: string | null;
	/** ISO 8601, UTC. */
	created_at: string;
	generation: 'streaming' | 'complete' | 'interrupted' | 'failed';
	rating: 'up' | 'down' | null;
	refused: boolean;
	offer_person: boolean;
	/** For an answer: id of the message it answers. */
	question: string | null;
	/** For a visitor's message: the id its browser gave it. */
	client_id: string | null;
}

export interface Message {
	id: string;
	role: 'user' | 'assistant';
	parts: readonly MessagePart[];
	metadata: MessageMetadata;
}

export function isTool( part: MessagePart ): part is ToolPart {
	return part.type.startsWith( 'tool-' );
}

/** The written words of a message, texts one below the other. */
export function textOf( parts: readonly MessagePart[] ): string {
	return parts.flatMap( ( part ) => ( part.type === 'text' && part.text ? [ part.text ] : [] ) ).join( '\n\n' );
}

export function sourcesOf( parts: readonly MessagePart[] ): SourcePart[] {
	return parts.filter( ( part ): part is SourcePart => part.type === 'source-url' );
}
