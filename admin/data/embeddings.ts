import { ask } from './api';
import type { SettingValues } from './settings';
import type { ConnectionOutcome, EmbeddingState } from '../../src/wire/wire';

export const loadEmbeddings = (): Promise< EmbeddingState > => ask( 'GET', '/knowledge/embeddings' );

/** Starts to embed all passages with the saved model. */
export const startEmbeddings = (): Promise< EmbeddingState > => ask( 'POST', '/knowledge/embeddings', {} );

/** Deletes all vectors. */
export const deleteEmbeddings = (): Promise< EmbeddingState > => ask( 'DELETE', '/knowledge/embeddings' );

/** Tests the server by embedding two sentences. Unsaved values count as saved. */
export const testEmbeddings = ( typed: SettingValues ): Promise< ConnectionOutcome > => ask( 'POST', '/embeddings/test', typed );
