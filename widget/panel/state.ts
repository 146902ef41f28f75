import type { VisitorConversation as Conversation, VisitorMessage as Message, WidgetConfig } from '../../src/wire/wire';
import type { Failure } from './api';

/** A message that the server has not confirmed yet. Its id is the one it will be stored under, so it can be sent again safely. */
export interface Outgoing {
	id: string;
	text: string;
	/** Ids of files that go with it. */
	files?: string[] | undefined;
	at: string;
}

/** What becomes of the newest thing the visitor sent. One value, so that impossible combinations cannot be drawn. */
export type Turn =
	| { kind: 'idle' }
	/** On its way; nothing has come back. */
	| { kind: 'sending' }
	/** The assistant writes the message with this id. */
	| { kind: 'answering'; answer: string; stopping: boolean }
	/** Stored by the server, which answers when it can. */
	| { kind: 'queued' }
	| { kind: 'failed'; failure: Failure };

/** The conversation, or a step that stands before it. Of consent: what was typed is sent once the visitor agrees. */
export interface View {
	kind: 'chat' | 'consent' | 'handover' | 'delete';
	/** The visitor's answer to the step is on its way. */
	busy: boolean;
	/** Why it could not be taken. */
	failure: Failure | null;
}

/** The approval the visitor is answering. */
export interface ApprovalReply {
	id: string;
	/** Null while the reply is on its way. */
	failure: Failure | null;
}

export interface PanelState {
	open: boolean;
	/** What stands in the field, unsent. */
	draft: string;
	/** Null until it has been fetched. */
	config: WidgetConfig | null;
	view: View;
	/** Random, chosen here; the server gets to know it with the first message. */
	conversation: Conversation;
	messages: readonly Message[];
	outgoing: Outgoing | null;
	turn: Turn;
	approval: ApprovalReply | null;
	/** Name of a person who is writing. */
	typing: string | null;
	/** Messages by people that arrived while the panel was closed. */
	unread: number;
	/** What screen readers are told, once. */
	announcement: string;
	/** The history of a known conversation is on its way. */
	loading: boolean;
}

export const CHAT: View = { kind: 'chat', busy: false, failure: null };

/** Longest texts, in characters. */
export function limitsOf( config: WidgetConfig | null ): WidgetConfig[ 'limits' ] {
	return config?.limits ?? { text: 4000, comment: 1000 };
}

/** Whether a person can be asked for now: the owner offers it and nobody is on the way yet. */
export function canAskForPerson( { config, conversation }: PanelState ): boolean {
	return config?.features.handover !== false && conversation.handler === 'assistant' && ! conversation.person_requested;
}

/** Whether the newest message offers a person by a button of its own. */
export function lastOffers( { messages, outgoing }: PanelState ): boolean {
	const { offer_person: offers, generation } = messages.at( -1 )?.metadata ?? {};
	return ! outgoing && ( !! offers || generation === 'failed' );
}

/** Whether the team waits for an e-mail address that the visitor may add. */
export function canAddAddress( { config, conversation }: PanelState ): boolean {
	return config?.features.handover !== false && conversation.person_requested && ! conversation.has_address;
}

export function newConversation( id: string ): Conversation {
	return { id, status: 'open', handler: 'assistant', agent: null, person_requested: false, alert: 'none', has_address: false, score: null };
}

export function initialState( conversation: string ): PanelState {
	return {
		open: false,
		draft: '',
		config: null,
		view: CHAT,
		conversation: newConversation( conversation ),
		messages: [],
		outgoing: null,
		turn: { kind: 'idle' },
		approval: null,
		typing: null,
		unread: 0,
		announcement: '',
		loading: false,
	};
}

/** Whether an answer is on its way. */
export function isBusy( turn: Turn ): boolean {
	return turn.kind === 'sending' || turn.kind === 'answering' || turn.kind === 'queued';
}
