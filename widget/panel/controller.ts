import { textOf } from '../../src/message-parts';
import { __, sprintf } from '../../src/i18n/texts';
import type { RateAnswerBody, VisitorMessage as Message } from '../../src/wire/wire';
import type { FilesElement, LoadScript } from '../element';
import type { RareActions } from '../more/actions';
import type { More } from '../more/more';
import { createApi, OFFLINE } from './api';
import type { Failure, Result } from './api';
import { authorName } from './authors';
import { randomId } from './ids';
import { addressBeside, markdownLoader, markdownReader } from './markdown-reader';
import { moreLoader, moreParts } from './more-parts';
import { pageInfo, takeCode } from './page';
import { initialState } from './state';
import type { PanelState, View } from './state';
import { statusText } from './status-text';
import { browserMemory } from './storage';
import { createSending } from './sending';
import { createStore } from './store';
import { createSync } from './sync';
import { createTurnRunner } from './turn';

/** What the visitor can do. Every drawing gets this and the state, nothing else. */
export interface Controller {
	state: () => PanelState;
	/** A panel is shown. */
	open: () => void;
	/** No panel is shown any more. */
	close: () => void;
	/** What was announced so far is over. */
	hush: () => void;
	type: ( draft: string ) => void;
	send: ( text: string ) => void;
	/** Sends the failed message again under the same id. */
	retry: () => void;
	stop: () => void;
	agree: () => void;
	backToChat: () => void;
	askForPerson: () => void;
	requestPerson: ( message: string, email: string, name: string ) => void;
	answerApproval: ( approvalId: string, approved: boolean, input: { summary?: string; email?: string } ) => void;
	/** `message`: the answer as it was before. */
	rate: ( message: Message, value: 'up' | 'down' | null, comment?: string ) => Promise< boolean >;
	/** Scores the whole conversation, 1 to 5. */
	score: ( score: number ) => void;
	/** Says that a source of an answer is wrong. @return Why it could not be said, or null. */
	reportSource: ( message: string, source: string, comment: string ) => Promise< Failure | null >;
	askToDelete: () => void;
	deleteConversation: () => void;
	startAnew: () => void;
	/** Whether the conversation was opened by a mailed link. */
	linked: () => boolean;
	/** Gives an element of attached files what it draws, and fetches their script. */
	files: ( node: FilesElement | null, what: FilesElement[ 'of' ][ 0 ] ) => void;
	/** Fetches the parts of the panel that few visitors use. Rejects when they cannot be had. */
	loadMore: () => Promise< void >;
}

export interface ControllerNeeds {
	api: string;
	locale: string;
	/** Address of the panel's script; others lie beside it. */
	panel: string;
	/** The state is another one and wants to be drawn. */
	changed: () => void;
	load: LoadScript;
	/** Tells the page: `aaia:message`, `aaia:handover`, ... */
	emit: ( name: string, detail: Record< string, unknown > ) => void;
}

/** Staff are shown that the visitor types at most this often. */
const TYPING_EVERY_MS = 4_000;

/** A stop that the server does not confirm by ending the stream ends the reading here. */
const STOP_PATIENCE_MS = 3_000;

