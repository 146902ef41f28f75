import { act, fireEvent, render, renderHook, screen } from '@testing-library/react';
import { PresentMark } from '../../../../admin/inbox/PresentMark';
import { desktopState } from '../../../../admin/inbox/notices/desktop';
import { NotificationsDialog } from '../../../../admin/inbox/notices/NotificationsDialog';
import { joinTabs } from '../../../../admin/inbox/notices/tabs';
import { isWantedInBackground, useNotices } from '../../../../admin/inbox/notices/use-notices';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import { forgetPreferences } from '../../../../admin/inbox/use-preferences';
import type { StaffUpdates } from '../../../../src/wire/wire';
import { conversation, updates } from '../builders';
import { fakeRoutes } from '../fake-routes';

/** Channels of one browser, as tabs see them: what one says the others hear. */
class Channel extends EventTarget {
	private static all = new Set< Channel >();

	public constructor( private readonly name: string ) {
		super();
		Channel.all.add( this );
	}

	public postMessage( data: unknown ): void {
		Channel.all.forEach( ( other ) => {
			if ( other !== this && other.name === this.name ) {
				window.setTimeout( () => other.dispatchEvent( new MessageEvent( 'message', { data } ) ), 1 );
			}
		} );
	}

	public close(): void {
		Channel.all.delete( this );
	}
}

const shown: Array< { title: string; tag: string | undefined; note: Notification } > = [];
let sounds = 0;

class Desktop {
	public static permission = 'granted';
	public static requestPermission = async (): Promise< string > => Desktop.permission;
	public onclick: () => void = () => undefined;
	public close = (): void => undefined;

	public constructor( title: string, options: NotificationOptions ) {
		shown.push( { title, tag: options.tag, note: this as unknown as Notification } );
	}
}

const speaker = {
	currentTime: 0,
	destination: {},
	resume: async () => {
		sounds++;
	},
	createOscillator: () => ( { frequency: {}, connect: ( to: unknown ) => to, start: () => undefined, stop: () => undefined } ),
	createGain: () => ( {
		gain: { setValueAtTime: () => undefined, exponentialRampToValueAtTime: () => undefined },
		connect: ( to: unknown ) => to,
	} ),
};

function look( seen: boolean ): void {
	Object.defineProperty( document, 'hidden', { configurable: true, value: ! seen } );
	jest.spyOn( document, 'hasFocus' ).mockReturnValue( seen );
}

const pass = ( milliseconds: number ): Promise< void > => act( async () => {
	await jest.advanceTimersByTimeAsync( milliseconds );
} );

const news = ( kinds: Record< string, StaffUpdates[ 'notices' ][ number ][ 'kind' ] >, at = '1' ): StaffUpdates => updates( {
	conversations: Object.keys( kinds ).map( ( id ) => conversation( { id, last_activity_at: at } ) ),
	notices: Object.entries( kinds ).map( ( [ id, kind ] ) => ( { conversation: id, kind } ) ),
} );

beforeEach( () => {
	jest.useFakeTimers();
	jest.setSystemTime( Date.now() + 60_000 );
	Object.assign( window, { BroadcastChannel: Channel, Notification: Desktop, AudioContext: function Speaker() {
		return speaker;
	} } );
	window.localStorage.setItem( 'aaia_desktop_notices', '1' );
	fakeRoutes( () => ( {} ) );
	shown.length = 0;
	sounds = 0;
	forgetPreferences();
	look( true );
} );

afterEach( () => jest.useRealTimers() );

const inbox = { dispatch: jest.fn() } as unknown as Inbox;

function wantSound(): void {
	const { unmount } = render( <NotificationsDialog inbox={ inbox } onClose={ jest.fn() } /> );
	fireEvent.click( screen.getByLabelText( 'Sound' ) );
	unmount();
}

it( 'sounds for what is not before one’s eyes, once for several, and shows nothing on the desktop meanwhile', async () => {
	wantSound();
	const { result } = renderHook( () => useNotices( () => 'open', jest.fn(), jest.fn() ) );
	result.current( news( { open: 'message' } ) );
	await pass( 1000 );
	expect( sounds ).toBe( 0 );
	result.current( news( { a: 'message', b: 'waiting' } ) );
	await pass( 1000 );
	expect( [ sounds, shown ] ).toEqual( [ 1, [] ] );
} );

