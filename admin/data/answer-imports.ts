import { ask, askFile } from './api';
import type { AnswerImport, NewestAnswerImport, SendAnswerLinesBody } from '../../src/wire/wire';

export type AnswerLine = SendAnswerLinesBody[ 'lines' ][ number ];

/** Lines of one part, as the server counts them, and parts sent at once. */
const PART = 50;
const PARTS = 10;

/** The newest import, or null. */
export const newestImport = (): Promise< NewestAnswerImport > => ask( 'GET', '/knowledge/answer-imports' );

export const stopImport = ( id: string ): Promise< AnswerImport > => ask( 'POST', `/knowledge/answer-imports/${ id }/stop`, {} );

/** The lines that were refused, as a CSV file. */
export const refusedLines = ( id: string ): Promise< Blob > => askFile( `/knowledge/answer-imports/${ id }/refused` );

/** All answers, as a CSV file. */
export const exportAnswers = (): Promise< Blob > => askFile( '/knowledge/answers/export' );

/**
 * Sends all lines of a file and starts their import. A lost connection is tried again; nothing is imported before everything has arrived.
 *
 * @throws Problem
 */
export async function sendAnswers(
	name: string,
	lines: readonly AnswerLine[],
	onSent: ( share: number ) => void
): Promise< AnswerImport > {
	const { id } = await ask< AnswerImport >( 'POST', '/knowledge/answer-imports', { name: name.slice( 0, 200 ), total: lines.length } );
	const step = PART * PARTS;
	for ( let at = 0; at < lines.length; at += step ) {
		const body: SendAnswerLinesBody = { position: at / PART, lines: lines.slice( at, at + step ) };
		await patiently( () => ask( 'PUT', `/knowledge/answer-imports/${ id }/lines`, body ) );
		onSent( Math.min( 1, ( at + step ) / lines.length ) );
	}
	return ask( 'POST', `/knowledge/answer-imports/${ id }/start`, {} );
}

/** Tries again when the server did not answer or is overloaded, three times in all. */
async function patiently< T >( request: () => Promise< T > ): Promise< T > {
	for ( let attempt = 1; ; attempt++ ) {
		try {
			return await request();
		} catch ( failure ) {
			const status = ( failure as { status?: number } ).status ?? 0;
			if ( attempt === 3 || ( status > 0 && status < 500 && status !== 429 ) ) {
				throw failure;
			}
			await new Promise( ( resolve ) => setTimeout( resolve, attempt * 2_000 ) );
		}
	}
}
