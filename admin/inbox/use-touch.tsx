import { useEffect, useRef, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { ReactNode, RefObject, TouchEvent as ReactTouchEvent } from 'react';
import type { Inbox } from './use-inbox';
import { useSwipe } from './use-swipe';

/** How far the list is pulled down before letting go refreshes it. Pixels. */
const FAR = 70;

/** What touch does in the list: pulled down from its top it is refreshed; a conversation drawn aside is resolved or snoozed. */
export function useTouch( inbox: Inbox ): { rows: RefObject< HTMLDivElement >; pull: ReactNode } {
	const rows = useRef< HTMLDivElement >( null );
	const [ pulled, setPulled ] = useState( 0 );
	const latest = useRef( inbox );
	latest.current = inbox;
	const isDrawn = inbox.state.list.phase !== 'loading' || inbox.state.list.ids.length > 0;
	useEffect( () => {
		const box = rows.current;
		if ( ! box ) {
			return undefined;
		}
		let from: { x: number; y: number } | null = null;
		let far = 0;
		const show = ( distance: number ): void => {
			far = distance;
			setPulled( distance );
		};
		const start = ( { touches: [ touch, second ] }: TouchEvent ): void => {
			from = touch && ! second && box.scrollTop <= 0 ? { x: touch.clientX, y: touch.clientY } : null;
		};
		const move = ( { touches: [ touch ] }: TouchEvent ): void => {
			const down = from && touch ? touch.clientY - from.y : 0;
			const aside = from && touch ? Math.abs( touch.clientX - from.x ) : 0;
			if ( box.scrollTop > 0 || aside > Math.max( 12, down ) ) {
				from = null;
			}
			show( from === null ? 0 : Math.max( 0, Math.min( FAR * 1.5, down / 1.5 ) ) );
		};
		const end = (): void => {
			if ( far >= FAR ) {
				latest.current.refresh();
			}
			from = null;
			show( 0 );
		};
		const listeners = [ [ 'touchstart', start ], [ 'touchmove', move ], [ 'touchend', end ], [ 'touchcancel', end ] ] as const;
		listeners.forEach( ( [ name, listener ] ) => box.addEventListener( name, listener as EventListener, { passive: true } ) );
		return () => listeners.forEach( ( [ name, listener ] ) => box.removeEventListener( name, listener as EventListener ) );
	}, [ isDrawn ] );
	useSwipe( rows, inbox, isDrawn );
	return {
		rows,
		pull: pulled < 8 ? null : (
			<p className="aaia-pull" style={ { height: pulled } } aria-hidden="true">
				{ pulled >= FAR ? __( 'Release to refresh', 'aaia-chatbot' ) : __( 'Pull to refresh', 'aaia-chatbot' ) }
			</p>
		),
	};
}

/** How long a finger rests on a conversation until that is selected. Milliseconds. */
const LONG = 500;

/** Calls back when a finger rests on a conversation; the click that follows does nothing, and no menu of the browser opens. */
export function useLongPress( onPress: ( id: string ) => void ) {
	const timer = useRef( 0 );
	const done = useRef( false );
	const stop = (): void => window.clearTimeout( timer.current );
	useEffect( () => stop, [] );
	return {
		onTouchStart: ( { target, touches }: ReactTouchEvent ): void => {
			stop();
			done.current = false;
			const id = target instanceof Element ? target.closest< HTMLElement >( '[data-row]' )?.dataset[ 'row' ] : undefined;
			if ( id !== undefined && touches.length === 1 ) {
				timer.current = window.setTimeout( () => {
					done.current = true;
					onPress( id );
				}, LONG );
			}
		},
		onTouchMove: stop,
		onTouchCancel: stop,
		onTouchEnd: ( event: ReactTouchEvent ): void => {
			stop();
			if ( done.current && event.cancelable ) {
				event.preventDefault();
			}
		},
		onContextMenu: ( event: { preventDefault: () => void } ): void => {
			if ( done.current ) {
				event.preventDefault();
			}
		},
	};
}
