import { useEffect, useRef } from '@wordpress/element';
import { asProblem } from '../data/api';
import type { Problem } from '../data/api';
import { loadUpdates } from '../data/conversations';
import type { StaffUpdates } from '../../src/wire/wire';
import { isSeen } from './frame';
import { BACKGROUND, pollDelay, SOON } from './poll-delay';

/** Who used the page in this time is active. Milliseconds. */
const ACTIVE = 60_000;

const SIGNS = [ 'pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart' ] as const;

export interface UpdateListener {
	/** The open conversation, and a message in it that is still being written. */
	watched: () => { conversation: string | null; follow: string | null };
	onUpdates: ( updates: StaffUpdates, conversation: string | null ) => void;
	/** A place to begin from was found, at first and when too much happened since: what is shown is loaded from here on. */
	onStart: () => void;
	onFailure: ( problem: Problem ) => void;
	/** Whether news are wanted while nobody sees the page, for sounds and notifications. */
	inBackground?: () => boolean;
}

/**
 * Looks for news while the page is visible: every two seconds while somebody uses it, every few seconds while something happens, less and
 * less often while nothing does. While nobody sees it every half minute at most, and only if news are wanted then.
 *
 * Answers a function that looks again at once.
 */
export function useUpdates( listener: UpdateListener ): () => void {
	const latest = useRef( listener );
	latest.current = listener;
	const nudge = useRef< () => void >( () => undefined );

	useEffect( () => {
		let cursor: string | null = null;
		let timer = 0;
		let fruitless = 0;
		let running = false;
		let wanted = false;
		let ended = false;
		let used = 0;

		const plan = ( seconds: number ): void => {
			window.clearTimeout( timer );
			const seen = isSeen();
			if ( ! ended && ( seen || latest.current.inBackground?.() ) ) {
				timer = window.setTimeout( () => void look(), 1000 * ( seen ? seconds : Math.max( seconds, BACKGROUND ) ) );
			}
		};
		const isActive = (): boolean => Date.now() - used < ACTIVE;
		const look = async (): Promise< void > => {
			if ( running || ended ) {
				wanted = running;
				return;
			}
			running = true;
			wanted = false;
			const { conversation, follow } = latest.current.watched();
			let pause = 5;
			let failed = false;
			try {
				const starting = cursor === null;
				const updates = await loadUpdates( cursor, conversation, follow );
				cursor = updates.cursor;
				const idle =
					updates.conversations.length === 0 && updates.presence.every( ( { activity } ) => activity !== 'typing' ) && follow === null;
				fruitless = idle ? fruitless + 1 : 0;
				pause = pollDelay( updates.poll_after, fruitless );
				if ( ! ended ) {
					latest.current.onUpdates( updates, conversation );
					if ( starting ) {
						latest.current.onStart();
					}
				}
			} catch ( failure ) {
				fruitless++;
				failed = true;
				pause = pollDelay( 5, fruitless + 2 );
				const problem = asProblem( failure );
				if ( problem.status === 410 ) {
					cursor = null;
					pause = 0;
				} else {
					latest.current.onFailure( problem );
				}
			}
			running = false;
			plan( wanted ? 0 : isActive() && ! failed ? Math.min( pause, SOON ) : pause );
		};
		const use = (): void => {
			const idle = ! isActive();
			used = Date.now();
			if ( idle && ! running && cursor !== null ) {
				plan( 0 );
			}
		};
		const wake = (): void => {
			fruitless = 0;
			plan( 0 );
		};

		nudge.current = wake;
		void look();
		document.addEventListener( 'visibilitychange', wake );
		window.addEventListener( 'online', wake );
		SIGNS.forEach( ( sign ) => window.addEventListener( sign, use, { passive: true } ) );
		return () => {
			ended = true;
			window.clearTimeout( timer );
			document.removeEventListener( 'visibilitychange', wake );
			window.removeEventListener( 'online', wake );
			SIGNS.forEach( ( sign ) => window.removeEventListener( sign, use ) );
		};
	}, [] );

	return useRef( () => nudge.current() ).current;
}
