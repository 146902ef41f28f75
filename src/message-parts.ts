/** What the widget and others read from a message. Its shape is the server's (src/wire). */
import type { MessagePart, SourcePart, ToolPart } from './wire/wire';

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
