import { AxeBuilder } from '@axe-core/playwright';
import { test as base, expect, type Browser, type Locator, type Page } from '@playwright/test';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A mail as the catcher's API lists it. */
export interface CaughtMail {
	readonly id: string;
	readonly from: string;
	readonly to: readonly string[];
	readonly subject: string;
	readonly date: string;
	readonly headers: Readonly< Record< string, string > >;
	readonly text: string;
	readonly html: string;
}

/** The site under test: installed from the built zip, on the project's database, with the demo pages in English and French. */
export interface Site {
	readonly url: string;
	readonly mail: string;
	readonly user: string;
	readonly password: string;
	readonly applicationPassword: string;
	/** Base URL of the independent model server, for tests of other providers. */
	readonly model: string;
	/** WordPress's folder. */
	readonly path: string;
}

/** What the runner tells about the site, as a file's content. */
interface SiteFile extends Site {
	readonly wp: readonly string[];
}

/** WP-CLI on the site; answers its standard output and fails the test on a failure. */
export type WpCli = ( ...args: readonly string[] ) => Promise< string >;

/** The mails received so far. */
export interface Mailbox {
	all(): Promise< readonly CaughtMail[] >;
	/** Waits for a mail that fits, at most 20 seconds. */
	waitFor( fits: ( mail: CaughtMail ) => boolean ): Promise< CaughtMail >;
	clear(): Promise< void >;
	/** From now on the mail server refuses every recipient, or accepts again. */
	refuse( refusing: boolean ): Promise< void >;
}

interface Fixtures {
	readonly site: Site;
	readonly wp: WpCli;
	readonly mailbox: Mailbox;
	/** A page signed in to wp-admin as the administrator, in a browser context of its own. */
	readonly staff: Page;
	/** Fails the test when axe finds a violation on the page, or in the part of it that the selector names. */
	readonly expectAccessible: ( page: Page, selector?: string ) => Promise< void >;
}

function readSite(): SiteFile {
	const file = process.env.AAIA_E2E_SITE;
	if ( ! file ) {
		throw new Error( 'Run the end-to-end tests with: npm test -- e2e' );
	}
	return JSON.parse( readFileSync( file, 'utf8' ) ) as SiteFile;
}

function mailboxAt( url: string ): Mailbox {
	const all =
		async (): Promise< readonly CaughtMail[] > => ( await ( await fetch( `${ url }/api/messages` ) ).json() ) as readonly CaughtMail[];
	return {
		all,
		async waitFor( fits ) {
			let found: CaughtMail | undefined;
			await expect.poll( async () => {
				found = ( await all() ).find( fits );
				return found !== undefined;
			}, { message: 'a mail that fits arrives', timeout: 20_000 } ).toBe( true );
			return found as CaughtMail;
		},
		async clear() {
			await fetch( `${ url }/api/messages`, { method: 'DELETE' } );
		},
		async refuse( refusing ) {
			await fetch( `${ url }/api/refuse`, { method: refusing ? 'PUT' : 'DELETE' } );
		},
	};
}

/** Fails the test unless an element can be seen and pressed at its first and its last line: no bar that stays lies over it. */
export async function expectUncovered( element: Locator ): Promise< void > {
	await expect.poll( () => element.evaluate( ( node ) => {
		const { left, top, bottom, width } = node.getBoundingClientRect();
		return [ top + 2, bottom - 2 ].every( ( y ) => {
			const seen = document.elementFromPoint( left + width / 2, y );
			return seen !== null && ( node === seen || node.contains( seen ) || seen.contains( node ) );
		} );
	} ), { message: 'nothing lies over it' } ).toBe( true );
}

/** A page signed in to wp-admin, in a browser context of its own; the caller closes that. */
export async function signedIn( browser: Browser, url: string, login: string, password: string ): Promise< Page > {
	const context = await browser.newContext( { baseURL: url } );
	// By request: the form's own script moves the focus while it is being filled.
	await context.addCookies( [ { name: 'wordpress_test_cookie', value: 'WP+Cookie+check', url } ] );
	const form = { log: login, pwd: password, testcookie: '1' };
	const response = await context.request.post( '/wp-login.php', { form, maxRedirects: 0 } );
	expect( response.status(), 'signed in' ).toBe( 302 );
	return context.newPage();
}

export const test = base.extend< Fixtures >( {
	// Playwright reads the first parameter's pattern.
	site: async ( {}, use ) => {
		await use( readSite() );
	},
	wp: async ( {}, use ) => {
		const { wp, path } = readSite();
		const [ command = 'php', ...first ] = wp;
		await use( ( ...args ) => new Promise( ( resolve, reject ) => {
			execFile( command, [ ...first, ...args ], { cwd: path, maxBuffer: 32 * 1024 * 1024 }, ( error, stdout, stderr ) => {
				if ( error ) {
					reject( new Error( `wp ${ args.join( ' ' ) }: ${ stderr || stdout || error.message }` ) );
				} else {
					resolve( stdout );
				}
			} );
		} ) );
	},
	mailbox: async ( { site }, use ) => {
		const mailbox = mailboxAt( site.mail );
		await mailbox.clear();
		await use( mailbox );
		await mailbox.refuse( false );
	},
	staff: async ( { browser, site }, use ) => {
		const page = await signedIn( browser, site.url, site.user, site.password );
		await use( page );
		await page.context().close();
	},
	expectAccessible: async ( {}, use ) => {
		await use( async ( page, selector ) => {
			const builder = new AxeBuilder( { page } );
			const { violations } = await ( selector ? builder.include( selector ) : builder ).analyze();
			expect( violations.map( ( { id, nodes } ) =>
				`${ id }: ${ nodes.map( ( node ) => node.target.join( ' ' ) ).join( ' | ' ) }` ) ).toEqual( [] );
		} );
	},
} );

export { expect };
