import type { WriteBody, WritingHelp, WrittenText } from '../../src/wire/wire';
import { ask } from './api';

/** Whether a model is configured. */
export const loadWritingHelp = (): Promise< WritingHelp > => ask( 'GET', '/writing' );

/** Rewrites a text, or drafts a reply with its sources. Takes as long as an answer of the model. */
export const write = ( conversation: string, task: WriteBody[ 'task' ], text: string, signal: AbortSignal ): Promise< WrittenText > =>
	ask( 'POST', `/conversations/${ encodeURIComponent( conversation ) }/writing`, { task, text } satisfies WriteBody, signal );
