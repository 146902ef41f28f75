import { attachPanel } from '../../../../admin/panel/panel';

/** jsdom has neither modal dialogs nor constructed style sheets. */
Object.assign( HTMLDialogElement.prototype, {
	showModal( this: HTMLDialogElement ) {
		this.open = true;
	},
	close( this: HTMLDialogElement ) {
		this.open = false;
		this.dispatchEvent( new Event( 'close' ) );
	},
} );
Object.assign( window, {
	CSSStyleSheet: class {
		public replaceSync(): void {
			// Nothing is drawn.
		}
	},
} );

const asked: string[] = [];
let answers: Array< { status: number; body: unknown } > = [];

beforeEach( () => {
	jest.useFakeTimers();
	asked.length = 0;
	window.fetch = ( async ( url: string, options: RequestInit ) => {
		const nonce = ( options.headers as Record< string, string > | undefined )?.[ 'X-WP-Nonce' ] ?? '';
		asked.push( `${ url } ${ nonce }`.trim() );
		const { status, body } = answers.shift() ?? { status: 500, body: '' };
		return { ok: status === 200, status, json: async () => body, text: async () => String( body ) };
	} ) as unknown as typeof fetch;
	document.body.innerHTML = `<li id="wp-admin-bar-aaia-conversations"><a href="http://localhost/wp-admin/admin.php?page=aaia-conversations">
		<span class="aaia-unread count-0"><span class="pending-count">0</span>
		<span class="screen-reader-text" data-words="Unread conversations: %s"></span></span>
		<span hidden data-aaia-panel="about:blank" data-unread="/unread" data-nonce="n1" data-renew="/renew" data-title="Conversations"
			data-expand="Open the full screen" data-close="Close the panel"></span></a></li>`;
} );

afterEach( () => jest.useRealTimers() );

const icon = (): HTMLAnchorElement => document.querySelector( 'a' ) as HTMLAnchorElement;
const dialog = (): HTMLDialogElement | null | undefined =>
	[ ...document.body.children ].at( -1 )?.shadowRoot?.querySelector( 'dialog' );
const pause = async ( seconds: number ): Promise< unknown > => jest.advanceTimersByTimeAsync( seconds * 1000 );

/** Whether a click leads to the link's address. */
function isFollowed( link: HTMLAnchorElement, how: MouseEventInit = {} ): boolean {
	let followed = false;
	window.addEventListener( 'click', ( event ) => {
		followed = ! event.defaultPrevented;
		event.preventDefault();
	}, { once: true } );
	link.dispatchEvent( new MouseEvent( 'click', { bubbles: true, cancelable: true, ...how } ) );
	return followed;
}

describe( 'the icon of the panel', () => {
	it( 'makes the panel with the first click, and shows the same one again', () => {
		attachPanel( icon() );
		expect( document.querySelector( 'iframe' ) ?? dialog() ).toBeUndefined();
		icon().click();
		expect( dialog()?.open ).toBe( true );
		dialog()?.querySelector( 'button' )?.click();
		expect( [ dialog()?.open, document.activeElement, icon().getAttribute( 'aria-expanded' ) ] ).toEqual( [ false, icon(), 'false' ] );
		icon().click();
		expect( [ document.body.children.length, dialog()?.open ] ).toEqual( [ 2, true ] );
	} );

	it( 'stays a link where wp-admin is on another domain, and for a click that opens a tab', () => {
		attachPanel( icon() );
		expect( isFollowed( icon(), { ctrlKey: true } ) ).toBe( true );
		expect( dialog() ).toBeUndefined();
		icon().href = 'http://admin.test/wp-admin/admin.php?page=aaia-conversations';
		const copy = icon().cloneNode( true ) as HTMLAnchorElement;
		icon().replaceWith( copy );
		attachPanel( copy );
		expect( isFollowed( copy ) ).toBe( true );
	} );

	it( 'asks for the number now and then, with a new nonce when the old one is over', async () => {
		answers = [
			{ status: 200, body: { unread: 3 } },
			{ status: 403, body: '' },
			{ status: 200, body: 'n2' },
			{ status: 200, body: { unread: 120 } },
		];
		attachPanel( icon() );
		await pause( 29 );
		expect( asked ).toEqual( [] );
		await pause( 2 );
		expect( icon().querySelector( '.pending-count' )?.textContent ).toBe( '3' );
		await pause( 30 );
		expect( asked ).toEqual( [ '/unread n1', '/unread n1', '/renew', '/unread n2' ] );
		expect( icon().querySelector( '.aaia-unread' )?.className ).toBe( 'aaia-unread count-120' );
		expect( icon().querySelector( '.screen-reader-text' )?.textContent ).toBe( 'Unread conversations: 99+' );
	} );

	it( 'asks for nothing while the page is hidden, or the panel open, which knows the number', async () => {
		const hidden = jest.spyOn( document, 'hidden', 'get' ).mockReturnValue( true );
		icon().querySelector( '[data-unread]' )?.setAttribute( 'data-unread', '/not-now' );
		attachPanel( icon() );
		await pause( 120 );
		hidden.mockReturnValue( false );
		icon().click();
		document.dispatchEvent( new Event( 'visibilitychange' ) );
		await pause( 120 );
		expect( asked ).not.toContain( '/not-now n1' );
		dialog()?.querySelector( 'button' )?.click();
		await pause( 61 );
		expect( asked ).toContain( '/not-now n1' );
	} );
} );
