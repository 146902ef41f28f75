import { __ } from '../../src/i18n/texts';
import type {
	ReportSourceBody, RequestHandoverAnswer as HandoverAnswer, RequestHandoverBody, ScoreConversationBody,
} from '../../src/wire/wire';
import type { Api, Failure, Result } from '../panel/api';
import { randomId } from '../panel/ids';
import type { PageInfo } from '../panel/page';
import type { View } from '../panel/state';
import type { Store } from '../panel/store';

/** What the controller lends. */
export interface ActionNeeds {
	api: Api;
	store: Store;
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
	pull: () => Promise< void >;
	page: () => PageInfo;
	emit: ( name: string, detail: Record< string, unknown > ) => void;
	notSaved: () => string;
}

/** What the visitor can do in the rarely used parts; see Controller. */
export interface RareActions {
	agree: () => Promise< void >;
	requestPerson: ( message: string, email: string, name: string ) => Promise< void >;
	score: ( score: number ) => Promise< void >;
	reportSource: ( message: string, source: string, comment: string ) => Promise< Failure | null >;
	deleteConversation: () => Promise< void >;
}

/** Makes the actions of the rarely used parts. */
export function createActions( needs: ActionNeeds ): RareActions {
	const {
		api,
		store: { dispatch, get },
		show,
		chat,
		configure,
		askForConsent,
		consented,
		remember,
		forget,
		pull,
		page,
		emit,
		notSaved,
	} = needs;
	/** What comes with a request for a person, under the id it keeps until it is stored. */
	let request = { id: '', message: '' };
	return { agree, requestPerson, score: giveScore, reportSource, deleteConversation };

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
			return show( 'handover', false, { reason: 'empty', retryAfter: null } );
		}
		if ( get().config?.consent && ! api.hasSession() ) {
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

	async function deleteConversation(): Promise< void > {
		show( 'delete', true );
		const result = await chat( '', 'DELETE' );
		if ( result.ok || result.failure.reason === 'gone' ) {
			forget();
			dispatch( { type: 'announced', text: __( 'The conversation was deleted.', 'aaia-chatbot' ) } );
		} else {
			show( 'delete', false, result.failure );
		}
	}
}
