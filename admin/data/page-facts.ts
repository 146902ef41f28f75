/** What PHP tells a screen when it draws the page. */
export interface PageFacts {
	user: number;
	locale: string;
	/** IANA name or an offset such as `+02:00`. */
	timezone: string;
	pages: { settings: string; inbox: string };
	can: { reply: boolean; delete: boolean; export: boolean; manage: boolean };
}

/** More of it, on the settings screen. */
export interface SettingsFacts extends PageFacts {
	admin_email: string;
	site_title: string;
	/** The instructions in force while the owner has typed none. */
	instructions: string;
	wordpress_ai: boolean;
	privacy_page: string;
	/** Languages of the site, its own first. */
	languages: ReadonlyArray< { code: string; name: string } >;
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
	pages: { settings: '', inbox: '' },
	can: { reply: false, delete: false, export: false, manage: false },
	admin_email: '',
	site_title: '',
	instructions: '',
	wordpress_ai: false,
	privacy_page: '',
	languages: [],
};

/** The facts of this page; on screens other than settings the settings' own are empty. */
export function pageFacts(): SettingsFacts {
	return { ...NONE, ...window.aaiaChatbotAdmin };
}
