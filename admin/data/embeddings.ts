import { ask } from './api';
import type { SettingValues } from './settings';
import type { ConnectionOutcome, EmbeddingState } from '../../src/wire/wire';

export const loadEmbeddings = (): Promise< EmbeddingState > => ask( 'GET', '/knowledge/embeddings' );

/** Has all passages embedded by the saved model. */
export const startEmbeddings = (): Promise< EmbeddingState > => ask( 'POST', '/knowledge/embeddings', {} );

/** Deletes all vectors. */
export const deleteEmbeddings = (): Promise< EmbeddingState > => ask( 'DELETE', '/knowledge/embeddings' );

/** Has two sentences embedded; the sentences say how it went. What was typed counts as if it were saved. */
export const testEmbeddings = ( typed: SettingValues ): Promise< ConnectionOutcome > => ask( 'POST', '/embeddings/test', typed );
