import { type Locator, type Page } from '@playwright/test';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { languagePack } from '../../tools/lib/language-pack.mjs';
import { expect, test } from './fixtures';

/**
 * Words of the panel in German; every other text of the pack is its English one in angled quotes, so that what is not translated shows.
 */
const GERMAN: Readonly< Record< string, string > > = {
	'Open the chat': 'Chat öffnen',
	'Close the chat': 'Chat schließen',
	'Write a message…': 'Nachricht schreiben …',
	'Delete this conversation': 'Dieses Gespräch löschen',
	'An AI assistant answers here and can make mistakes.': 'Hier antwortet ein KI-Assistent, der sich irren kann.',
};

/** A text that would end its literal, its script or the page, were it ever taken for code. */
const HOSTILE = '"\'`;window.hacked=1;//${window.hacked=1}</script><img src=x onerror="window.hacked=1">\\';

const element = ( page: Page ): Locator => page.locator( 'aaia-chatbot' );

const panel = ( page: Page ): Locator => element( page ).getByRole( 'dialog' );

test.describe( 'A site with a language pack', () => {
	let file = '';
	let core: string[] = [];

	/**
	 * Puts the pack where WordPress installs it, and lets the site speak its language, or the first of its regions. WordPress's own pack says
	 * nothing.
	 */
	async function install(
		path: string,
		wp: ( ...args: string[] ) => Promise< string >,
		locale: string,
		translate: ( text: string ) => string,
		regions: readonly string[] = []
	): Promise< void > {
		file = join( path, `wp-content/languages/plugins/aaia-chatbot-${ locale }.mo` );
		mkdirSync( dirname( file ), { recursive: true } );
		writeFileSync( file, languagePack( locale, translate ) );
		core = [ locale, ...regions ].map( ( name ) => join( path, `wp-content/languages/${ name }.mo` ) );
		core.forEach( ( one ) => writeFileSync( one, languagePack( locale, () => '' ) ) );
		await wp( 'option', 'update', 'WPLANG', regions[ 0 ] ?? locale );
		await wp( 'cache', 'flush' );
	}

	test.afterEach( async ( { wp } ) => {
		[ file, ...core ].forEach( ( one ) => rmSync( one, { force: true } ) );
		await wp( 'option', 'update', 'WPLANG', '' );
		await wp( 'cache', 'flush' );
	} );

	const german = ( text: string ): string => GERMAN[ text ] ?? `«${ text }»`;

	test( 'shows its panel in that language, whole, and answers in it', async ( { page, site, wp } ) => {
		await install( site.path, wp, 'de_DE', german );
		await page.goto( '/' );
		await element( page ).getByRole( 'button', { name: 'Chat öffnen' } ).click();
		await expect( panel( page ) ).toContainText( 'Hier antwortet ein KI-Assistent, der sich irren kann.' );
		await expect( panel( page ) ).toHaveAttribute( 'lang', 'de-DE' );
		await element( page ).locator( '[part=field]' ).fill( 'How long is the warranty?' );
		await element( page ).locator( '[part=field]' ).press( 'Enter' );
		await expect( element( page ).locator( '[data-author=assistant][aria-busy=false]' ) ).toHaveCount( 1 );
		// The Markdown reader was found beside the built scripts, not beside the route.
		await expect.poll( () => page.evaluate( () => 'markdown' in ( customElements.get( 'aaia-chatbot' ) ?? {} ) ) ).toBe( true );

		const labels =
			await element( page ).evaluate( ( host ) =>
				[ ...( host.shadowRoot?.querySelectorAll( '[aria-label]' ) ?? [] ) ].map( ( node ) => node.getAttribute( 'aria-label' ) ?? '' ) );
		expect( labels.length ).toBeGreaterThan( 3 );
		expect( labels.filter( ( label ) => ! label.includes( '«' ) &&
			! Object.values( GERMAN ).includes( label ) &&
			! /Expedition|Aaia|WordPress/i.test( label ) ) ).toEqual( [] );
	} );

	test( 'shows it in the language’s other countries too', async ( { page, site, wp } ) => {
		await install( site.path, wp, 'de_DE', german, [ 'de_AT' ] );
		await page.goto( '/' );
		await element( page ).getByRole( 'button', { name: 'Chat öffnen' } ).click();
		await expect( panel( page ) ).toContainText( 'Hier antwortet ein KI-Assistent' );
	} );

	test( 'mirrors it for a language written from right to left', async ( { page, site, wp } ) => {
		await install( site.path, wp, 'ar', ( text ) => `مرحبا ${ text }` );
		await page.goto( '/' );
		await element( page ).locator( '[part=launcher]' ).click();
		await expect( panel( page ) ).toHaveCSS( 'direction', 'rtl' );
		await expect( panel( page ) ).toContainText( 'مرحبا' );
	} );

	test( 'shows a hostile text as text', async ( { page, site, wp } ) => {
		const errors: string[] = [];
		page.on( 'pageerror', ( error ) => errors.push( error.message ) );
		await install( site.path, wp, 'de_DE', ( text ) => `${ HOSTILE } ${ text }` );
		await page.goto( '/' );
		await element( page ).locator( '[part=launcher]' ).click();
		await expect( panel( page ) ).toContainText( HOSTILE );
		expect( await page.evaluate( () => ( window as unknown as { hacked?: number } ).hacked ) ).toBeUndefined();
		expect( errors ).toEqual( [] );
	} );

	test( 'keeps a page of a cache working after the pack is gone', async ( { page, site, wp } ) => {
		await install( site.path, wp, 'de_DE', german );
		const cached = await ( await page.request.get( '/' ) ).text();
		rmSync( file );
		await wp( 'option', 'update', 'WPLANG', '' );
		await wp( 'cache', 'flush' );
		await page.route( '**/', ( route ) => route.fulfill( { contentType: 'text/html', body: cached } ) );
		await page.goto( '/' );
		await element( page ).locator( '[part=launcher]' ).click();
		await expect( panel( page ) ).toContainText( 'An AI assistant answers here' );
	} );
} );
