import { type Locator, type Page, type Request, type Route } from '@playwright/test';
import { expect, test } from './fixtures';

/** The element with its open shadow root. */
const element = ( page: Page ): Locator => page.locator( 'aaia-chatbot' );

const panel = ( page: Page ): Locator => element( page ).getByRole( 'dialog' );

const launcher = ( page: Page ): Locator => element( page ).locator( '[part=launcher]' );

const field = ( page: Page ): Locator => element( page ).locator( '[part=field]' );

const messages = ( page: Page, author: string ): Locator => element( page ).locator( `[data-author=${ author }]` );

async function open( page: Page, path = '/' ): Promise< void > {
	await page.goto( path );
	await launcher( page ).click();
	await expect( panel( page ) ).toBeVisible();
}

async function say( page: Page, text: string ): Promise< void > {
	await field( page ).fill( text );
	await field( page ).press( 'Enter' );
}

const QUESTION = 'How long is the warranty?';

/** Waits until that many answers are there and whole. What they say is not the widget's matter. */
async function answered( page: Page, count = 1 ): Promise< void > {
	await expect( element( page ).locator( '[data-author=assistant][aria-busy=false]' ) ).toHaveCount( count );
}

test.describe( 'The launcher', () => {
	test( 'fetches nothing, stores nothing and moves nothing before it is used', async ( { page } ) => {
		const ours: string[] = [];
		page.on( 'request', ( request ) => ours.push( request.url() ) );
		await page.addInitScript( () => {
			// The theme's fonts may move its texts; what moves by us, or is ours, counts here.
			const moved: string[] = [];
			Object.assign( window, { moved } );
			new PerformanceObserver( ( list ) => {
				for ( const { sources } of list.getEntries() as unknown as { sources: { node: Node | null }[] }[] ) {
					moved.push( ...sources.map( ( { node } ) => node?.nodeName ?? '' ) );
				}
			} ).observe( { type: 'layout-shift', buffered: true } );
		} );
		await page.goto( '/' );
		await expect( launcher( page ) ).toBeVisible();
		await page.waitForTimeout( 500 );
		expect( ours.filter( ( url ) =>
			url.includes( '/aaia-chatbot/' ) ).map( ( url ) => new URL( url ).pathname ) ).toEqual( [ expect.stringContaining( 'launcher.js' ) ] );
		expect(
			await page.evaluate( () => [
				Object.keys( localStorage ),
				Object.keys( sessionStorage ).filter( ( key ) => key.includes( 'aaia' ) ),
				document.cookie,
			] )
		).toEqual( [ [], [], '' ] );
		expect( await page.evaluate( () => ( window as unknown as { moved: string[] } ).moved ) ).not.toContain( 'AAIA-CHATBOT' );
		expect( await element( page ).evaluate( ( host ) => getComputedStyle( host ).position ) ).toBe( 'fixed' );
	} );

	test( 'answers to the page’s scripts and tells them what happens, without a word of what is written', async ( { page } ) => {
		await page.goto( '/' );
		await page.evaluate( ( question ) => {
			const told: unknown[] = [];
			Object.assign( window, { told } );
			for ( const name of [ 'open', 'close', 'message' ] ) {
				document.addEventListener(
					`aaia:${ name }`,
					( event ) => told.push( [
						name,
						( event as CustomEvent< { author?: string } > ).detail.author ?? '',
						JSON.stringify( ( event as CustomEvent ).detail ).includes( 'warranty' ),
					] )
				);
			}
			( document.querySelector( 'aaia-chatbot' ) as unknown as { send: ( text: string ) => void } ).send( question );
		}, QUESTION );
		await answered( page );
		await page.evaluate( () => ( document.querySelector( 'aaia-chatbot' ) as unknown as { close: () => void } ).close() );
		await expect( panel( page ) ).toBeHidden();
		expect( await page.evaluate( () => ( window as unknown as { told: unknown } ).told ) ).toEqual( [
			[ 'open', '', false ], [ 'message', 'visitor', false ], [ 'message', 'assistant', false ], [ 'close', '', false ],
		] );
	} );
} );

