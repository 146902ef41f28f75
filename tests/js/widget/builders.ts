/** Builders of what the server sends, for tests of the widget. */
import { metadataOf } from '../../../widget/panel/metadata';
import type {
	MessageMetadata,
	MessagePart,
	ReadUpdatesAnswer,
	VisitorConversation,
	VisitorMessage,
	WidgetConfig,
} from '../../../src/wire/wire';

export const CONVERSATION = 'conversation-000000001';

export function aMessage(
	id: string,
	text: string,
	metadata: Partial< MessageMetadata > = {},
	parts: MessagePart[] = []
): VisitorMessage {
	const author = metadata.author ?? 'assistant';
	return {
		id,
		role: author === 'visitor' ? 'user' : 'assistant',
		parts: [ ...( text ? [ { type: 'text' as const, text, state: 'done' as const } ] : [] ), ...parts ],
		metadata: { ...metadataOf( CONVERSATION, '2026-11-20T10:00:00Z' ), generation: 'complete', ...metadata },
	};
}

export function aConversation( changes: Partial< VisitorConversation > = {} ): VisitorConversation {
	return {
		id: CONVERSATION,
		status: 'open',
		handler: 'assistant',
		agent: null,
		person_requested: false,
		alert: 'none',
		has_address: false,
		score: null,
		...changes,
	};
}

export function updates( changes: Partial< ReadUpdatesAnswer > = {} ): ReadUpdatesAnswer {
	return { conversations: [], items: [], typing: [], cursor: 'c1', poll_after: 2, ...changes };
}

export function aConfig( changes: Partial< WidgetConfig > = {} ): WidgetConfig {
	return {
		version: '1',
		locale: 'en_US',
		title: '',
		assistant: 'AI assistant',
		greeting: '',
		ai_notice: '',
		suggestions: [],
		appearance: { position: 'right', color: '#3858e9', scheme: 'auto', picture: '' },
		features: { handover: true, ratings: true, acknowledge_mail: false },
		limits: { text: 4000, comment: 1000 },
		consent: null,
		files: { accept: '', bytes: 0, count: 0, url: '', words: {} },
		handover_kinds: [ 'your message' ],
		email_note: '',
		away: '',
		...changes,
	};
}
