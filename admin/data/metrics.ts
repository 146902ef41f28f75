import { ask, askFile, query } from './api';
import { filterQuery } from './conversations';
import type { Filter } from './conversations';
import type { AnswerMetrics, PromptAnswer, RepetitionAnswer, SimilarQuestions } from '../../src/wire/wire';

const path = ( conversation: string, message: string ): string =>
	`/conversations/${ encodeURIComponent( conversation ) }/messages/${ encodeURIComponent( message ) }`;

/** How an answer came about, as it was kept on the day itself. */
export const loadMetrics = ( conversation: string, message: string ): Promise< AnswerMetrics > =>
	ask( 'GET', `${ path( conversation, message ) }/metrics` );

/** The same question asked of today's index. */
export const recomputeMetrics = ( conversation: string, message: string ): Promise< AnswerMetrics > =>
	ask( 'POST', `${ path( conversation, message ) }/metrics/recompute`, {} );

/** What the model was sent, part by part. */
export const loadPrompt = ( conversation: string, message: string ): Promise< PromptAnswer > =>
	ask( 'GET', `${ path( conversation, message ) }/prompt` );

/** The search of the answer's day once more, on that day's pages. */
export const repeatSearch = ( conversation: string, message: string ): Promise< RepetitionAnswer > =>
	ask( 'POST', `${ path( conversation, message ) }/metrics/repeat`, {} );

/** Earlier questions like that of an answer. */
export const loadSimilar = ( conversation: string, message: string ): Promise< SimilarQuestions > =>
	ask( 'GET', `${ path( conversation, message ) }/similar` );

/** How the answers of a list came about, as a table for spreadsheets. */
export const exportMetrics = ( filter: Filter ): Promise< Blob > =>
	askFile( `/metrics/export${ query( { ...filterQuery( filter ), format: 'csv' } ) }` );
