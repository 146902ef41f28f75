import { ask } from './api';
import type { AnswerMetrics } from '../../src/wire/wire';

const path = ( conversation: string, message: string ): string => `/conversations/${ encodeURIComponent( conversation ) }/messages/${ encodeURIComponent( message ) }/metrics`;

/** How an answer came about, as it was kept on the day itself. */
export const loadMetrics = ( conversation: string, message: string ): Promise< AnswerMetrics > => ask( 'GET', path( conversation, message ) );

/** The same question asked of today's index. */
export const recomputeMetrics = ( conversation: string, message: string ): Promise< AnswerMetrics > => ask( 'POST', `${ path( conversation, message ) }/recompute`, {} );
