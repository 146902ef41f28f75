import type {
	ReadUpdatesAnswer as Updates,
	VisitorConversation as Conversation,
	VisitorMessage as Message,
	WidgetConfig,
} from '../../src/wire/wire';
import type { Failure } from './api';
import { metadataOf } from './metadata';
import { CHAT, initialState, isBusy } from './state';
import type { Outgoing, PanelState, View } from './state';

/** Everything that can happen to the panel. */
export type Action =
	| { type: 'opened' }
	| { type: 'closed' }
	| { type: 'configured'; config: WidgetConfig }
	| { type: 'viewed'; view: View }
	| { type: 'typed'; draft: string }
	/** A message goes out, for the first time or again. */
	| { type: 'sent'; outgoing: Outgoing }
	/** The server stored the visitor's message under `question` and begins to answer it. */
	| { type: 'answer-started'; conversation: string; question: string | null; answer: Message }
	| { type: 'answer-changed'; answer: Message }
	| { type: 'answer-ended'; announcement: string }
	| { type: 'stopping' }
	/** The server has the message, and nobody answers at once. */
	| { type: 'held'; queued: boolean }
	| { type: 'turn-failed'; failure: Failure }
	| { type: 'conversation-changed'; conversation: Conversation }
	| { type: 'loading'; loading: boolean }
	| { type: 'history-loaded'; conversation: Conversation; messages: readonly Message[]; seen: string | null }
	| { type: 'updated'; updates: Updates; announcement: string }
	| { type: 'rated'; message: string; rating: 'up' | 'down' | null }
	| { type: 'approval-sent'; id: string }
	| { type: 'approval-failed'; id: string; failure: Failure }
	| { type: 'announced'; text: string }
	| { type: 'begun-anew'; conversation: string };

/** The state after an action. Pure: no clock, no storage, no network. */
export function reduce( state: PanelState, action: Action ): PanelState {
	switch ( action.type ) {
		case 'opened':
			return { ...state, open: true, unread: 0 };
		case 'closed':
			return { ...state, open: false };
		case 'configured':
			return { ...state, config: action.config };
		case 'viewed':
			return { ...state, view: action.view };
		case 'typed':
			return { ...state, draft: action.draft };
		case 'sent':
			return {
				...state,
				outgoing: action.outgoing,
				turn: { kind: 'sending' },
				messages: endAnswer( state ),
				view: CHAT,
				announcement: '',
				draft: state.draft.trim() === action.outgoing.text ? '' : state.draft,
			};
		case 'answer-started':
			return answerStarted( state, action );
		case 'answer-changed':
			return { ...state, messages: merge( state.messages, [ action.answer ] ) };
		case 'answer-ended':
			return { ...state, turn: { kind: 'idle' }, messages: endAnswer( state ), approval: null, announcement: action.announcement };
		case 'stopping':
			return state.turn.kind === 'answering' ? { ...state, turn: { ...state.turn, stopping: true } } : state;
		case 'held':
			return { ...state, turn: { kind: action.queued ? 'queued' : 'idle' } };
		// What a site that closed has said before is not shown any more; the server has it if the site opens again.
		case 'turn-failed':
			return {
				...state,
				turn: { kind: 'failed', failure: action.failure },
				messages: action.failure.reason === 'closed' ? [] : endAnswer( state ),
			};
		case 'conversation-changed':
			return action.conversation.id === state.conversation.id ? { ...state, conversation: action.conversation } : state;
		case 'loading':
			return { ...state, loading: action.loading };
		case 'history-loaded':
			return historyLoaded( state, action );
		case 'updated':
			return updated( state, action );
		case 'rated':
			return { ...state, messages: rate( state.messages, action.message, action.rating ) };
		case 'approval-sent':
			return { ...state, approval: { id: action.id, failure: null } };
		case 'approval-failed':
			return { ...state, approval: { id: action.id, failure: action.failure }, turn: { kind: 'idle' }, messages: endAnswer( state ) };
		case 'announced':
			return { ...state, announcement: action.text };
		case 'begun-anew':
			return { ...initialState( action.conversation ), open: state.open, config: state.config, draft: state.draft };
	}
}

/** Replaces messages that are known, adds the others at the end. */
function merge( known: readonly Message[], changed: readonly Message[] ): readonly Message[] {
	const byId = new Map( changed.map( ( message ) => [ message.id, message ] ) );
	const merged = known.map( ( message ) => {
		const newer = byId.get( message.id ) ?? message;
		byId.delete( message.id );
		return newer;
	} );
	return [ ...merged, ...byId.values() ];
}

