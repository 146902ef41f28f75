import { type Locator, type Page } from '@playwright/test';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { expect, test } from './fixtures';

/** What a first conversation loads, and what happens where the parts that it does not load cannot be had. */

const MORE = /\/widget\/more-fr_FR\.js/;

const chat = ( page: Page ): Locator => page.locator( 'aaia-chatbot' ).first();

async function converse( page: Page ): Promise< void > {
	await chat( page ).locator( '[part=launcher]' ).click();
	await chat( page ).locator( '[part=field]' ).fill( 'Quelle est la durée de la garantie du cadre ?' );
	await page.keyboard.press( 'Enter' );
	await expect( chat( page ).getByRole( 'button', { name: 'Utile', exact: true } ) ).toBeVisible();
}

/** The same answer every time, with a list. */
async function answerWithList( page: Page ): Promise< void > {
	await page.route( /\/v1\/chat$/, async ( route ) => {
		const body = await ( await route.fetch() ).text();
		let said = false;
		const events = body.split( '\n\n' ).flatMap( ( event ) => {
			if ( ! event.includes( '"text-delta"' ) ) {
				return [ event ];
			}
			const chunk = JSON.parse( event.replace( /^data: /, '' ) ) as object;
			const first = ! said;
			said = true;
			return first ? [ `data: ${ JSON.stringify( { ...chunk, delta: 'Voici [1] :\n\n- **cadre** : 5 ans\n- batterie : 2 ans' } ) }` ] : [];
		} );
		await route.fulfill( { contentType: 'text/event-stream', body: events.join( '\n\n' ) } );
	} );
}

test( 'a first conversation in French loads the panel and the Markdown reader and nothing else, within the bars', async ( { page } ) => {
	await page.goto( '/fr/garantie/' );
	const loaded: { name: string; body: Promise< Buffer > }[] = [];
	page.on( 'response', ( response ) => {
		const path = new URL( response.url() ).pathname;
		if ( response.url().includes( 'aaia-chatbot' ) && ! path.includes( '/wp-json/' ) ) {
			loaded.push( { name: path.split( '/' ).pop() ?? '', body: response.body() } );
		}
	} );
	await answerWithList( page );
	await converse( page );
	await expect( chat( page ).getByRole( 'listitem' ).filter( { hasText: 'cadre' } ).locator( 'strong' ) ).toHaveText( 'cadre' );
	await expect( chat( page ).getByRole( 'region', { name: 'Sources' } ).getByRole( 'link' ).first() ).toBeVisible();
	await page.waitForTimeout( 1000 );

	expect( loaded.map( ( { name } ) => name ).sort() ).toEqual( [ 'markdown.js', 'panel-fr_FR.js' ] );
	const bodies = await Promise.all( loaded.map( ( { body } ) => body ) );
	const sum = ( size: ( body: Buffer ) => number ): number => bodies.reduce( ( total, body ) => total + size( body ), 0 );
	expect( sum( ( body ) => gzipSync( body, { level: 9 } ).length ) ).toBeLessThanOrEqual( 24_000 );
	expect( sum( ( body ) =>
		brotliCompressSync( body, { params: { [ constants.BROTLI_PARAM_QUALITY ]: 11 } } ).length ) ).toBeLessThanOrEqual( 21_000 );
} );

test( 'parts that cannot be loaded say so, take nothing away, and come when asked for again', async ( { page, expectAccessible } ) => {
	let offline = true;
	await page.route( MORE, ( route ) => ( offline ? route.abort( 'internetdisconnected' ) : route.continue() ) );
	await page.goto( '/fr/garantie/' );
	await converse( page );
	await chat( page ).locator( '[part=field]' ).fill( 'Mon cadre est cassé' );
	await chat( page ).locator( '[part=composer]' ).getByRole( 'button', { name: 'Parler à une personne' } ).click();
	const alert = chat( page ).getByRole( 'alert' );
	await expect( alert ).toContainText( 'ne s’est pas chargée' );
	await expectAccessible( page );
	await page.keyboard.press( 'Escape' );
	await expect( chat( page ).locator( '[part=field]' ) ).toBeFocused();
	await expect( chat( page ).locator( '[part=field]' ) ).toHaveValue( 'Mon cadre est cassé' );

	await chat( page ).locator( '[part=composer]' ).getByRole( 'button', { name: 'Parler à une personne' } ).click();
	await expect( alert ).toContainText( 'ne s’est pas chargée' );
	offline = false;
	await alert.getByRole( 'button', { name: 'Réessayer' } ).click();
	const form = chat( page ).getByRole( 'group', { name: 'Parler à une personne' } );
	await expect( form.getByRole( 'heading' ) ).toBeFocused();
	await expect( form.getByRole( 'textbox' ).first() ).toHaveValue( 'Mon cadre est cassé' );
} );

test( 'parts of another build, after an update under an open page, are not run, and a thumb counts without them', async ( { page } ) => {
	await page.route( MORE, async ( route ) => {
		const response = await route.fetch();
		const body = ( await response.text() ).replace( /"[0-9a-f]{8}"/g, '"00000000"' );
		await route.fulfill( { response, body } );
	} );
	const errors: string[] = [];
	page.on( 'pageerror', ( error ) => errors.push( error.message ) );
	await page.goto( '/fr/garantie/' );
	await converse( page );
	await chat( page ).getByRole( 'button', { name: 'Pas utile', exact: true } ).click();
	await expect( chat( page ).getByRole( 'alert' ) ).toContainText( 'rechargez la page' );
	await chat( page ).getByRole( 'alert' ).getByRole( 'button', { name: 'Annuler' } ).click();
	await page.reload();
	await expect( chat( page ).getByRole( 'button', { name: 'Pas utile', exact: true, pressed: true } ) ).toBeVisible();
	expect( errors ).toEqual( [] );
} );
