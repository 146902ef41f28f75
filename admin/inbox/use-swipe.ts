import { useEffect, useRef } from '@wordpress/element';
import { __, _x, isRTL } from '@wordpress/i18n';
import type { RefObject } from 'react';
import { pageFacts } from '../data/page-facts';
import { actions } from './actions';
import type { Inbox } from './use-inbox';

/** How far a conversation is drawn aside before letting go does something. Pixels. */
const FAR = 96;

/** Less than this is no swipe. Pixels. */
const NEAR = 12;

/**
 * By touch, a conversation drawn towards the end of the line is resolved, and one drawn towards its beginning snoozed until tomorrow. Both
 * offer to undo; the header of the conversation does the same for everybody else.
 */
export function useSwipe( rows: RefObject< HTMLElement >, inbox: Inbox, isDrawn: boolean ): void {
	const latest = useRef( inbox );
	latest.current = inbox;
	useEffect( () => {
		const box = rows.current;
		if ( ! box || ! pageFacts().can.reply ) {
			return undefined;
		}
		let swiped: { item: HTMLElement; id: string; x: number; y: number; sure: boolean; by: number } | null = null;
		const draw = ( item: HTMLElement, by: number ): void => {
			item.classList.toggle( 'is-swiped', by !== 0 );
			item.classList.toggle( 'is-far', Math.abs( by ) >= FAR );
			item.style.setProperty( '--aaia-by', `${ by }px` );
			const forward = isRTL() ? by < 0 : by > 0;
			item.dataset[ 'swipe' ] = forward ? 'resolve' : 'snooze';
			item.dataset[ 'hint' ] = forward ? _x( 'Resolve', 'conversation', 'aaia-chatbot' ) : __( 'Snooze until tomorrow', 'aaia-chatbot' );
		};
		const leave = (): void => {
			if ( swiped ) {
				draw( swiped.item, 0 );
			}
			swiped = null;
		};
		const start = ( { touches: [ touch, second ], target }: TouchEvent ): void => {
			leave();
			const row = target instanceof Element ? target.closest< HTMLElement >( '[data-row]' ) : null;
			const item = row?.closest( 'li' );
			if ( touch && ! second && row && item ) {
				swiped = { item, id: row.dataset[ 'row' ] ?? '', x: touch.clientX, y: touch.clientY, sure: false, by: 0 };
			}
		};
		const move = ( event: TouchEvent ): void => {
			const [ touch ] = event.touches;
			if ( ! swiped || ! touch ) {
				return;
			}
			const by = touch.clientX - swiped.x;
			if ( ! swiped.sure && Math.abs( touch.clientY - swiped.y ) > Math.max( NEAR, Math.abs( by ) ) ) {
				leave();
			} else if ( swiped.sure || Math.abs( by ) > NEAR ) {
				swiped.sure = true;
				swiped.by = by;
				event.preventDefault();
				draw( swiped.item, by );
			}
		};
		const end = (): void => {
			const done = swiped;
			leave();
			const conversation = done && Math.abs( done.by ) >= FAR ? latest.current.state.conversations[ done.id ] : undefined;
			if ( ! done || ! conversation ) {
				return;
			}
			const does = actions( latest.current, conversation );
			if ( isRTL() ? done.by < 0 : done.by > 0 ) {
				does.setPlace( 'resolved' );
			} else {
				does.snooze( 'tomorrow' );
			}
		};
		const add = ( name: 'touchstart' | 'touchmove' | 'touchend' | 'touchcancel', listener: ( event: TouchEvent ) => void ) => {
			box.addEventListener( name, listener, { passive: false } );
			return () => box.removeEventListener( name, listener );
		};
		const off = [ add( 'touchstart', start ), add( 'touchmove', move ), add( 'touchend', end ), add( 'touchcancel', leave ) ];
		return () => off.forEach( ( one ) => one() );
	}, [ rows, isDrawn ] );
}
