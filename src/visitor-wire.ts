import type { Message } from './message-parts';

/** Answers of the visitor's REST routes (CONTRACT, "REST, visitor side"). */

export interface WidgetConfig {
	version: string;
	locale: string;
	/** The owner's texts are empty when none was typed: the panel has its own. */
	title: string;
	greeting: string;
	ai_notice: string;
	suggestions: string[];
	appearance: { position: 'left' | 'right'; color: string; scheme: 'auto' | 'light' | 'dark' };
	features: { handover: boolean; ratings: boolean };
	/** Longest texts, in characters. */
	limits: { text: number; comment: number };
	consent: { text: string; version: string; privacy_url: string | null } | null;
	/** Every kind of data that a request for a person sends, in the page's language. */
	handover_kinds: string[];
}

export interface Session {
	token: string;
	expires_at: string;
	visitor: string;
}

export interface Conversation {
	id: string;
	status: 'open' | 'pending' | 'snoozed' | 'resolved';
	handler: 'assistant' | 'human';
	/** Name of the person who answers. */
	agent: string | null;
	person_requested: boolean;
	/** What became of the alert that a request for a person sends. */
	alert: 'none' | 'saved' | 'sent' | 'delayed';
}

export interface History {
	conversation: Conversation;
	items: Message[];
	cursor: string;
}

export interface Updates {
	conversations: Conversation[];
	items: Message[];
	typing: { conversation: string; name: string }[];
	cursor: string;
	/** Seconds. */
	poll_after: number;
}

export interface HandoverAnswer {
	conversation: Conversation;
	message: Message | null;
	notice: string;
}

/** Answer of `POST /chat` while nobody answers yet: a person holds the conversation, or the turn waits. */
export interface HeldTurn {
	metadata: { conversation: string; question: string; handler: 'assistant' | 'human' };
}
