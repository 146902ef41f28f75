import type {
	ConversationList,
	StaffActivity,
	StaffAgent,
	StaffConversation,
	StaffMessage,
	StaffUpdates,
} from '../../../src/wire/wire';

/** Conversations, messages and answers with everything set; tests name only what matters to them. */

export function conversation( about: Partial< StaffConversation > & { id: string } ): StaffConversation {
	return {
		channel: 'web',
		status: 'open',
		archived: false,
		handler: 'assistant',
		alert: 'none',
		priority: 'none',
		labels: [],
		category: null,
		assignee: null,
		team: null,
		limit: null,
		visitor: { name: null, email: null, email_verified: false, email_entered: false, code: '3F9A' },
		contact: null,
		language: 'en_US',
		page: { url: 'https://site.test/', title: 'Home' },
		visit: null,
		woken: false,
		preview: 'Hello',
		preview_by: null,
		answers: [],
		rated_down: false,
		score: null,
		promise: null,
		seen: null,
		unread: false,
		mentioned: false,
		stuck: null,
		last_activity_at: '2026-03-02T09:00:00Z',
		waiting_since: null,
		snoozed_until: null,
		resolved_at: null,
		resolved_by: null,
		created_at: '2026-03-02T08:00:00Z',
		...about,
	};
}

export function agent( about: Partial< StaffAgent > & { id: number; name: string } ): StaffAgent {
	return { state: 'here', chosen: 'here', capacity: null, open: 0, ...about };
}

export function message( about: Partial< StaffMessage > & { id: string } ): StaffMessage {
	return {
		author: 'visitor',
		name: null,
		private: false,
		mentions: [],
		parts: [ { type: 'text', text: about.id } ],
		generation: 'complete',
		refused: false,
		offer_person: false,
		rating: null,
		rating_comment: null,
		visitor_rating: null,
		visitor_rating_comment: null,
		review: null,
		client_id: null,
		mail: null,
		created_at: '2026-03-02T09:00:00Z',
		...about,
	};
}

export function activity( about: Partial< StaffActivity > & { id: string } ): StaffActivity {
	return { type: 'handler', from: null, to: 'human', by: 'agent', agent: null, subject: null, at: '2026-03-02T09:00:00Z', ...about };
}

export function list( items: StaffConversation[], next: string | null = null ): ConversationList {
	return { items, next_cursor: next, found: {}, words: [], counts: { mine: 0, unassigned: 0, all: 0, pending: 0, unread: 0 } };
}

export function updates( about: Partial< StaffUpdates > ): StaffUpdates {
	return {
		conversations: [],
		messages: [],
		activity: [],
		deleted: false,
		lists: false,
		notices: [],
		bulk: [],
		presence: [],
		present: [],
		counts: null,
		cursor: 'c',
		poll_after: 5,
		...about,
	};
}
