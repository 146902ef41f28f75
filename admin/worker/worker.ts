/** What the service worker does. The parts of the worker's world that it uses have types here: those of TypeScript exclude the page's. */

interface InboxWindow {
	readonly url: string;
	readonly focused: boolean;
	focus: () => Promise< unknown >;
	postMessage: ( message: OpenMessage ) => void;
}

interface WorkerEvent {
	waitUntil: ( work: Promise< unknown > ) => void;
	data?: { text: () => string } | null;
	notification: ShownNotification;
	oldSubscription?: PushSubscription | null;
	newSubscription?: PushSubscription | null;
}

interface ShownNotification {
	readonly data: unknown;
	close: () => void;
}

export interface Worker {
	/** From PHP. */
	aaiaWorker: {
		/** Shown when a push cannot be read. */
		title: string;
		/** Address of the inbox. */
		url: string;
		icon: string;
		badge: string;
		/** Route for subscriptions, and where a nonce for it comes from. */
		devices: string;
		nonce: string;
	};
	registration: {
		showNotification: ( title: string, options: NotificationOptions & { badge?: string; renotify?: boolean } ) => Promise< void >;
		pushManager: Pick< PushManager, 'subscribe' >;
	};
	clients: {
		matchAll: ( options: { type: 'window'; includeUncontrolled: true } ) => Promise< readonly InboxWindow[] >;
		openWindow: ( url: string ) => Promise< unknown >;
	};
	fetch: typeof fetch;
	skipWaiting: () => Promise< void >;
	addEventListener: ( type: string, listener: ( event: WorkerEvent ) => void ) => void;
}

/** To an open inbox: show this conversation. */
export interface OpenMessage {
	type: 'aaia-open';
	conversation: string | null;
}

interface Push {
	title: string;
	body: string;
	url: string;
	tag: string;
	conversation: string | null;
}

const isRecord = ( value: unknown ): value is Record< string, unknown > => typeof value === 'object' && value !== null;

const textIn = ( value: Record< string, unknown >, name: string ): string => typeof value[ name ] === 'string' ? value[ name ] : '';

/** What was pushed; an address that is not the inbox is not followed. Browsers want something shown for each push, unreadable ones too. */
function read( worker: Worker, data: { text: () => string } | null ): Push {
	const { title, url } = worker.aaiaWorker;
	let push: unknown = null;
	try {
		push = JSON.parse( data?.text() ?? '' );
	} catch {
		// Not ours.
	}
	const known = isRecord( push ) ? push : {};
	const conversation = textIn( known, 'conversation' );
	return {
		title: textIn( known, 'title' ) || title,
		body: textIn( known, 'body' ),
		url: textIn( known, 'url' ).startsWith( url ) ? textIn( known, 'url' ) : url,
		tag: textIn( known, 'tag' ) || 'aaia',
		conversation: /^[\w-]{16,64}$/.test( conversation ) ? conversation : null,
	};
}

/** Shows a push. One with the same tag takes the place of the one before, and is heard again. */
export async function pushed( worker: Worker, data: { text: () => string } | null ): Promise< void > {
	const { title, body, tag, url, conversation } = read( worker, data );
	const { icon, badge } = worker.aaiaWorker;
	await worker.registration.showNotification( title, { body, tag, icon, badge, renotify: true, data: { url, conversation } } );
}

/** Shows the conversation in an inbox that is open, the one in focus first; else in a new window. */
export async function clicked( worker: Worker, notification: ShownNotification ): Promise< void > {
	notification.close();
	const data = isRecord( notification.data ) ? notification.data : {};
	const conversation = textIn( data, 'conversation' ) || null;
	const windows = await worker.clients.matchAll( { type: 'window', includeUncontrolled: true } );
	const inboxes = windows.filter( ( { url } ) => url.startsWith( worker.aaiaWorker.url ) && ! url.includes( 'aaia_panel=' ) );
	const inbox = inboxes.find( ( { focused } ) => focused ) ?? inboxes[ 0 ];
	if ( inbox ) {
		inbox.postMessage( { type: 'aaia-open', conversation } );
		await inbox.focus();
	} else {
		await worker.clients.openWindow( textIn( data, 'url' ) || worker.aaiaWorker.url );
	}
}

/** The browser gave the subscription a new address: tells the server. Where nobody is signed in, the inbox does when it is opened. */
export async function renewed( worker: Worker, { oldSubscription: old, newSubscription }: WorkerEvent ): Promise< void > {
	const applicationServerKey = old?.options.applicationServerKey;
	const subscription = newSubscription ??
		( applicationServerKey ? await worker.registration.pushManager.subscribe( { userVisibleOnly: true, applicationServerKey } ) : null );
	if ( ! subscription ) {
		return;
	}
	const { endpoint, keys } = subscription.toJSON();
	const nonce = await ( await worker.fetch( worker.aaiaWorker.nonce, { credentials: 'same-origin' } ) ).text();
	await worker.fetch( worker.aaiaWorker.devices, {
		method: 'PUT',
		credentials: 'same-origin',
		headers: { 'Content-Type': 'application/json', 'X-WP-Nonce': nonce },
		body: JSON.stringify( { endpoint, p256dh: keys?.[ 'p256dh' ], auth: keys?.[ 'auth' ], ...( old ? { old: old.endpoint } : {} ) } ),
	} );
}
