/** What the panel remembers in the browser, from the visitor's first message on. */
export interface Saved {
	token: string;
	conversation: string | null;
	/** A person may answer, so new pages watch for it with the panel closed. */
	watch: boolean;
	/** The newest message by a person that was shown. */
	seen: string | null;
	/** Grows with every change a tab makes, so that other tabs look for it at once. */
	revision: number;
}

/** Whether the panel was open, whether the connection buffers streams (then not empty), and what was being written. */
type Kept = 'open' | 'buffered' | 'draft';

export interface Memory {
	load: () => Saved | null;
	/** Null forgets everything. */
	save: ( saved: Saved | null ) => void;
	/**
	 * Whether a mailed link was followed: what this tab remembers then is the link's, and the visitor's own stays as it is. With a value,
	 * says so, or forgets the link.
	 */
	linked: ( on?: boolean ) => boolean;
	/** What this tab keeps over a reload; empty when it keeps nothing. */
	kept: ( name: Kept ) => string;
	keep: ( name: Kept, text: string ) => void;
	/** Calls back when another tab changed what is saved. */
	onChange: ( callback: () => void ) => void;
}

/**
 * The browser's storage, under one name per site (several WordPress sites may share an origin).
 *
 * Where the browser refuses storage, everything is kept for this page only: the chat works, it just does not survive a page change.
 */
export function browserMemory( api: string ): Memory {
	const key = storageKey( api );
	const linkKey = `${ key }:link`;
	let linked = !! attempt( () => sessionStorage.getItem( linkKey ) );
	let here: Saved | null = null;
	const place = (): [ Storage, string ] => linked ? [ sessionStorage, linkKey ] : [ localStorage, key ];
	const memory: Memory = {
		load() {
			try {
				const [ storage, name ] = place();
				here = parse( storage.getItem( name ) );
			} catch {
				// Blocked: what this page knows counts.
			}
			return here;
		},
		save( saved ) {
			here = saved;
			attempt( () => {
				const [ storage, name ] = place();
				storage[ saved ? 'setItem' : 'removeItem' ]( name, JSON.stringify( saved ) );
			} );
		},
		linked( on = linked ) {
			if ( linked && ! on ) {
				memory.save( null );
			}
			return ( linked = on );
		},
		kept: ( name ) => attempt( () => sessionStorage.getItem( `${ key }:${ name }` ) ) ?? '',
		keep( name, text ) {
			attempt( () => sessionStorage[ text ? 'setItem' : 'removeItem' ]( `${ key }:${ name }`, text ) );
		},
		onChange( callback ) {
			addEventListener( 'storage', ( event ) => {
				if ( event.key === key || event.key === null ) {
					callback();
				}
			} );
		},
	};
	return memory;
}

/** The launcher reads the same name to see whether there is a conversation to watch. */
export function storageKey( api: string ): string {
	return `aaia-chatbot:${ api }`;
}

function attempt< T >( action: () => T ): T | null {
	try {
		return action();
	} catch {
		return null;
	}
}

function parse( text: string | null ): Saved | null {
	const saved = attempt( () => JSON.parse( text ?? 'null' ) as Partial< Saved > | null );
	return typeof saved?.token === 'string'
		? {
			token: saved.token,
			conversation: saved.conversation ?? null,
			watch: !! saved.watch,
			seen: saved.seen ?? null,
			revision: Number( saved.revision ) || 0,
		}
		: null;
}