test.describe( 'The panel', () => {
	test( 'says that an AI answers, announces the finished answer once, and gives the keyboard back', async ( {
		page,
		expectAccessible,
	} ) => {
		await open( page );
		await expect( field( page ) ).toBeFocused();
		await expect( field( page ) ).toHaveAccessibleDescription( /AI assistant/ );
		await expect( element( page ).getByRole( 'log' ) ).toHaveAttribute( 'aria-live', 'off' );
		await say( page, QUESTION );
		await expect( element( page ).getByRole( 'status' ) ).toContainText( /Assistant: .{10}/ );
		await expectAccessible( page );
		await page.keyboard.press( 'Escape' );
		await expect( launcher( page ) ).toBeFocused();
	} );

	test( 'finds the conversation again after a page change, open as it was, and in a second tab', async ( { page } ) => {
		await open( page );
		await say( page, QUESTION );
		await answered( page );
		await page.goto( '/' );
		await expect( panel( page ) ).toBeVisible();
		await expect( messages( page, 'visitor' ) ).toContainText( QUESTION );

		const second = await page.context().newPage();
		await open( second );
		await expect( messages( second, 'visitor' ) ).toHaveCount( 1 );
		await say( page, 'And how much does it cost?' );
		await expect( messages( second, 'visitor' ) ).toHaveCount( 2 );
		await answered( second, 2 );
	} );

	test( 'fits phones, narrow screens and large zoom, and mirrors for right-to-left pages', async ( { page, expectAccessible } ) => {
		for ( const [ width, height ] of [ [ 390, 844 ], [ 320, 568 ], [ 640, 400 ] ] as const ) {
			await page.setViewportSize( { width, height } );
			await open( page );
			await expect.poll( () => panel( page ).boundingBox() ).toEqual( { x: 0, y: 0, width, height } );
			await expect( panel( page ) ).toHaveAttribute( 'aria-modal', 'true' );
			await expectAccessible( page );
			await page.keyboard.press( 'Escape' );
		}
		await page.setViewportSize( { width: 1280, height: 800 } );
		await page.route( '**/', async ( route ) => {
			const response = await route.fetch();
			await route.fulfill( { response, body: ( await response.text() ).replace( 'locale="en_US"', 'locale="ar"' ) } );
		} );
		await open( page );
		await expect( panel( page ) ).toHaveCSS( 'direction', 'rtl' );
		const send = await element( page ).locator( '[part=send]' ).boundingBox();
		const box = await field( page ).boundingBox();
		expect( send?.x ?? 0 ).toBeLessThan( box?.x ?? 0 );
	} );

	test( 'reads each answer to a clean end of its request', async ( { page } ) => {
		const ends: string[] = [];
		const note = ( end: string ) => ( request: Request ) => {
			if ( request.url().endsWith( '/aaia-chatbot/v1/chat' ) ) {
				ends.push( request.failure()?.errorText ?? end );
			}
		};
		page.on( 'requestfinished', note( 'finished' ) );
		page.on( 'requestfailed', note( 'failed' ) );
		await open( page );
		for ( const count of [ 1, 2, 3 ] ) {
			await say( page, QUESTION );
			await answered( page, count );
			await expect.poll( () => ends ).toHaveLength( count );
		}
		expect( ends ).toEqual( [ 'finished', 'finished', 'finished' ] );
	} );

	test( 'forgets everything when the visitor deletes the conversation', async ( { page } ) => {
		await open( page );
		await say( page, QUESTION );
		await answered( page );
		await element( page ).getByRole( 'button', { name: 'More' } ).click();
		await element( page ).getByRole( 'button', { name: 'Delete this conversation' } ).click();
		await element( page ).getByRole( 'group', { name: 'Delete this conversation?' } ).getByRole( 'button', { name: 'Delete' } ).click();
		await expect( messages( page, 'visitor' ) ).toHaveCount( 0 );
		expect( await page.evaluate( () => Object.keys( localStorage ) ) ).toEqual( [] );
	} );

	test( 'works where the browser refuses storage', async ( { page } ) => {
		await page.addInitScript( () => {
			for ( const name of [ 'localStorage', 'sessionStorage' ] ) {
				Object.defineProperty( window, name, {
					get() {
						throw new DOMException( 'Denied', 'SecurityError' );
					},
				} );
			}
		} );
		await open( page );
		await say( page, QUESTION );
		await answered( page );
	} );
} );

