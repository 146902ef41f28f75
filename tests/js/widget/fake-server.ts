/** A server at the edge of the process: `fetch`, answered by what a test says. */

export interface Asked {
	method: string;
	path: string;
	headers: Record< string, string >;
	body: unknown;
	signal: AbortSignal | null;
}

type Answer = Response | Error | 'never' | ( ( asked: Asked ) => Response | Promise< Response > );

export const BASE = 'https://site.example/wp-json/aaia-chatbot/v1';

/** Answers requests in turn, by method and path; one without an answer fails the test that made it. */
export class FakeServer {
	public readonly asked: Asked[] = [];
	readonly #answers = new Map< string, Answer[] >();

	public on( route: string, ...answers: Answer[] ): this {
		this.#answers.set( route, [ ...( this.#answers.get( route ) ?? [] ), ...answers ] );
		return this;
	}

	public install(): this {
		globalThis.fetch = ( url, init = {} ) => this.#answer( String( url ), init );
		return this;
	}

	/** Method and path of each request, as text. */
	public routes(): string[] {
		return this.asked.map(
			( { method, path, headers } ) => `${ method } ${ path }${ headers[ 'accept' ] === 'text/event-stream' ? ' (stream)' : '' }`
		);
	}

	async #answer( url: string, init: RequestInit ): Promise< Response > {
		const path = url.replace( BASE, '' );
		const method = init.method ?? 'GET';
		const asked = {
			method,
			path,
			headers: ( init.headers as Record< string, string > ) ?? {},
			body: init.body ? ( JSON.parse( String( init.body ) ) as unknown ) : undefined,
			signal: init.signal ?? null,
		};
		this.asked.push( asked );
		const left = this.#answers.get( `${ method } ${ path }` ) ?? [];
		const answer = left.length > 1 ? left.shift() : left[ 0 ];
		if ( answer === 'never' ) {
			return new Promise(
				( _, reject ) => init.signal?.addEventListener( 'abort', () => reject( new DOMException( 'Aborted', 'AbortError' ) ) )
			);
		}
		if ( answer === undefined || answer instanceof Error ) {
			throw answer ?? new Error( `No answer to ${ method } ${ path }` );
		}
		return typeof answer === 'function' ? answer( asked ) : answer.clone();
	}
}

export function json( body: unknown, status = 200, headers: Record< string, string > = {} ): Response {
	return new Response( JSON.stringify( body ), { status, headers: { 'Content-Type': 'application/json', ...headers } } );
}

export const session = ( token: string ) => json( { token, expires_at: '2026-11-22T00:00:00Z', visitor: 'v', continued: true } );

/** A UI message stream of these chunks; one that is not `whole` breaks off after the last as a lost connection does. */
export function stream(
	chunks: readonly object[],
	{ whole = true, status = 200, headers = {} as Record< string, string > } = {}
): Response {
	const lines = [ ...chunks.map( ( chunk ) => JSON.stringify( chunk ) ), ...( whole ? [ '[DONE]' ] : [] ) ];
	return new Response( lines.map( ( line ) => `data: ${ line }\n\n` ).join( '' ), {
		status,
		headers: { 'Content-Type': 'text/event-stream', ...headers },
	} );
}

/** The chunks of an answer with this text. */
export function answerChunks( answer: string, text: string, { question = 'q1', finish = {} as object } = {} ): object[] {
	return [
		{ type: 'start', messageId: answer, messageMetadata: { conversation: 'conversation-000000001', question, message: answer } },
		{ type: 'text-start', id: 't' },
		...text.split( /(?<= )/ ).map( ( delta ) => ( { type: 'text-delta', id: 't', delta } ) ),
		{ type: 'text-end', id: 't' },
		{ type: 'finish', messageMetadata: { generation: 'complete', ...finish } },
	];
}

/** A stream that begins with these chunks and then neither goes on nor ends, until the request is given up. */
export const hangingStream = ( chunks: readonly object[] ) => ( { signal }: Asked ): Response => new Response( new ReadableStream( {
	start( controller ) {
		controller.enqueue( new TextEncoder().encode( chunks.map( ( chunk ) => `data: ${ JSON.stringify( chunk ) }\n\n` ).join( '' ) ) );
		signal?.addEventListener( 'abort', () => controller.error( new DOMException( 'Aborted', 'AbortError' ) ) );
	},
} ), { headers: { 'Content-Type': 'text/event-stream' } } );
