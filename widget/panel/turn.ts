import { readChunks } from '../../src/stream/read-chunks';
import type { SendChatBody, VisitorMessage as Message } from '../../src/wire/wire';
import { readAnswer } from './answer';
import { failureOf, OFFLINE, retryAfter } from './api';
import type { Api, Failure } from './api';
import type { PageInfo } from './page';
import type { Memory } from './storage';
import type { Store } from './store';

/** Body of `POST /chat`, beside the conversation's id and the page. */
export type TurnBody = Required< Pick< SendChatBody, 'message' > > | Required< Pick< SendChatBody, 'approval' > >;

/** How a whole turn ended, retries included. */
export type TurnEnd =
	| { kind: 'answered'; answer: Message }
	/** Stored; a person holds the conversation, or this page may not read along: updates bring what comes. */
	| { kind: 'held' }
	/** The answer is over, or the site has too many readers: the history has it as far as it is written, and updates bring the rest. */
	| { kind: 'in-history' }
	| { kind: 'failed'; failure: Failure }
	/** A newer turn took its place. */
	| { kind: 'replaced' };

type Attempt =
	| { kind: 'answered'; answer: Message }
	| { kind: 'held' }
	| { kind: 'queued'; seconds: number }
	| { kind: 'in-history' }
	/** Nothing came for too long: something on the way keeps the stream back. */
	| { kind: 'silent'; heard: boolean }
	| { kind: 'lost'; started: boolean }
	| { kind: 'failed'; failure: Failure };

export interface TurnRunner {
	/** Sends a message or an approval and shows the answer in the store as it comes. */
	run: ( body: TurnBody ) => Promise< TurnEnd >;
	/** Reads on an answer that was running when the page was left. */
	resume: () => Promise< TurnEnd >;
	/** Stops reading; what the server does is its own matter. */
	detach: () => void;
}

interface TurnNeeds {
	api: Api;
	store: Store;
	memory: Memory;
	page: () => PageInfo;
	/** Called when the server has taken the message: from now on the conversation is worth remembering. */
	onAccepted: () => void;
}

/** The server sends a byte at least every 3 s, so this much silence means that the stream does not get through. */
const SILENCE_MS = 8_000;

/** Waits between attempts after the connection was lost. Afterwards the visitor is asked to try again. */
const RETRY_DELAYS_MS = [ 500, 2_000, 5_000 ];

/** A queued turn is asked for this often at most: the built-in assistant answers after 10 s in the queue. */
const MAX_QUEUED = 30;

const delay = ( ms: number ): Promise< void > => new Promise( ( done ) => setTimeout( done, ms ) );

/**
 * Carries a turn through whatever the connection does. Sending again is safe: the server stores a message id once and joins its answer.
 */
export function createTurnRunner( { api, store, memory, page, onAccepted }: TurnNeeds ): TurnRunner {
	let current: AbortController | null = null;

	const request = ( body: TurnBody ): SendChatBody => ( { id: store.get().conversation.id, ...body, page: page() } );

	/** One reading of a stream: of `POST /chat`, or of the running answer when there is no body. */
	async function readStream( body: TurnBody | null, continues: boolean, controller: AbortController ): Promise< Attempt > {
		const abort = new AbortController();
		controller.signal.onabort = () => abort.abort();
		const reading = readAnswer( store, continues );
		let heard = false;
		let silent = false;
		let timer = 0;
		const listen = (): void => {
			clearTimeout( timer );
			timer = setTimeout( () => {
				silent = true;
				abort.abort();
			}, SILENCE_MS ) as unknown as number;
		};
		listen();
		try {
			const response = body
				? await api.fetch( '/chat', { method: 'POST', body: request( body ), accept: 'text/event-stream', signal: abort.signal } )
				: await api.fetch( `/chat/${ store.get().conversation.id }/stream`, { accept: 'text/event-stream', signal: abort.signal } );
			if ( response.status === 204 ) {
				return { kind: 'in-history' };
			}
			if ( ! response.ok ) {
				return { kind: 'failed', failure: await failureOf( response ) };
			}
			onAccepted();
			// Chromium aborts the load of a `no-store` response that is read as a stream, once all of it is there; not that of a copy.
			const complete = await readChunks(
				response.clone().body as ReadableStream< Uint8Array >,
				( chunk ) => current === controller && reading.take( chunk ),
				() => {
					heard = true;
					listen();
				}
			);
			if ( complete ) {
				const { answer } = reading;
				// Complete, and the answer is not: a newer reader took this one's place.
				return answer && answer.metadata.generation !== 'streaming' ? { kind: 'answered', answer } : waiting( retryAfter( response ) );
			}
		} catch {
			if ( silent ) {
				return { kind: 'silent', heard };
			}
		} finally {
			clearTimeout( timer );
		}
		return { kind: 'lost', started: reading.answer !== null };
	}

	/** Without a time to come back a person answers, or a newer reader took this one's place. */
	const waiting = ( seconds: number | null ): Attempt => ( seconds ? { kind: 'queued', seconds } : { kind: 'held' } );

	/** The same turn as one finished message, for connections that keep streams back. */
	async function askForJson( body: TurnBody, controller: AbortController ): Promise< Attempt > {
		const result = await api.json< Message | { metadata: object } >( '/chat', { method: 'POST', body: request( body ) } );
		if ( current !== controller ) {
			return { kind: 'held' };
		}
		if ( ! result.ok ) {
			return result.failure.reason === 'offline' ? { kind: 'lost', started: false } : { kind: 'failed', failure: result.failure };
		}
		onAccepted();
		if ( ! ( 'parts' in result.data ) ) {
			return waiting( result.retryAfter );
		}
		const answer = result.data;
		const { conversation, question } = answer.metadata;
		store.dispatch( { type: 'answer-started', conversation, question, answer } );
		return { kind: 'answered', answer };
	}

	async function carry( body: TurnBody | null ): Promise< TurnEnd > {
		current?.abort();
		const controller = current = new AbortController();
		let way: 'stream' | 'json' | 'resume' = ! body ? 'resume' : memory.kept( 'buffered' ) ? 'json' : 'stream';
		let losses = 0;
		let queued = 0;
		while ( current === controller && queued < MAX_QUEUED && losses <= RETRY_DELAYS_MS.length ) {
			const attempt = way === 'json' && body ? await askForJson( body, controller )
				: await readStream( way === 'resume' ? null : body, way === 'stream' && body !== null && 'approval' in body, controller );
			if ( current !== controller ) {
				break;
			}
			if ( attempt.kind === 'silent' ) {
				// Nothing at all came through: the next questions of this tab need not wait for it again.
				memory.keep( 'buffered', attempt.heard ? '' : '1' );
				way = body ? 'json' : 'resume';
				losses += body ? 0 : 1;
			} else if ( attempt.kind === 'queued' ) {
				store.dispatch( { type: 'held', queued: true } );
				queued++;
				await delay( attempt.seconds * 1000 );
			} else if ( attempt.kind === 'lost' ) {
				await delay( RETRY_DELAYS_MS[ losses++ ] ?? 0 );
				way = attempt.started || ! body ? 'resume' : way;
			} else {
				return attempt;
			}
		}
		return current === controller ? { kind: 'failed', failure: OFFLINE } : { kind: 'replaced' };
	}

	return {
		run: carry,
		resume: () => carry( null ),
		detach() {
			current?.abort();
			current = null;
		},
	};
}