test.describe( 'A bad connection', () => {
	const isChat = ( url: URL ): boolean => url.pathname.endsWith( '/aaia-chatbot/v1/chat' );

	/** Answers the first requests of `POST /chat` as told, and lets the others through. */
	async function disturb( page: Page, ...ways: ( ( route: Route ) => Promise< void > )[] ): Promise< void > {
		await page.route( isChat, ( route ) => ( ways.shift() ?? ( ( through ) => through.continue() ) )( route ) );
	}

	test( 'that loses the request and then the answer costs no word and doubles none', async ( { page } ) => {
		await open( page );
		await disturb(
			page,
			( route ) => route.abort( 'connectionreset' ),
			async ( route ) => {
				// The server gets the question; its answer breaks off.
				const body = await ( await route.fetch() ).text();
				await route.fulfill( { contentType: 'text/event-stream', body: body.slice( 0, body.indexOf( 'text-end' ) - 40 ) } );
			}
		);
		await say( page, QUESTION );
		await expect( element( page ).getByRole( 'button', { name: 'Helpful', exact: true } ) ).toBeVisible();
		await expect( messages( page, 'visitor' ) ).toHaveCount( 1 );
		await expect( messages( page, 'assistant' ) ).toHaveCount( 1 );
		const shown = await messages( page, 'assistant' ).locator( '[part=bubble]' ).innerText();
		await page.reload();
		await expect( messages( page, 'assistant' ).locator( '[part=bubble]' ) ).toHaveText( shown, { useInnerText: true } );
		await expect( messages( page, 'visitor' ) ).toHaveCount( 1 );
	} );

	test( 'that keeps the stream back makes the panel ask for the whole answer, once', async ( { page } ) => {
		const accepted: ( string | undefined )[] = [];
		page.on( 'request', ( request ) => {
			if ( isChat( new URL( request.url() ) ) ) {
				accepted.push( request.headers()[ 'accept' ] );
			}
		} );
		await open( page );
		await disturb( page, () => new Promise( () => undefined ) );
		await say( page, QUESTION );
		await answered( page );
		expect( accepted ).toEqual( [ 'text/event-stream', 'application/json' ] );
		await expect( messages( page, 'visitor' ) ).toHaveCount( 1 );
		await expect( messages( page, 'assistant' ) ).toHaveCount( 1 );
	} );

	test( 'that stays away keeps the text and offers to try again', async ( { page } ) => {
		await open( page );
		let down = true;
		await page.route( isChat, ( route ) => ( down ? route.abort( 'internetdisconnected' ) : route.continue() ) );
		await say( page, QUESTION );
		await expect( element( page ).getByRole( 'alert' ) ).toContainText( 'Your message is still here' );
		down = false;
		await element( page ).getByRole( 'button', { name: 'Try again' } ).click();
		await answered( page );
		await expect( messages( page, 'visitor' ) ).toHaveCount( 1 );
	} );

	test( 'to a tab that slept for two days answers the first message as if nothing had been', async ( { page } ) => {
		await open( page );
		await say( page, QUESTION );
		await answered( page );
		// What the server says of a token whose two days are over.
		await disturb(
			page,
			( route ) => route.fulfill( { status: 401, json: { code: 'aaia_session_expired', message: '', data: { status: 401 } } } )
		);
		await say( page, 'And how much does it cost?' );
		await answered( page, 2 );
		await expect( element( page ).getByRole( 'alert' ) ).toHaveCount( 0 );
	} );

	test( 'without the Markdown reader shows answers as they were written', async ( { page } ) => {
		await page.route( /markdown\.js/, ( route ) => route.abort() );
		await open( page );
		await say( page, QUESTION );
		await answered( page );
		await expect( messages( page, 'assistant' ).locator( '[part=bubble] p' ) ).toHaveCount( 1 );
		await expect( messages( page, 'assistant' ).locator( '[part=bubble]' ) ).toContainText( /\w{3}/ );
	} );
} );

