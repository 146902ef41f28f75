import { fileURLToPath } from 'node:url';
import { expect, test, type Site, type WpCli } from './fixtures';

const PLUGINS = fileURLToPath( new URL( '../support/plugins/closed/', import.meta.url ) );

/** Puts a stand-in where WordPress loads it by itself; null takes it away. */
async function withPlugin( wp: WpCli, name: string | null ): Promise< void > {
	const place = 'WPMU_PLUGIN_DIR . "/closed.php"';
	await wp( 'eval', name ? `wp_mkdir_p( WPMU_PLUGIN_DIR ); copy( "${ PLUGINS }${ name }.php", ${ place } );` : `@unlink( ${ place } );` );
}

/** Site Health looks at the site as a guest, and says what it saw. */
async function siteHealth( wp: WpCli ): Promise< string > {
	return wp( 'eval', `
		wp_set_current_user( 1 );
		echo rest_do_request( new WP_REST_Request( "GET", "/aaia-chatbot/v1/access/health" ) )->get_data()["description"];
	` );
}

async function stranger( site: Site, path: string, body?: object ): Promise< { status: number; text: string } > {
	const response = await fetch( `${ site.url }${ path }`, {
		redirect: 'manual',
		method: body ? 'POST' : 'GET',
		headers: { 'Content-Type': 'application/json', accept: 'application/json' },
		...( body && { body: JSON.stringify( body ) } ),
	} );
	return { status: response.status, text: await response.text() };
}

test.describe( 'A site that is closed to guests', () => {
	test.afterEach( async ( { wp } ) => {
		await withPlugin( wp, null );
		await wp( 'aaia', 'setting', 'set', 'chat_on_closed_site', '0' );
		await siteHealth( wp );
	} );

	test( 'tells a visitor with an open chat nothing more, shows no button to members, and answers where the owner chose so', async ( {
		page,
		site,
		wp,
		staff,
	} ) => {
		await page.goto( '/' );
		const host = page.locator( 'aaia-chatbot' ).first();
		await host.getByRole( 'button' ).first().click();
		const field = host.getByRole( 'textbox', { name: /message/i } ).last();
		await field.fill( 'How long is the warranty of the frame?' );
		await page.keyboard.press( 'Enter' );
		const answers = host.locator( '[data-author="assistant"]' );
		await expect( answers.first() ).toContainText( /years/ );

		await withPlugin( wp, 'force-login' );
		expect( ( await stranger( site, '/' ) ).status ).toBe( 302 );
		await field.fill( 'And of the fork?' );
		await page.keyboard.press( 'Enter' );
		await expect( host.getByRole( 'alert' ) ).toContainText( 'only open to people who are logged in' );
		await expect( answers ).toHaveCount( 0 );
		const refused = await stranger( site, '/wp-json/aaia-chatbot/v1/session', {} );
		expect( refused.status ).toBe( 401 );
		expect( refused.text ).toContain( 'aaia_site_closed' );

		expect( await siteHealth( wp ) ).toContain( 'to a login page' );
		await staff.goto( '/' );
		await expect( staff.locator( 'aaia-chatbot' ) ).toHaveCount( 0 );
		await staff.goto( '/wp-admin/options-general.php?page=aaia-xp' );
		await expect( staff.locator( '.notice-warning' ).filter( { hasText: 'to a login page' } ) ).toBeVisible();

		await wp( 'aaia', 'setting', 'set', 'chat_on_closed_site', '1' );
		await host.getByRole( 'button', { name: 'Try again' } ).click();
		await expect( answers.first() ).toBeVisible();
	} );

	for ( const [ name, seen ] of [
		[ 'password-protected', 'the site’s password' ],
		[ 'restricted-access', '(403)' ],
		[ 'rest-for-members', 'The REST API' ],
	] as const ) {
		test( `is known behind ${ name }`, async ( { site, wp, staff } ) => {
			await withPlugin( wp, name );
			expect( await siteHealth( wp ) ).toContain( seen );
			expect( ( await stranger( site, '/wp-json/aaia-chatbot/v1/session', {} ) ).status ).toBeGreaterThanOrEqual( 401 );
			await staff.goto( '/?site=closed' );
			await expect( staff.locator( 'aaia-chatbot' ) ).toHaveCount( 0 );
			await withPlugin( wp, null );
			expect( await siteHealth( wp ) ).toContain( 'The chat answers everybody.' );
			expect( ( await stranger( site, '/wp-json/aaia-chatbot/v1/session', {} ) ).status ).toBe( 200 );
		} );
	}
} );
