import apiFetch from '@wordpress/api-fetch';
import { ask, askFile, asProblem, query } from './api';
import type { LogEntry, RetriedJobs, StatusConnection, StatusLog, StatusReport } from '../../src/wire/wire';

/** The state of the chatbot. */
export const loadStatus = (): Promise< StatusReport > => ask( 'GET', '/status' );

export const loadConnection = (): Promise< StatusConnection > => ask( 'GET', '/status/connection' );

export const loadLog = ( level: LogEntry[ 'level' ] | '', before: number | null ): Promise< StatusLog > =>
	ask( 'GET', `/status/log${ query( { level, before } ) }` );

export const retryJobs = ( ids: readonly number[] ): Promise< RetriedJobs > => ask( 'POST', '/status/jobs/retry', { ids } );

/** All of it, for support. */
export const loadStatusFile = (): Promise< Blob > => askFile( '/status/file' );

/** When the first and the last piece of the test stream reached this browser, in milliseconds since it was asked for. */
export interface StreamTimes {
	first: number;
	last: number;
}

/** Reads the test stream, whose pieces leave the server about 600 milliseconds apart from first to last. */
export async function timeStream(): Promise< StreamTimes > {
	const begun = performance.now();
	try {
		const response = await apiFetch< Response, false >( { path: '/aaia-chatbot/v1/status/stream', parse: false } );
		const reader = response.body?.getReader();
		let first: number | null = null;
		let last = 0;
		while ( reader && ! ( await reader.read() ).done ) {
			last = performance.now() - begun;
			first ??= last;
		}
		return { first: first ?? performance.now() - begun, last };
	} catch ( failure ) {
		throw asProblem( failure instanceof Response ? await failure.json().catch( () => null ) : failure );
	}
}