/** Joins state, server and memory. */
export function createController( { api: base, locale, panel, load, changed, emit }: ControllerNeeds ): Controller {
	let code = takeCode();
	const memory = browserMemory( base );
	const api = createApi( base, locale, memory, beginAnew );
	const loadMarkdown = markdownLoader( load, panel, changed );
	const remembered = memory.load();
	let known = !! remembered?.conversation;
	let typedAt = 0;
	let afterConsent: () => Promise< void > = async () => undefined;
	const first = { ...initialState( remembered?.conversation ?? randomId() ), loading: known || !! code, draft: memory.kept( 'draft' ) };
	const store = createStore( first, ( state, before ) => {
		const status = statusText( state.conversation );
		if ( status && status !== statusText( before.conversation ) && ! before.loading ) {
			dispatch( { type: 'announced', text: status } );
			return;
		}
		if ( state.outgoing !== before.outgoing || state.messages.length > before.messages.length ) {
			// An answer is on its way, or there: what it is read with is fetched meanwhile.
			loadMarkdown();
		}
		if ( state.conversation !== before.conversation || state.open !== before.open || state.turn !== before.turn ) {
			sync.plan();
		}
		if ( state.draft !== before.draft ) {
			memory.keep( 'draft', state.draft );
		}
		changed();
	} );
	const { dispatch, get } = store;

	const show = ( kind: View[ 'kind' ], busy = false, failure: Failure | null = null ): void =>
		dispatch( { type: 'viewed', view: { kind, busy, failure } } );

	/** A route of the current conversation. */
	const chat = < T >( path: string, method: 'POST' | 'PUT' | 'DELETE', body: unknown = {} ): Promise< Result< T > > =>
		api.json( `/chat/${ get().conversation.id }${ path }`, { method, body } );

	const remember = ( seen = memory.load()?.seen ?? null ): void => {
		const { conversation } = get();
		known = true;
		memory.save( {
			token: api.token(),
			conversation: conversation.id,
			seen,
			watch: conversation.handler === 'human' || conversation.person_requested,
			revision: ( memory.load()?.revision ?? 0 ) + 1,
		} );
	};
	const turn = createTurnRunner( { api, store, memory, page: () => pageInfo( locale ), onAccepted: () => known || remember() } );
	const words = ( message: Message ): string =>
		sprintf( '%s: %s', authorName( message ), markdownReader().plain( textOf( message.parts ) ) );
	const sync = createSync( {
		api, store,
		isKnown: () => known,
		onMessage: ( { id, metadata } ) => emit( 'message', { id, author: metadata.author } ),
		announce: ( messages ) => messages.map( words ).join( '\n' ),
		seen: () => memory.load()?.seen ?? null,
		onSeen: remember,
		onGone: () => void leaveIfGone(),
	} );

	const { deliver, finish, restore, retry, send } = createSending( {
		api, store, turn, sync, words, remember, configure, askForConsent, leaveIfGone, emit,
	} );

	function forget(): void {
		turn.detach();
		known = false;
		memory.save( null );
		dispatch( { type: 'begun-anew', conversation: randomId() } );
	}

	/**
	 * What this browser knew is not for it any more. What was just being sent begins a conversation of its own. A mailed link that opens
	 * nothing any more leads back to the visitor's own conversation.
	 */
	function beginAnew( ended?: Failure ): void {
		if ( memory.linked() ) {
			return followLink( ended );
		}
		const { outgoing } = get();
		forget();
		if ( outgoing ) {
			void deliver( outgoing.id, outgoing.text );
		}
	}

	/**
	 * The conversation is unknown: it was deleted elsewhere and is forgotten, or the owner has switched the chat off and it may come back.
	 */
	async function leaveIfGone(): Promise< void > {
		const { ok } = await api.config( true );
		if ( ok && known ) {
			beginAnew();
		}
	}

	/** Shows the conversation that is remembered now. */
	function takeUp(): void {
		const saved = memory.load();
		if ( ! saved?.conversation ) {
			if ( known ) {
				forget();
			}
			return;
		}
		api.useToken( saved.token );
		known = true;
		if ( saved.conversation !== get().conversation.id ) {
			turn.detach();
			dispatch( { type: 'begun-anew', conversation: saved.conversation } );
			void sync.restore();
		} else {
			void sync.pull();
		}
	}
	memory.onChange( takeUp );
	// A message that failed for want of a network goes out by itself when the network is back.
	addEventListener( 'online', () => {
		const current = get().turn;
		if ( current.kind === 'failed' && current.failure.reason === 'offline' ) {
			again();
		}
	} );

	async function configure(): Promise< void > {
		const result = await api.config();
		if ( result.ok ) {
			dispatch( { type: 'configured', config: result.data } );
		}
	}

	/** Shows the notice; `then` is what the visitor wanted to do. */
	function askForConsent( then: () => Promise< void > ): void {
		afterConsent = then;
		show( 'consent' );
	}

	/** A thumb counts also where the comment's form, which comes later, cannot be loaded. */
	async function rate( { id, metadata }: Message, value: 'up' | 'down' | null, comment?: string ): Promise< boolean > {
		dispatch( { type: 'rated', message: id, rating: value } );
		const { ok } = await chat( `/messages/${ id }/rating`, 'PUT', { value, comment } as RateAnswerBody );
		if ( ! ok ) {
			dispatch( { type: 'rated', message: id, rating: metadata.rating } );
			dispatch( { type: 'announced', text: __( 'This couldn’t be saved. Please try again.', 'aaia-chatbot' ) } );
		}
		return ok;
	}

	function stop(): void {
		const { turn: stopped } = get();
		dispatch( { type: 'stopping' } );
		void chat( '/stop', 'POST' );
		setTimeout( () => {
			const { turn: now } = get();
			if ( now.kind === 'answering' && stopped.kind === 'answering' && now.answer === stopped.answer ) {
				turn.detach();
				dispatch( { type: 'answer-ended', announcement: '' } );
				void sync.pull();
			}
		}, STOP_PATIENCE_MS );
	}

	const loadMore = moreLoader( load, panel, changed );
	let filesScript: Promise< unknown > | undefined;
	let rare: RareActions | undefined;
	/** What only the rarely used parts ask for came with them. Made once: a request keeps its id until it is stored. */
	const rarely = (): RareActions => rare ??= ( moreParts() as More ).actions( {
		api, store, memory, turn, finish, show, chat, configure, askForConsent, remember, forget, takeUp, emit,
		page: () => pageInfo( locale ),
		pull: sync.pull,
		consented: () => afterConsent(),
	} );

	/** Opens the conversation of the mailed link; without one, goes back to the visitor's own. */
	function followLink( ended?: Failure ): void {
		loadMore().then(
			async () => {
				code = await rarely().followLink( code, ended );
			},
			() => dispatch( { type: 'turn-failed', failure: OFFLINE } )
		);
	}

	const again = (): void => code ? followLink() : void retry();

	if ( code ) {
		followLink();
	} else if ( known ) {
		void restore();
	}

	return {
		state: get,
		open() {
			dispatch( { type: 'opened' } );
			memory.keep( 'open', '1' );
			if ( ! get().config ) {
				void configure();
			}
		},
		close() {
			dispatch( { type: 'closed' } );
			memory.keep( 'open', '' );
		},
		hush: () => dispatch( { type: 'announced', text: '' } ),
		type( draft ) {
			dispatch( { type: 'typed', draft } );
			if ( get().conversation.handler === 'human' && known && Date.now() - typedAt > TYPING_EVERY_MS ) {
				typedAt = Date.now();
				void chat( '/typing', 'POST' );
			}
		},
		send: ( text ) => void send( text ),
		retry: again,
		stop,
		agree: () => void rarely().agree(),
		backToChat: () => show( 'chat' ),
		askForPerson() {
			show( 'handover' );
			// Whether the team is there may have changed since.
			void configure();
		},
		requestPerson: ( ...details ) => void rarely().requestPerson( ...details ),
		answerApproval: ( ...details ) => rarely().answerApproval( ...details ),
		loadMore,
		files( node, what ) {
			if ( node ) {
				node.of = [ what, api, send, get ];
				filesScript ??= load( addressBeside( panel, FILES_SCRIPT ) ).catch( () => ( filesScript = undefined ) );
			}
		},
		rate,
		score: ( score ) => void rarely().score( score ),
		reportSource: ( ...details ) => rarely().reportSource( ...details ),
		askToDelete: () => show( 'delete' ),
		deleteConversation: () => void rarely().deleteConversation(),
		startAnew: () => {
			turn.detach();
			known = false;
			if ( memory.linked() ) {
				memory.linked( false );
				api.useToken( memory.load()?.token ?? '' );
			}
			dispatch( { type: 'begun-anew', conversation: randomId() } );
		},
		linked: () => memory.linked(),
	};
}
