import { pageFacts } from '../../data/page-facts';

/** How long a tab in the background waits for one that somebody looks at. Milliseconds. */
const WAIT = 250;

/** Notices remembered. */
const MOST = 500;

type Said = { type: 'asked' | 'seen' | 'taken'; key: string };

function isSaid( data: unknown ): data is Said {
	return typeof data === 'object' && data !== null && 'type' in data && 'key' in data && typeof data.key === 'string';
}

export interface Tabs {
	/** Whether this tab is the one to tell of a notice; the others then keep quiet. */
	claim: ( key: string ) => Promise< boolean >;
	close: () => void;
}

/**
 * Agrees with the other tabs of the inbox who tells of a notice: one that somebody looks at, else the first to know.
 *
 * `onAsked` is called in a tab that is looked at when another one knew first.
 */
export function joinTabs( isSeen: () => boolean, onAsked: () => void ): Tabs {
	const taken = new Set< string >();
	const waiting = new Map< string, () => void >();
	const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel( `aaia-inbox ${ pageFacts().pages.inbox }` );
	const remember = ( key: string ): void => {
		taken.add( key );
		if ( taken.size > MOST ) {
			taken.delete( taken.values().next().value ?? '' );
		}
	};
	const say = ( said: Said ): void => channel?.postMessage( said );
	channel?.addEventListener( 'message', ( { data }: MessageEvent< unknown > ) => {
		if ( ! isSaid( data ) ) {
			return;
		}
		if ( data.type === 'asked' && taken.has( data.key ) ) {
			say( { type: 'taken', key: data.key } );
		} else if ( data.type === 'asked' && isSeen() ) {
			say( { type: 'seen', key: data.key } );
			onAsked();
		} else if ( data.type !== 'asked' ) {
			if ( data.type === 'taken' ) {
				remember( data.key );
			}
			waiting.get( data.key )?.();
		}
	} );
	const claim = async ( key: string ): Promise< boolean > => {
		if ( channel && ! isSeen() && ! taken.has( key ) ) {
			const answered = await new Promise< boolean >( ( resolve ) => {
				waiting.set( key, () => resolve( true ) );
				// Not all at once: the first says that it is the one.
				window.setTimeout( () => resolve( false ), WAIT * ( 1 + Math.random() ) );
				say( { type: 'asked', key } );
			} );
			waiting.delete( key );
			if ( answered ) {
				return false;
			}
		}
		if ( taken.has( key ) ) {
			return false;
		}
		remember( key );
		say( { type: 'taken', key } );
		return true;
	};
	return { claim, close: () => channel?.close() };
}