function answerStarted(
	state: PanelState,
	{ conversation, question, answer }: Extract< Action, { type: 'answer-started' } >
): PanelState {
	const { outgoing } = state;
	// An old conversation may have been left for a new one, whose id comes with the answer.
	const moved = conversation !== state.conversation.id;
	const messages = moved ? [] : state.messages;
	const asked = outgoing && question ? [ questionMessage( outgoing, question, conversation ) ] : [];
	return {
		...state,
		conversation: moved ? { ...initialState( conversation ).conversation } : state.conversation,
		outgoing: null,
		messages: merge( messages, [ ...asked, answer ] ),
		turn: { kind: 'answering', answer: answer.id, stopping: false },
	};
}

function questionMessage( { id, text, at }: Outgoing, question: string, conversation: string ): Message {
	return {
		id: question,
		role: 'user',
		parts: [ { type: 'text', text, state: 'done' } ],
		metadata: { ...metadataOf( conversation, at ), author: 'visitor', generation: 'complete', client_id: id },
	};
}

/** An answer that is no longer being read is complete as far as this page knows; the server's word follows with the updates. */
function endAnswer( { turn, messages }: PanelState ): readonly Message[] {
	return turn.kind !== 'answering' ? messages : messages.map( ( message ) =>
		message.id === turn.answer && ( turn.stopping || message.metadata.generation === 'streaming' )
			? { ...message, metadata: { ...message.metadata, generation: turn.stopping ? 'interrupted' : 'complete' } }
			: message );
}

function historyLoaded( state: PanelState, { conversation, messages, seen }: Extract< Action, { type: 'history-loaded' } > ): PanelState {
	const confirmed = messages.some( ( message ) => isCopyOf( message, state.outgoing ) );
	// An answer that this page is reading is newer than the stored copy of it.
	const reading = state.turn.kind === 'answering' ? state.turn.answer : null;
	const live = state.messages.filter( ( message ) => message.id === reading );
	const byPeople = messages.filter( ( message ) => message.metadata.author === 'agent' );
	return {
		...state,
		conversation,
		messages: merge( messages, live ),
		outgoing: confirmed ? null : state.outgoing,
		turn: confirmed && state.turn.kind === 'failed' ? { kind: 'idle' } : state.turn,
		unread: state.open ? 0 : byPeople.length - 1 - byPeople.findIndex( ( { id } ) => id === seen ),
		loading: false,
	};
}

function isCopyOf( message: Message, outgoing: Outgoing | null ): boolean {
	return outgoing !== null && message.metadata.client_id === outgoing.id;
}

function updated( state: PanelState, { updates, announcement }: Extract< Action, { type: 'updated' } > ): PanelState {
	const { id } = state.conversation;
	const reading = state.turn.kind === 'answering' ? state.turn.answer : null;
	const items = updates.items.filter( ( message ) => message.metadata.conversation === id && message.id !== reading );
	const known = new Set( state.messages.map( ( message ) => message.id ) );
	const news = items.filter( ( message ) => message.metadata.author === 'agent' && ! known.has( message.id ) ).length;
	const confirmed = items.some( ( message ) => isCopyOf( message, state.outgoing ) );
	const settled = confirmed && state.turn.kind === 'failed';
	return {
		...state,
		conversation: updates.conversations.find( ( conversation ) => conversation.id === id ) ?? state.conversation,
		messages: items.length ? merge( state.messages, items ) : state.messages,
		outgoing: confirmed ? null : state.outgoing,
		turn: settled ? { kind: 'idle' } : state.turn,
		typing: updates.typing.find( ( { conversation } ) => conversation === id )?.name ?? null,
		unread: state.open ? 0 : state.unread + news,
		announcement: announcement || state.announcement,
	};
}

function rate( messages: readonly Message[], id: string, rating: 'up' | 'down' | null ): readonly Message[] {
	return messages.map( ( message ) => ( message.id === id ? { ...message, metadata: { ...message.metadata, rating } } : message ) );
}

/** Whether the visitor may still be told something new without asking: then the panel looks for it. */
export function isLive( state: PanelState ): boolean {
	return state.conversation.handler === 'human' || state.conversation.person_requested || isBusy( state.turn );
}
