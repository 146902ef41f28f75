import { ask, askFile, query } from './api';
import { filterQuery } from './filter';
import type { Filter } from './filter';
import type { AnswerMetrics, PromptAnswer, RepetitionAnswer, SimilarQuestions } from '../../src/wire/wire';

const path = ( conversation: string, message: string ): string =>
	`/conversations/${ encodeURIComponent( conversation ) }/messages/${ encodeURIComponent( message ) }`;

/** Metrics of an answer. */
export const loadMetrics = ( conversation: string, message: string ): Promise< AnswerMetrics > =>
	ask( 'GET', `${ path( conversation, message ) }/metrics` );

/** Repeats the search of an answer on today's index. */
export const recomputeMetrics = ( conversation: string, message: string ): Promise< AnswerMetrics > =>
	ask( 'POST', `${ path( conversation, message ) }/metrics/recompute`, {} );

/** The prompt of an answer, in parts. */
export const loadPrompt = ( conversation: string, message: string ): Promise< PromptAnswer > =>
	ask( 'GET', `${ path( conversation, message ) }/prompt` );

/** Repeats the search of an answer on the pages of its day. */
export const repeatSearch = ( conversation: string, message: string ): Promise< RepetitionAnswer > =>
	ask( 'POST', `${ path( conversation, message ) }/metrics/repeat`, {} );

/** Earlier questions that are similar to that of an answer. */
export const loadSimilar = ( conversation: string, message: string ): Promise< SimilarQuestions > =>
	ask( 'GET', `${ path( conversation, message ) }/similar` );

/** Metrics of the answers in a list, as CSV. */
export const exportMetrics = ( filter: Filter ): Promise< Blob > =>
	askFile( `/metrics/export${ query( { ...filterQuery( filter ), format: 'csv' } ) }` );