it( 'shows notifications while nobody looks, which open the conversation, and one for many', async () => {
	look( false );
	const open = jest.fn();
	const { result } = renderHook( () => useNotices( () => 'open', jest.fn(), open ) );
	result.current( news( { open: 'mention' } ) );
	await pass( 1000 );
	expect( shown.map( ( { title, tag } ) => [ title, tag ] ) ).toEqual( [ [ 'You are mentioned', 'aaia-open' ] ] );
	jest.spyOn( window, 'focus' ).mockImplementation( () => undefined );
	( shown[ 0 ]?.note.onclick as () => void )();
	expect( open ).toHaveBeenCalledWith( 'open' );
	result.current( news( { a: 'message', b: 'message', c: 'message', d: 'message' } ) );
	await pass( 1000 );
	expect( shown.map( ( { title } ) => title ).slice( 1 ) ).toEqual( [ 'News in 4 conversations' ] );
	expect( sounds ).toBe( 0 );
} );

it( 'lets one of several tabs tell: the one somebody looks at, which then looks for news itself', async () => {
	const asked = jest.fn();
	const seen = joinTabs( () => true, asked );
	const hidden = [ joinTabs( () => false, jest.fn() ), joinTabs( () => false, jest.fn() ) ];
	const answers = Promise.all( hidden.map( ( tab ) => tab.claim( 'key' ) ) );
	await pass( 1000 );
	expect( await answers ).toEqual( [ false, false ] );
	expect( asked ).toHaveBeenCalled();
	expect( await seen.claim( 'key' ) ).toBe( true );
	expect( await seen.claim( 'key' ) ).toBe( false );
	seen.close();

	const alone = Promise.all( hidden.map( ( tab ) => tab.claim( 'another' ) ) );
	await pass( 1000 );
	expect( ( await alone ).filter( Boolean ) ).toHaveLength( 1 );
	const later = hidden.map( ( tab ) => tab.claim( 'another' ) );
	await pass( 1000 );
	expect( await Promise.all( later ) ).toEqual( [ false, false ] );
	hidden.forEach( ( tab ) => tab.close() );
} );

it( 'asks for news in the background only when sound or desktop notifications are wanted', () => {
	window.localStorage.clear();
	expect( isWantedInBackground() ).toBe( false );
	wantSound();
	expect( isWantedInBackground() ).toBe( true );
} );

it( 'asks the browser on a click only, and says when it blocks', async () => {
	window.localStorage.clear();
	const ask = jest.spyOn( Desktop, 'requestPermission' );
	const { unmount } = render( <NotificationsDialog inbox={ inbox } onClose={ jest.fn() } /> );
	expect( ask ).not.toHaveBeenCalled();
	fireEvent.click( screen.getByLabelText( 'Desktop notifications, in this browser' ) );
	await pass( 10 );
	expect( [ ask.mock.calls.length, desktopState() ] ).toEqual( [ 1, 'on' ] );
	fireEvent.click( screen.getByRole( 'button', { name: 'Test' } ) );
	expect( shown.at( -1 )?.title ).toBe( 'This is a test' );
	unmount();
	Desktop.permission = 'denied';
	render( <NotificationsDialog inbox={ inbox } onClose={ jest.fn() } /> );
	expect( screen.queryByText( /blocks notifications/ ) ).not.toBeNull();
	Desktop.permission = 'granted';
} );

it( 'names who is in a conversation in its row', () => {
	const { container, rerender } = render( <PresentMark present={ [
		{ conversation: 'a', author: 'agent', name: 'Marie', activity: 'viewing' },
		{ conversation: 'a', author: 'agent', name: 'Paul', activity: 'viewing' },
	] } /> );
	expect( container.textContent ).toBe( 'Marie is viewing+1and 1 other' );
	rerender( <PresentMark present={ [ { conversation: 'a', author: 'agent', name: 'Paul', activity: 'typing' } ] } /> );
	expect( container.textContent ).toBe( 'Paul is typing…' );
	rerender( <PresentMark present={ [ { conversation: 'a', author: 'visitor', name: null, activity: 'typing' } ] } /> );
	expect( container.textContent ).toBe( 'Visitor is typing…' );
} );
