/** Shapes of the staff routes. */
export interface StaffConversation { id: string; channel: string; status: 'open' | 'pending' | 'snoozed' | 'resolved'; archived: boolean; handler: 'assistant' | 'human'; alert: 'none' | 'saved' | 'sent' | 'delayed'; assignee: { id: number; name: string } | null; visitor: { name: string | null; email: string | null; code: string }; language: string; page: { url: string; title: string }; preview: string; unread: boolean; last_activity_at: string; waiting_since: string | null; snoozed_until: string | null; resolved_at: string | null; created_at: string }
export interface StaffTextPart { type: 'text'; text: string }
export interface StaffSourcePart { type: 'source'; id: string; url: string; title: string; excerpt: string }
export interface StaffToolPart { type: 'tool'; call: string; name: string; state: 'asking' | 'approved' | 'running' | 'done' | 'denied' | 'failed'; input: Record< string, unknown >; output: Record< string, unknown > | null; error: string | null }
export type StaffPart = StaffTextPart | StaffSourcePart | StaffToolPart;
export interface StaffMessage { id: string; author: 'visitor' | 'assistant' | 'agent' | 'system'; name: string | null; private: boolean; parts: StaffPart[]; generation: 'streaming' | 'complete' | 'interrupted' | 'failed'; refused: boolean; offer_person: boolean; rating: 'up' | 'down' | null; rating_comment: string | null; client_id: string | null; created_at: string }
export interface InboxCounts { mine: number; unassigned: number; all: number; unread: number }
export interface ConversationList { items: StaffConversation[]; next_cursor: string | null; counts: InboxCounts }
export interface StaffThread { conversation: StaffConversation; items: StaffMessage[]; earlier: boolean }
export interface StaffReply { message: StaffMessage; conversation: StaffConversation }
export interface StaffPresence { author: 'visitor' | 'agent'; name: string | null; activity: 'typing' | 'viewing' }
export interface StaffUpdates { conversations: StaffConversation[]; messages: StaffMessage[]; deleted: boolean; presence: StaffPresence[]; counts: InboxCounts | null; cursor: string; poll_after: number }
export interface Deletion { deleted: Record< string, number >; remaining: Record< string, number > }
export type SettingValue = string | number | boolean | string[];
export interface SettingsAnswer { values: Record< string, SettingValue >; sentences: Record< string, string >; notes: Record< string, string > }
