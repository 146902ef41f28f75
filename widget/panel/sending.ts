import { randomId } from './ids';
import type { Api } from './api';
import { failureText } from './failure-text';
import type { Store } from './store';
import type { Sync } from './sync';
import type { TurnRunner } from './turn';
import type { SendChatBody, VisitorMessage as Message } from '../../src/wire/wire';

/** What the controller lends. */
interface Needs {
	api: Api;
	store: Store;
	turn: TurnRunner;
	sync: Sync;
	/** An answer as it is announced to a screen reader. */
	words: ( message: Message ) => string;
	remember: () => void;
	configure: () => Promise< void >;
	/** Shows the notice; `then` is what the visitor wanted to do. */
	askForConsent: ( then: () => Promise< void > ) => void;
	/** The conversation is unknown to the server. */
	leaveIfGone: () => Promise< void >;
	emit: ( name: string, detail: Record< string, unknown > ) => void;
}

/** Sends what the visitor writes and follows the answer to its end, whatever that is. */
export function createSending( needs: Needs ) {
	const { api, store: { dispatch, get }, turn, sync, words, remember, configure, askForConsent, leaveIfGone, emit } = needs;
	return { deliver, finish, restore, retry, send };

	async function restore(): Promise< void > {
		await sync.restore();
		if ( get().messages.at( -1 )?.metadata.generation === 'streaming' ) {
			await finish( turn.resume() );
		}
	}

	async function finish( running: ReturnType< typeof turn.run >, approval?: string ): Promise< void > {
		const end = await running;
		if ( end.kind === 'answered' ) {
			dispatch( { type: 'answer-ended', announcement: words( end.answer ) } );
			emit( 'message', { id: end.answer.id, author: 'assistant' } );
			remember();
		} else if ( end.kind === 'held' ) {
			dispatch( { type: 'held', queued: false } );
			remember();
			void sync.pull();
		} else if ( end.kind === 'in-history' ) {
			dispatch( { type: 'answer-ended', announcement: '' } );
			void sync.restore();
		} else if ( end.kind === 'failed' ) {
			dispatch( approval ? { type: 'approval-failed', id: approval, failure: end.failure } : { type: 'turn-failed', failure: end.failure } );
			if ( end.failure.reason === 'consent' ) {
				await configure();
				askForConsent( sendDraft );
			} else if ( end.failure.reason === 'gone' && ! approval ) {
				await leaveIfGone();
			}
		}
	}

	/** What is undefined is not sent. Of its files the panel knows the ids; the server's copy of the message, which follows, has the rest. */
	function deliver( id: string, text: string, files?: string[] ): Promise< void > {
		dispatch( { type: 'sent', outgoing: { id, text, files, at: new Date().toISOString() } } );
		const message = { id, role: 'user', parts: [ { type: 'text', text } ], attachments: files } as SendChatBody[ 'message' ] & object;
		return finish( turn.run( { message } ) );
	}

	async function retry(): Promise< void > {
		const { outgoing } = get();
		await ( outgoing ? deliver( outgoing.id, outgoing.text, outgoing.files ) : restore() );
	}

	async function send( written: string, files?: string[] ): Promise< void > {
		const text = written.trim();
		if ( ! text && ! files ) {
			return;
		}
		if ( get().config?.consent && ! api.token() ) {
			dispatch( { type: 'typed', draft: text } );
			return askForConsent( sendDraft );
		}
		if ( get().turn.kind === 'failed' && get().outgoing ) {
			// What could not be sent before goes first; this text waits in the field.
			dispatch( { type: 'typed', draft: text } );
			await retry();
			const { turn: now } = get();
			if ( now.kind === 'failed' ) {
				// Why it still does not go out.
				dispatch( { type: 'announced', text: failureText( now.failure ) ?? '' } );
				return;
			}
		}
		const id = randomId();
		emit( 'message', { id, author: 'visitor' } );
		await deliver( id, text, files );
	}

	function sendDraft(): Promise< void > {
		return get().outgoing ? retry() : send( get().draft );
	}
}