test.describe( 'Asking for a person while nobody is there', () => {
	test.use( { viewport: { width: 375, height: 667 } } );

	test.beforeEach( async ( { wp } ) => {
		const inTwoDays = ( new Date().getUTCDay() + 1 ) % 7 + 1;
		await wp( 'aaia', 'setting', 'set', 'office_hours', `${ inTwoDays } 09:00-10:00` );
	} );

	test.afterEach( async ( { wp } ) => {
		await wp( 'aaia', 'setting', 'set', 'office_hours', '' );
	} );

	test( 'by the form: it fits a small phone, and what is wrong stands above its buttons', async ( { page } ) => {
		await open( page, '/fr/' );
		await element( page ).getByRole( 'button', { name: 'Parler à une personne' } ).click();
		const form = element( page ).getByRole( 'group', { name: 'Parler à une personne' } );
		await expect( form ).toContainText( 'Nous sommes absents' );
		await expect( form.getByRole( 'heading' ) ).toBeInViewport( { ratio: 1 } );
		const send = form.getByRole( 'button', { name: 'Envoyer à l’équipe' } );
		await expect( send ).toBeInViewport( { ratio: 1 } );
		await send.click();
		await expect( form.getByRole( 'alert' ) ).toBeInViewport( { ratio: 1 } );
		await expect( send ).toBeInViewport( { ratio: 1 } );
	} );

	test( 'by the assistant: it says so before, confirms once, and keeps an address that is written later', async ( { page } ) => {
		await open( page, '/fr/' );
		await say( page, 'Je voudrais parler à quelqu’un' );
		const form = element( page ).getByRole( 'group', { name: 'Envoyer ceci à l’équipe ?' } );
		await expect( form ).toContainText( 'Nous sommes absents' );
		await form.getByRole( 'button', { name: 'Envoyer à l’équipe' } ).click();
		const status = element( page ).locator( '[part=status]' );
		await expect( status ).toContainText( /prévenue/ );
		await answered( page );
		await expect( messages( page, 'assistant' ) ).not.toContainText( 'enregistrée' );
		await say( page, 'Mon adresse : zoe@example.com' );
		await expect( messages( page, 'assistant' ).last() ).toContainText( 'a maintenant votre adresse' );
		await expect( status.getByRole( 'button' ) ).toHaveCount( 0 );
	} );

	test( 'what is written in the form outlives Escape and a reload, until it is sent; half an address is not', async ( { page } ) => {
		await open( page );
		const ask = element( page ).getByRole( 'button', { name: 'Talk to a person' } );
		const message = element( page ).getByRole( 'textbox', { name: 'Your message (optional)' } );
		await ask.click();
		await message.fill( 'My wheel is bent, and the spokes too.' );
		await message.press( 'Escape' );
		await expect( field( page ) ).toHaveValue( 'My wheel is bent, and the spokes too.' );
		await page.reload();
		await ask.click();
		await expect( message ).toHaveValue( 'My wheel is bent, and the spokes too.' );
		const address = element( page ).getByRole( 'textbox', { name: 'Your e-mail address (optional)' } );
		const send = element( page ).getByRole( 'button', { name: 'Send to the team' } );
		await address.fill( 'zoe@example' );
		await send.click();
		expect( await address.evaluate( ( input: HTMLInputElement ) => input.validity.patternMismatch ) ).toBe( true );
		await address.fill( 'zoe@example.com' );
		await send.click();
		await expect( messages( page, 'visitor' ) ).toContainText( 'My wheel is bent' );
		await expect( field( page ) ).toHaveValue( '' );
	} );

	test( 'an address that is added by the form is thanked for in the conversation', async ( { page } ) => {
		await open( page, '/fr/' );
		await element( page ).getByRole( 'button', { name: 'Parler à une personne' } ).click();
		await element( page ).getByRole( 'textbox', { name: 'Votre message (facultatif)' } ).fill( 'Ma roue est voilée.' );
		await element( page ).getByRole( 'button', { name: 'Envoyer à l’équipe' } ).click();
		await element( page ).getByRole( 'button', { name: 'Ajouter votre adresse e-mail' } ).click();
		await element( page ).getByRole( 'textbox', { name: 'Votre adresse e-mail' } ).fill( 'zoe@example.com' );
		await element( page ).getByRole( 'button', { name: 'Envoyer à l’équipe' } ).click();
		await expect( messages( page, 'system' ).last() ).toContainText( 'a maintenant votre adresse e-mail' );
	} );
} );
