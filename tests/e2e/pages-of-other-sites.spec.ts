import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';
import type { Locator, Page } from '@playwright/test';

/** Settings -> Aaia XP -> Knowledge -> Pages of other sites, with another site that really answers. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp&tab=knowledge';

const PLUGIN = 'aaia-e2e-let-through.php';

let other: ChildProcess;
let base = '';

const says = ( title: string, text: string ): object => ( {
	body:
		`<html lang="en"><title>${ title }</title><body><nav><a href="/">Menu of that other website</a></nav><main><h1>${ title }</h1><p>${ text }</p></main></body></html>`,
} );

async function plan( answers: Readonly< Record< string, object > > ): Promise< void > {
	await fetch( `${ base }/--plan`, { method: 'PUT', body: JSON.stringify( answers ) } );
}

async function section( staff: Page ): Promise< Locator > {
	await staff.goto( SCREEN );
	const part = staff.getByRole( 'region', { name: 'Pages of other sites' } );
	await expect( part.getByRole( 'button', { name: 'Add pages of other sites' } ) ).toBeVisible();
	return part;
}

async function add( part: Locator, urls: string, kind: RegExp ): Promise< void > {
	await part.getByRole( 'button', { name: 'Add pages of other sites' } ).click();
	await part.getByRole( 'radio', { name: kind } ).check();
	await part.getByLabel( 'Addresses, one per line' ).fill( urls );
	await part.getByRole( 'button', { name: 'Add', exact: true } ).click();
}

/** Asks the assistant as a visitor's panel would. */
async function answerTo( url: string, text: string ): Promise< string > {
	const api = `${ url }/wp-json/aaia-chatbot/v1`;
	const headers = { 'content-type': 'application/json', accept: 'application/json' };
	const { token } = await ( await fetch( `${ api }/session`, { method: 'POST', headers, body: '{}' } ) ).json() as { token: string };
	const response = await fetch( `${ api }/chat`, {
		method: 'POST',
		headers: { ...headers, 'x-aaia-session': token },
		body: JSON.stringify( {
			message: { id: crypto.randomUUID(), role: 'user', parts: [ { type: 'text', text } ] },
			page: { url, title: 'Home', locale: 'en_US' },
		} ),
	} );
	return JSON.stringify( await response.json() );
}

test.describe( 'Pages of other sites', () => {
	test.setTimeout( 200_000 );

	test.beforeAll( async () => {
		other = spawn(
			'node',
			[ fileURLToPath( new URL( '../support/web/planned-site.mjs', import.meta.url ) ) ],
			{ stdio: [ 'pipe', 'pipe', 'inherit' ] }
		);
		const [ said ] = await once( other.stdout!, 'data' ) as [ Buffer ];
		base = `http://127.0.0.1:${ ( JSON.parse( said.toString() ) as { http: number } ).http }`;
	} );

	test.beforeEach( async ( { wp } ) => {
		// The other site is on this machine, which is refused by itself; its owner lets exactly this port through.
		const port = new URL( base ).port;
		const code =
			`<?php add_filter( "http_request_host_is_external", fn( $e, $h, $u ) => $e || wp_parse_url( $u, PHP_URL_PORT ) === ${ port }, 10, 3 ); add_filter( "http_allowed_safe_ports", fn( $p ) => [ ...$p, ${ port } ] );`;
		await wp( 'eval', `wp_mkdir_p( WPMU_PLUGIN_DIR ); file_put_contents( WPMU_PLUGIN_DIR . '/${ PLUGIN }', '${ code }' );` );
	} );

	test.afterEach( async ( { wp } ) => {
		await wp( 'eval', `wp_delete_file( WPMU_PLUGIN_DIR . '/${ PLUGIN }' );` );
	} );

	test.afterAll( () => {
		other.kill();
	} );

	test( 'are refused in words when they cannot be read, and what was typed stays', async ( { staff, site, expectAccessible } ) => {
		const part = await section( staff );
		const typed = `our help\nhttp://169.254.169.254/latest\n${ site.url }/delivery/`;
		await add( part, typed, /Only the pages/ );
		const problems = part.getByRole( 'listitem' );
		await expect( problems ).toHaveText( [ /“our help” is not a page address/, /private network/, /page of this site/ ] );
		await expect( part.getByLabel( 'Addresses, one per line' ) ).toHaveValue( typed );
		await expectAccessible( staff, '#aaia-admin' );
		await part.getByRole( 'button', { name: 'Cancel' } ).click();
		await expect( part.getByRole( 'list', { name: 'Addresses' } ) ).toHaveCount( 0 );
	} );

	test( 'are read from a sitemap, answer visitors, show what is wrong, and are forgotten when removed', async ( {
		staff,
		site,
		expectAccessible,
	} ) => {
		const question = 'How long is the warranty on Gale track pumps?';
		await plan( {
			'/robots.txt': { body: `User-agent: *\nDisallow: /private\nSitemap: ${ base }/map.xml`, headers: { 'content-type': 'text/plain' } },
			'/': says( 'Home', 'The front page of that other website.' ),
			'/map.xml': {
				body:
					`<urlset>${ [ '/pumps', '/private/x', '/gone' ].map( ( path ) => `<url><loc>${ base }${ path }</loc></url>` ).join( '' ) }</urlset>`,
				headers: { 'content-type': 'application/xml' },
			},
			'/pumps': says( 'Track pumps', 'The warranty on Gale track pumps is seven years from the day of purchase.' ),
		} );
		expect( await answerTo( site.url, question ) ).not.toContain( 'seven years' );

		const part = await section( staff );
		await add( part, base, /All pages/ );
		await expect( part.getByText( /address is added/ ).first() ).toBeVisible();
		const row = part.getByRole( 'list', { name: 'Addresses' } ).getByRole( 'listitem' ).first();
		// A worker that runs since before this test does not know yet that the port is let through; it starts anew every minute.
		await expect( async () => {
			if ( await row.getByText( 'This address can’t be used' ).isVisible() ) {
				await row.getByRole( 'button', { name: `Read now: ${ base }/` } ).click();
			}
			await expect( row ).toContainText( '1 page known · 2 pages with a problem', { timeout: 8_000 } );
		} ).toPass( { timeout: 100_000 } );
		await expect( row ).toContainText( /Read on .* next on /, { timeout: 60_000 } );
		expect( await answerTo( site.url, question ) ).toContain( 'seven years' );

		await row.getByRole( 'button', { name: `Pages of ${ base }/` } ).click();
		const pages = row.getByRole( 'group', { name: `Pages of ${ base }/` } );
		await expect( pages.getByText( 'The page does not exist (404).' ) ).toBeVisible();
		await expect( pages.getByText( 'robots.txt asks not to read' ) ).toBeVisible();
		await pages.getByLabel( 'Show' ).selectOption( 'known' );
		await expect( pages.getByRole( 'link' ) ).toHaveText( [ `${ base }/pumps` ] );
		await expectAccessible( staff, '#aaia-admin' );
		await staff.setViewportSize( { width: 320, height: 720 } );
		expect( await staff.evaluate( () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ) ).toBe( true );

		await row.getByRole( 'button', { name: `Remove ${ base }/` } ).click();
		await staff.getByRole( 'dialog' ).getByRole( 'button', { name: 'Remove the address' } ).click();
		await expect( part.getByText( 'The address is removed' ).first() ).toBeVisible();
		expect( await answerTo( site.url, question ) ).not.toContain( 'seven years' );
	} );
} );
