import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { type Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Pages under a strict content security policy, and pages whose panel cannot be loaded. */

const PLUGIN = 'aaia-e2e-csp.php';

const QUESTION = 'How long is the warranty?';

/** Violations that name our scripts or happen in our element, from the page's first moment on. */
async function watchViolations( page: Page ): Promise< () => Promise< string[] > > {
	await page.addInitScript( () => {
		const seen: string[] = [];
		Object.assign( window, { seen } );
		document.addEventListener( 'securitypolicyviolation', ( event ) => {
			const where = event.target instanceof Element ? event.target.nodeName : '';
			seen.push( [ event.violatedDirective, event.blockedURI, event.sourceFile, where, event.sample ].join( ' ' ) );
		} );
	} );
	return async () =>
		( await page.evaluate( () => ( window as unknown as { seen: string[] } ).seen ) ).filter( ( line ) => /aaia/i.test( line ) );
}

/** Asks a question and waits for its answer, drawn from Markdown. */
async function converse( page: Page ): Promise< void > {
	const chat = page.locator( 'aaia-chatbot:not([aside])' );
	await chat.locator( '[part=launcher]' ).click();
	await chat.locator( '[part=field]' ).fill( QUESTION );
	await page.keyboard.press( 'Enter' );
	await expect( chat.locator( '[data-author=assistant][aria-busy=false]' ) ).toHaveCount( 1 );
	await expect.poll( () =>
		page.evaluate( () => !! ( customElements.get( 'aaia-chatbot' ) as unknown as { markdown?: object } ).markdown ) ).toBe( true );
}

test.describe( 'A page under a strict content security policy', () => {
	test.beforeEach( async ( { wp } ) => {
		const code = readFileSync( fileURLToPath( new URL( '../support/plugins/csp/csp.php', import.meta.url ) ), 'base64' );
		await wp(
			'eval',
			`wp_mkdir_p( WPMU_PLUGIN_DIR ); file_put_contents( WPMU_PLUGIN_DIR . '/${ PLUGIN }', base64_decode( '${ code }' ) );`
		);
	} );

	test.afterEach( async ( { wp } ) => {
		await wp( 'eval', `wp_delete_file( WPMU_PLUGIN_DIR . '/${ PLUGIN }' );` );
		await wp( 'aaia', 'setting', 'set', 'widget_contact', '' );
	} );

	for ( const policy of [ 'nonce', 'strict-dynamic', 'trusted-types' ] ) {
		test( `of the kind “${ policy }” runs the chat as any other does`, async ( { page, expectAccessible } ) => {
			const violations = await watchViolations( page );
			await page.goto( `/?csp=${ policy }` );
			const refused = await page.evaluate( () => new Promise( ( done ) => {
				const script = document.createElement( 'script' );
				script.onload = () => done( false );
				script.onerror = () => done( true );
				try {
					script.src = '/wp-includes/js/wp-emoji-loader.min.js';
					script.setAttribute( 'data-other', '' );
					document.head.insertAdjacentElement( 'beforeend', script );
				} catch {
					done( true );
				}
			} ) );
			expect(
				refused,
				'a script of a page’s own making is refused, except where the policy trusts what scripts load'
			).toBe( policy !== 'strict-dynamic' );
			await converse( page );
			expect( await violations() ).toEqual( [] );
			await expectAccessible( page, 'aaia-chatbot' );
		} );
	}

	test( 'runs an inline chat too, which keeps its height free from the beginning', async ( { page, wp } ) => {
		const id = ( await wp(
			'post',
			'create',
			'--post_type=page',
			'--post_status=publish',
			'--post_title=Chat here',
			'--post_content=[aaia_chatbot]',
			'--porcelain'
		) ).trim();
		const violations = await watchViolations( page );
		let release = (): void => undefined;
		const held = new Promise< void >( ( done ) => {
			release = done;
		} );
		await page.route( /launcher\.js/, async ( route ) => {
			await held;
			await route.continue();
		} );
		await page.goto( `/?page_id=${ id }&csp=trusted-types`, { waitUntil: 'commit' } );
		const box = page.locator( 'aaia-chatbot[inline]' );
		await expect( box ).toBeAttached();
		const height = (): Promise< number > =>
			box.evaluate( ( host ) => ( host.shadowRoot ? host : host.firstElementChild as Element ).getBoundingClientRect().height );
		expect( await height() ).toBe( 560 );
		release();
		await expect( box.locator( '[part=launcher]' ) ).toBeVisible();
		expect( await height() ).toBe( 560 );
		await converse( page );
		expect( await violations() ).toEqual( [] );
		await wp( 'post', 'delete', id, '--force' );
	} );

	test( 'that forbids our Trusted Types policy tells the visitor how else to reach somebody', async ( { page, wp } ) => {
		await wp( 'aaia', 'setting', 'set', 'widget_contact', 'help@example.com' );
		await page.goto( '/?csp=no-policy' );
		await page.locator( 'aaia-chatbot [part=launcher]' ).click();
		await expect( page.getByRole( 'dialog' ).getByRole(
			'link',
			{ name: 'help@example.com' }
		) ).toHaveAttribute( 'href', 'mailto:help@example.com' );
		// The contact lies over neither the sentence nor the button, also for fingers.
		const [ link, button ] =
			await Promise.all( [ 'link', 'button' ].map( ( role ) => page.getByRole( 'dialog' ).getByRole( role as 'link' ).boundingBox() ) );
		expect( ( link?.y ?? 0 ) + ( link?.height ?? 0 ) ).toBeLessThanOrEqual( button?.y ?? 0 );
	} );

	test( 'runs no other script through our element, whatever address stands in it', async ( { page } ) => {
		const asked: string[] = [];
		page.on( 'request', ( request ) => asked.push( request.url() ) );
		await page.goto( '/?csp=strict-dynamic' );
		const addresses = [
			'https://evil.example/build/widget/panel.js', '/wp-includes/js/jquery/jquery.min.js',
			`${ new URL( page.url() ).origin }/wp-includes/js/jquery/jquery.min.js`,
			`${ new URL( page.url() ).origin }/wp-json/x/widget/panel.js?_jsonp=alert`,
			`${ new URL( page.url() ).origin }/wp-includes/js/a.js#/widget/panel.js`,
			'data:text/javascript,alert(1)//widget/panel.js',
		];
		asked.length = 0;
		for ( const address of addresses ) {
			await page.evaluate( ( panel ) => {
				const element = document.createElement( 'aaia-chatbot' );
				element.setAttribute( 'panel', panel );
				document.body.append( element );
				( element as unknown as { open: () => void } ).open();
			}, address );
			await expect( page.getByRole( 'dialog' ).last() ).toContainText( 'Chat not loaded.' );
			await page.keyboard.press( 'Escape' );
		}
		expect( asked.filter( ( url ) => /evil|jquery|_jsonp|a\.js/.test( url ) ) ).toEqual( [] );
	} );
} );

test.describe( 'A panel that cannot be loaded', () => {
	test.afterEach( async ( { wp } ) => {
		await wp( 'aaia', 'setting', 'set', 'widget_contact', '' );
	} );

	test( 'says so in the page’s language with what the owner chose to publish, moves nothing, and comes when it is tried again', async ( {
		page,
		wp,
		expectAccessible,
	} ) => {
		await wp( 'aaia', 'setting', 'set', 'widget_contact', 'https://example.com/contact' );
		let down = true;
		await page.route( /panel.*\.js/, ( route ) => ( down ? route.abort() : route.continue() ) );
		await page.goto( '/fr/' );
		const button = page.locator( 'aaia-chatbot [part=launcher]' );
		await button.click();
		const told = page.getByRole( 'dialog' );
		await expect( told ).toContainText( 'n’a pas pu être chargé' );
		await expect( told.getByRole( 'link' ) ).toHaveAttribute( 'href', 'https://example.com/contact' );
		await expectAccessible( page, 'aaia-chatbot' );
		await page.keyboard.press( 'Escape' );
		await expect( button ).toBeFocused();
		await button.click();
		down = false;
		await told.getByRole( 'button', { name: 'Réessayer' } ).click();
		await expect( page.locator( 'aaia-chatbot .panel' ) ).toBeVisible();
		await expect( page.locator( 'aaia-chatbot [part=field]' ) ).toBeFocused();
	} );

	test( 'is not waited for longer than 15 seconds, and without a contact only later is promised', async ( { page } ) => {
		await page.clock.install();
		await page.route( /panel.*\.js/, () => new Promise( () => undefined ) );
		await page.goto( '/' );
		const button = page.locator( 'aaia-chatbot [part=launcher]' );
		await button.click();
		await expect( button ).toHaveAttribute( 'aria-busy', 'true' );
		await page.clock.runFor( 14_000 );
		await expect( page.getByRole( 'dialog' ) ).toHaveCount( 0 );
		await page.clock.runFor( 2_000 );
		await expect( page.getByRole( 'dialog' ) ).toContainText( 'Please try again later' );
		await expect( page.getByRole( 'dialog' ).getByRole( 'link' ) ).toHaveCount( 0 );
	} );
} );
