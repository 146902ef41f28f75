import { __ } from '../../src/i18n/texts';
import type {
	ReportSourceBody, RequestHandoverAnswer as HandoverAnswer, RequestHandoverBody, ScoreConversationBody,
} from '../../src/wire/wire';
import type { Api, Failure, Result } from '../panel/api';
import { randomId } from '../panel/ids';
import type { PageInfo } from '../panel/page';
import type { View } from '../panel/state';
import type { Memory } from '../panel/storage';
import type { Store } from '../panel/store';
import type { TurnRunner } from '../panel/turn';

/** What the controller lends. */
export interface ActionNeeds {
	api: Api;
	store: Store;
	memory: Memory;
	turn: TurnRunner;
	/** Follows a turn to its end. */
	finish: ( running: ReturnType< TurnRunner[ 'run' ] >, approval?: string ) => Promise< void >;
	show: ( kind: View[ 'kind' ], busy?: boolean, failure?: Failure | null ) => void;
	/** A route of the current conversation. */
	chat: < T >( path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown ) => Promise< Result< T > >;
	configure: () => Promise< void >;
	/** Shows the notice; `then` is what the visitor wanted to do. */
	askForConsent: ( then: () => Promise< void > ) => void;
	/** Does what the visitor wanted to do before the notice. */
	consented: () => Promise< void >;
	remember: () => void;
	forget: () => void;
	/** Shows the conversation that is remembered now. */
	takeUp: () => void;
	pull: () => Promise< void >;
	page: () => PageInfo;
	emit: ( name: string, detail: Record< string, unknown > ) => void;
}

/** What the visitor can do in the rarely used parts; see Controller. */
export interface RareActions {
	agree: () => Promise< void >;
	requestPerson: ( message: string, email: string, name: string ) => Promise< void >;
	score: ( score: number ) => Promise< void >;
	reportSource: ( message: string, source: string, comment: string ) => Promise< Failure | null >;
	deleteConversation: () => Promise< void >;
	answerApproval: ( approvalId: string, approved: boolean, input: { summary?: string; email?: string } ) => void;
	/**
	 * Opens the conversation of a mailed link; without a code, goes back to the visitor's own. `failure` says why.
	 *
	 * @return The code while it can be tried again, else an empty text.
	 */
	followLink: ( code: string, failure?: Failure ) => Promise< string >;
}

const notSaved = (): string => __( 'This couldn’t be saved. Please try again.', 'aaia-chatbot' );

/** Makes the actions of the rarely used parts. */
export function createActions( needs: ActionNeeds ): RareActions {
	const {
		api,
		store: { dispatch, get },
		memory,
		turn,
		finish,
		show,
		chat,
		configure,
		askForConsent,
		consented,
		remember,
		forget,
		takeUp,
		pull,
		page,
		emit,
	} = needs;
	/** What comes with a request for a person, under the id it keeps until it is stored. */
	let request = { id: '', message: '' };
	return { agree, requestPerson, score: giveScore, reportSource, deleteConversation, answerApproval, followLink };

	async function agree(): Promise< void > {
		show( 'consent', true );
		const result = await api.startSession( true );
		if ( ! result.ok ) {
			show( 'consent', false, result.failure );
			return;
		}
		show( 'chat' );
		await consented();
	}

	async function requestPerson( message: string, email: string, name: string ): Promise< void > {
		const { conversation, messages } = get();
		if ( ! message && ! email && ! conversation.person_requested && ! messages.some( ( { role } ) => role === 'user' ) ) {
			const text = __( 'Please write a message or your e-mail address.', 'aaia-chatbot' );
			return show( 'handover', false, { reason: 'empty', retryAfter: null, text } );
		}
		if ( get().config?.consent && ! api.token() ) {
			return askForConsent( () => requestPerson( message, email, name ) );
		}
		show( 'handover', true );
		if ( request.message !== message ) {
			request = { id: randomId(), message };
		}
		const body: RequestHandoverBody = { ...( message && request ), ...( email && { email } ), ...( name && { name } ), page: page() };
		const result = await chat< HandoverAnswer >( '/handover', 'POST', body );
		if ( ! result.ok ) {
			if ( result.failure.reason === 'consent' ) {
				await configure();
				// The visitor has confirmed what is sent: after the notice it goes out.
				return askForConsent( () => requestPerson( message, email, name ) );
			}
			return show( 'handover', false, result.failure );
		}
		request = { id: '', message: '' };
		if ( message ) {
			dispatch( { type: 'typed', draft: '' } );
		}
		show( 'chat' );
		dispatch( { type: 'conversation-changed', conversation: result.data.conversation } );
		dispatch( { type: 'announced', text: result.data.notice } );
		remember();
		emit( 'handover', { conversation: get().conversation.id } );
		void pull();
	}

	async function giveScore( score: number ): Promise< void > {
		const { conversation } = get();
		dispatch( { type: 'conversation-changed', conversation: { ...conversation, score } } );
		const { ok } = await chat( '/satisfaction', 'PUT', { score } satisfies ScoreConversationBody );
		if ( ! ok ) {
			dispatch( { type: 'conversation-changed', conversation } );
		}
		dispatch( { type: 'announced', text: ok ? __( 'Thank you!', 'aaia-chatbot' ) : notSaved() } );
	}

	async function reportSource( message: string, source: string, comment: string ): Promise< Failure | null > {
		const body: ReportSourceBody = comment ? { comment } : {};
		const result = await chat( `/messages/${ message }/sources/${ source }/report`, 'PUT', body );
		return result.ok ? null : result.failure;
	}

	function answerApproval( approvalId: string, approved: boolean, input: { summary?: string; email?: string } ): void {
		dispatch( { type: 'approval-sent', id: approvalId } );
		void finish( turn.run( { approval: { approvalId, approved, ...( approved && { input } ) } } ), approvalId );
		if ( approved ) {
			emit( 'handover', { conversation: get().conversation.id } );
		}
	}

	async function followLink( code: string, failure?: Failure ): Promise< string > {
		if ( code ) {
			const result = await api.startSession( undefined, code );
			if ( result.ok ) {
				const { token, conversation, continued } = result.data;
				const own = memory.load();
				// In the browser in which the conversation is the visitor's own, it stays that.
				const elsewhere = ! continued || own?.conversation !== conversation;
				memory.linked( memory.linked() || elsewhere );
				memory.save( { seen: null, watch: true, revision: 0, ...( ! elsewhere && own ), token, conversation } );
				takeUp();
				return '';
			}
			failure = result.failure;
		}
		const { draft, outgoing } = get();
		memory.linked( false );
		api.useToken( '' );
		takeUp();
		dispatch( { type: 'typed', draft: draft || ( outgoing?.text ?? '' ) } );
		dispatch( { type: 'loading', loading: false } );
		if ( failure ) {
			dispatch( { type: 'turn-failed', failure } );
		}
		return failure?.reason === 'gone' ? '' : code;
	}

	async function deleteConversation(): Promise< void > {
		show( 'delete', true );
		const result = await chat( '', 'DELETE' );
		if ( result.ok || result.failure.reason === 'gone' ) {
			forget();
			dispatch( { type: 'announced', text: __( 'Conversation deleted.', 'aaia-chatbot' ) } );
		} else {
			show( 'delete', false, result.failure );
		}
	}
}
