import { type Locator, type Page } from '@playwright/test';
import { expect, test } from './fixtures';

/** Chats in a page's text: drawn off screen, beside the button in the corner, two of them on one page. */

const QUESTION = 'How long is the warranty?';

const corner = ( page: Page ): Locator => page.locator( 'aaia-chatbot:not([inline])' );

const inline = ( page: Page, at = 0 ): Locator => page.locator( 'aaia-chatbot[inline]' ).nth( at );

const answers = ( chat: Locator ): Locator => chat.locator( '[data-author=assistant][aria-busy=false]' );

/** What screen readers were told, by both chats together. */
async function announcements( page: Page ): Promise< () => Promise< string[] > > {
	await page.evaluate( () => {
		const told: string[] = [];
		Object.assign( window, { told } );
		for ( const { shadowRoot } of document.querySelectorAll( 'aaia-chatbot[inline]' ) ) {
			new MutationObserver( () => {
				const words = shadowRoot?.querySelector( '[role=status]' )?.textContent ?? '';
				if ( words && ! told.includes( words ) ) {
					told.push( words );
				} else if ( words ) {
					told.push( `${ words } (again)` );
				}
			} ).observe( shadowRoot?.querySelector( '[role=status]' ) as Element, { childList: true, characterData: true, subtree: true } );
		}
	} );
	return () => page.evaluate( () => ( window as unknown as { told: string[] } ).told );
}

test.describe( 'A chat in the page’s text', () => {
	let made: string[] = [];

	async function publish( wp: ( ...args: string[] ) => Promise< string >, content: string ): Promise< string > {
		const id = ( await wp(
			'post',
			'create',
			'--post_type=page',
			'--post_status=publish',
			'--post_title=Chat here',
			`--post_content=${ content }`,
			'--porcelain'
		) ).trim();
		made.push( id );
		return `/?page_id=${ id }`;
	}

	test.afterEach( async ( { wp } ) => {
		await wp( 'post', 'delete', ...made, '--force' );
		made = [];
	} );

	test( 'makes the button in the corner step aside as long as it stands there, and no longer', async ( { page, wp } ) => {
		await page.goto( await publish( wp, 'Before [aaia_chatbot] after' ) );
		await expect( inline( page ).locator( '[part=launcher]' ) ).toBeVisible();
		await expect( corner( page ).locator( '[part=launcher]' ) ).toBeHidden();
		await inline( page ).evaluate( ( chat ) => chat.remove() );
		await expect( corner( page ).locator( '[part=launcher]' ) ).toBeVisible();
		await corner( page ).locator( '[part=launcher]' ).click();
		await expect( corner( page ).getByRole( 'dialog' ) ).toBeVisible();
	} );

	test( 'that is only drawn for a description leaves the button in its corner', async ( { page, wp } ) => {
		const code =
			"<?php add_action( 'wp_head', fn() => print '<meta name=\"description\" content=\"' . esc_attr( wp_strip_all_tags( do_shortcode( 'Hello [aaia_chatbot] there' ) ) ) . '\">' );";
		await wp(
			'eval',
			`wp_mkdir_p( WPMU_PLUGIN_DIR ); file_put_contents( WPMU_PLUGIN_DIR . '/aaia-e2e-seo.php', base64_decode( '${ Buffer.from( code ).toString( 'base64' ) }' ) );`
		);
		await page.goto( await publish( wp, 'No chat in this text.' ) );
		expect( await page.locator( 'meta[name=description]' ).getAttribute( 'content' ) ).toBe( 'Hello  there' );
		await expect( corner( page ).locator( '[part=launcher]' ) ).toBeVisible();
		await wp( 'eval', "wp_delete_file( WPMU_PLUGIN_DIR . '/aaia-e2e-seo.php' );" );
	} );

	test( 'twice on a page is one conversation under two names: nothing is asked, sent or announced twice', async ( {
		page,
		wp,
		expectAccessible,
	} ) => {
		await page.goto( await publish( wp, '[aaia_chatbot]<p>Some text between.</p>[aaia_chatbot]' ) );
		const [ first, second ] = [ inline( page ), inline( page, 1 ) ];
		const asked: string[] = [];
		page.on(
			'request',
			( request ) => asked.push( `${ request.method() } ${ new URL( request.url() ).pathname.replace( /.*\/v1/, '' ) }` )
		);
		await first.locator( '[part=launcher]' ).click();
		await second.locator( '[part=launcher]' ).click();
		await expect( first.getByRole( 'region' ) ).toBeVisible();
		await expect( second.getByRole( 'region' ) ).toBeVisible();
		const told = await announcements( page );

		await first.locator( '[part=field]' ).fill( 'How long is' );
		await expect( second.locator( '[part=field]' ) ).toHaveValue( 'How long is' );
		await second.locator( '[part=field]' ).fill( QUESTION );
		await page.keyboard.press( 'Enter' );
		for ( const chat of [ first, second ] ) {
			await expect( answers( chat ) ).toHaveCount( 1 );
			await expect( chat.locator( '[data-author=visitor]' ) ).toHaveCount( 1 );
			await expect( chat.locator( '[part=field]' ) ).toHaveValue( '' );
		}
		await first.locator( '[part=field]' ).fill( 'And how much does delivery cost?' );
		await page.keyboard.press( 'Enter' );
		await expect( answers( second ) ).toHaveCount( 2 );
		await expect( answers( first ) ).toHaveCount( 2 );
		await page.waitForTimeout( 2_500 );
		expect( asked.filter( ( line ) => line === 'POST /chat' ) ).toHaveLength( 2 );
		expect( asked.filter( ( line ) => line === 'GET /widget' ) ).toHaveLength( 1 );
		expect( ( await told() ).map( ( words ) => words.slice( 0, 10 ) ) ).toEqual( [ 'Assistant:', 'Assistant:' ] );
		expect( ( await told() ).filter( ( words ) => words.endsWith( '(again)' ) ) ).toEqual( [] );

		const names = await page.getByRole( 'region' ).evaluateAll( ( all ) => all.map( ( region ) => region.getAttribute( 'aria-label' ) ) );
		expect( new Set( names ).size ).toBe( names.length );
		await expectAccessible( page, 'aaia-chatbot' );

		await page.reload();
		await expect( answers( first ) ).toHaveCount( 2 );
		await expect( answers( second ) ).toHaveCount( 2 );
	} );

	test( 'asks for consent or a person in the chat that is used', async ( { page, wp } ) => {
		await page.goto( await publish( wp, '[aaia_chatbot]<p>Some text between.</p>[aaia_chatbot]' ) );
		const [ first, second ] = [ inline( page ), inline( page, 1 ) ];
		await first.locator( '[part=launcher]' ).click();
		await second.locator( '[part=launcher]' ).click();
		await first.getByRole( 'button', { name: 'Talk to a person' } ).click();
		await expect( first.getByRole( 'group', { name: 'Talk to a person' } ) ).toBeVisible();
		await expect( second.getByRole( 'group', { name: 'Talk to a person' } ) ).toHaveCount( 0 );
		await expect( first.getByRole( 'heading', { name: 'Talk to a person' } ) ).toBeFocused();
	} );
} );
