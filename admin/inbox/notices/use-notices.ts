import { useCallback, useEffect, useRef } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { StaffNotice, StaffUpdates } from '../../../src/wire/wire';
import { addressOf } from '../address';
import { inPanel, isSeen } from '../frame';
import { currentPreferences } from '../use-preferences';
import { visitorName } from '../words';
import { desktopState, showDesktop } from './desktop';
import { isQuiet } from './quiet-hours';
import { playSound } from './sound';
import { joinTabs } from './tabs';
import type { Tabs } from './tabs';

/** More than this at once is one desktop notification. */
const MOST = 3;

/** Sounds are at least this far apart. Milliseconds. */
const SILENCE = 2_000;

const titles = (): Record< StaffNotice[ 'kind' ], string > => ( {
	mention: __( 'You are mentioned', 'aaia-chatbot' ),
	assigned: __( 'Assigned to you', 'aaia-chatbot' ),
	waiting: __( 'Somebody is waiting for a person', 'aaia-chatbot' ),
	woken: __( 'A snoozed conversation is back', 'aaia-chatbot' ),
	team: __( 'Assigned to your team', 'aaia-chatbot' ),
	message: __( 'New message', 'aaia-chatbot' ),
} );

/** Whether anything is wanted from a tab that nobody looks at. */
export const isWantedInBackground = (): boolean => currentPreferences().sound || desktopState() === 'on';

/**
 * Tells by sound and desktop notification what the server says this agent should be notified of; not of the conversation before their
 * eyes.
 *
 * @param opened The open conversation.
 * @param nudge  Looks for news at once.
 * @param open   Opens a conversation.
 */
export function useNotices(
	opened: () => string | null,
	nudge: () => void,
	open: ( id: string ) => void
): ( updates: StaffUpdates ) => void {
	const tabs = useRef< Tabs | null >( null );
	const latest = useRef( { opened, nudge, open } );
	latest.current = { opened, nudge, open };
	const sounded = useRef( 0 );
	useEffect( () => {
		tabs.current = joinTabs( isSeen, () => latest.current.nudge() );
		return () => tabs.current?.close();
	}, [] );

	return useCallback( ( { notices, conversations }: StaffUpdates ) => {
		const tell = async (): Promise< void > => {
			const isLookedAt = isSeen() && document.hasFocus();
			const wanted = notices.filter( ( { conversation } ) => ! isLookedAt || conversation !== latest.current.opened() );
			const claims = wanted.map( ( { conversation, kind } ) => {
				const when = conversations.find( ( { id } ) => id === conversation )?.last_activity_at ?? '';
				return tabs.current?.claim( `${ conversation } ${ kind } ${ when }` ) ?? true;
			} );
			const claimed = await Promise.all( claims );
			const mine = wanted.filter( ( _, index ) => claimed[ index ] );
			if ( mine.length === 0 || isQuiet( currentPreferences().quiet_hours ) ) {
				return;
			}
			if ( currentPreferences().sound && Date.now() - sounded.current > SILENCE ) {
				sounded.current = Date.now();
				playSound();
			}
			if ( ! isLookedAt && desktopState() === 'on' ) {
				showAll( mine, conversations, ( id ) => show( id, latest.current.open ) );
			}
		};
		if ( notices.length > 0 ) {
			void tell();
		}
	}, [] );
}

function showAll(
	notices: readonly StaffNotice[],
	conversations: StaffUpdates[ 'conversations' ],
	onClick: ( id: string ) => void
): void {
	const first = notices[ 0 ];
	if ( notices.length > MOST && first ) {
		const text = sprintf(
			/* translators: %d: number of conversations. */
			_n( 'News in %d conversation', 'News in %d conversations', notices.length, 'aaia-chatbot' ),
			notices.length
		);
		showDesktop( text, '', 'aaia', () => onClick( first.conversation ) );
		return;
	}
	notices.forEach( ( { conversation, kind } ) => {
		const about = conversations.find( ( { id } ) => id === conversation );
		showDesktop( titles()[ kind ], about ? visitorName( about ) : '', `aaia-${ conversation }`, () => onClick( conversation ) );
	} );
}

/** The panel may be closed, and the page around it is somebody's work: there the conversation opens in a tab of its own. */
function show( id: string, open: ( id: string ) => void ): void {
	if ( inPanel() ) {
		window.open( addressOf( id ), '_blank' );
	} else {
		window.focus();
		open( id );
	}
}
