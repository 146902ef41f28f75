import { useEffect, useRef } from '@wordpress/element';
import { asProblem } from '../data/api';
import type { Problem } from '../data/api';
import { loadUpdates } from '../data/conversations';
import type { StaffUpdates } from '../../src/wire/wire';
import { isSeen } from './frame';
import { pollDelay } from './poll-delay';

export interface UpdateListener {
	/** The open conversation, and a message in it that is still being written. */
	watched: () => { conversation: string | null; follow: string | null };
	onUpdates: ( updates: StaffUpdates, conversation: string | null ) => void;
	/** A place to begin from was found, at first and when too much happened since: what is shown is loaded from here on. */
	onStart: () => void;
	onFailure: ( problem: Problem ) => void;
}

/**
 * Looks for news while the page is visible: every few seconds while something happens, less and less often while nothing does.
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

		const plan = ( seconds: number ): void => {
			window.clearTimeout( timer );
			if ( ! ended && isSeen() ) {
				timer = window.setTimeout( () => void look(), seconds * 1000 );
			}
		};
		const look = async (): Promise< void > => {
			if ( running || ended ) {
				wanted = running;
				return;
			}
			running = true;
			wanted = false;
			const { conversation, follow } = latest.current.watched();
			let pause = 5;
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
			plan( wanted ? 0 : pause );
		};
		const wake = (): void => {
			fruitless = 0;
			plan( 0 );
		};

		nudge.current = wake;
		void look();
		document.addEventListener( 'visibilitychange', wake );
		window.addEventListener( 'online', wake );
		return () => {
			ended = true;
			window.clearTimeout( timer );
			document.removeEventListener( 'visibilitychange', wake );
			window.removeEventListener( 'online', wake );
		};
	}, [] );

	return useRef( () => nudge.current() ).current;
}
