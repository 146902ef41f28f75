import type { AgentPreferences } from '../../src/wire/wire';

/** Data that PHP prints into the page for every screen. */
export interface PageFacts {
	user: number;
	locale: string;
	/** IANA name or an offset such as `+02:00`. */
	timezone: string;
	pages: { settings: string; inbox: string; improve: string; insights: string };
	can: { reply: boolean; delete: boolean; export: boolean; manage: boolean };
	/** The user's own choices, on the Conversations screen. */
	preferences: AgentPreferences;
	/** Where its service worker is, and for which pages. */
	worker: { url: string; scope: string };
	/** Roles that a conversation can be limited to by this user, on the Conversations screen. */
	roles: ReadonlyArray< { name: string; label: string } >;
}

/** Further data on the settings screen. */
export interface SettingsFacts extends PageFacts {
	admin_email: string;
	site_title: string;
	/** The default instructions, used while the owner's are empty. */
	instructions: string;
	wordpress_ai: boolean;
	privacy_page: string;
	/** Languages of the site, its own first. */
	languages: ReadonlyArray< { code: string; name: string } >;
	/** May say what roles may do. */
	owner: boolean;
}

declare global {
	interface Window {
		aaiaChatbotAdmin?: SettingsFacts;
	}
}

const NONE: SettingsFacts = {
	user: 0,
	locale: 'en_US',
	timezone: 'UTC',
	pages: { settings: '', inbox: '', improve: '', insights: '' },
	can: { reply: false, delete: false, export: false, manage: false },
	preferences: {
		enter_sends: true,
		undo_send: false,
		open_next: false,
		mention_mails: true,
		title_count: true,
		sound: false,
		notify_mention: true,
		notify_assigned: true,
		notify_waiting: true,
		notify_woken: true,
		notify_team: true,
		notify_message: true,
		quiet_hours: null,
	},
	worker: { url: '', scope: '' },
	roles: [],
	admin_email: '',
	site_title: '',
	instructions: '',
	wordpress_ai: false,
	privacy_page: '',
	languages: [],
	owner: false,
};

/** Data of this page. Outside the settings screen the fields of that screen are empty. */
export function pageFacts(): SettingsFacts {
	return { ...NONE, ...window.aaiaChatbotAdmin };
}
