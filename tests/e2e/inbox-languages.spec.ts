/** The inbox in the words of its French users, and mirrored where people read from right to left. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

const INBOX = '/wp-admin/admin.php?page=aaia-conversations';

/** Turns the whole site around, as a language pack of WordPress does. */
const MIRROR = `<?php
add_filter(
	'gettext_with_context',
	static fn( $said, $text, $context ) => 'ltr' === $text && 'text direction' === $context ? 'rtl' : $said,
	10,
	3
);`;

test( 'speaks French as its users do', async ( { staff, site, request, wp, expectAccessible } ) => {
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'Bonjour, une question' );
	await visitor.asksForPerson( id, { message: 'Je voudrais parler à quelqu’un' } );
	await wp( 'user', 'meta', 'update', '1', 'locale', 'fr_FR' );
	try {
		await staff.goto( `${ INBOX }&conversation=${ id }` );
		for ( const tab of [ 'Les miennes', 'Non assignées', 'Toutes', 'En attente' ] ) {
			await expect(
				staff.getByRole( 'group', { name: 'Conversations affichées' } ).getByRole( 'button', { name: new RegExp( `^${ tab }` ) } ),
			).toBeVisible();
		}
		await staff.getByRole( 'button', { name: 'Mise en attente' } ).click();
		for ( const choice of [ '1 heure', '2 heures', '4 heures', 'Demain (9h00)', 'Lundi prochain (9h00)' ] ) {
			await expect( staff.getByRole( 'menuitem', { name: choice, exact: true } ) ).toBeVisible();
		}
		await staff.getByRole( 'menuitem', { name: '2 heures', exact: true } ).click();
		await expect( staff.locator( '.aaia-thread' ).getByText( 'En veille' ).first() ).toBeVisible();
		await staff.getByRole( 'button', { name: /^Statut : En veille/ } ).click();
		for ( const status of [ 'Ouverte', 'En attente', 'Résolue' ] ) {
			await expect( staff.getByRole( 'menuitemradio', { name: status, exact: true } ) ).toBeVisible();
		}
		await staff.keyboard.press( 'Escape' );
		const toggle = staff.getByRole( 'button', { name: 'Détails', exact: true } );
		if ( await toggle.getAttribute( 'aria-expanded' ) === 'false' ) {
			await toggle.click();
		}
		await expect( staff.getByRole( 'complementary', { name: 'Détails' } ).getByText( 'Étiquettes', { exact: true } ) ).toBeVisible();
		const lines = ( selector: string ): Promise< number > => staff.locator( selector ).evaluateAll(
			( shown ) => new Set( shown.map( ( one ) => one.getBoundingClientRect().top ) ).size
		);
		expect( await lines( '.aaia-views button' ), 'lines of tabs beside the details' ).toBe( 1 );
		expect( await lines( '.aaia-thread__place > *' ), 'lines of menus under the name' ).toBe( 1 );
		await expect( staff.getByRole( 'button', { name: 'Résoudre' } ) ).toBeVisible();
		await expect( staff.getByRole( 'button', { name: 'Note privée' } ) ).toBeVisible();
		await expectAccessible( staff, '.aaia-admin' );
	} finally {
		await wp( 'user', 'meta', 'delete', '1', 'locale' );
	}
} );

test( 'is mirrored where people read from right to left', async ( { staff, site, request, expectAccessible }, info ) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'سؤال عن الطلب 42' );
	const mirror = join( site.path, 'wp-content/mu-plugins/mirror.php' );
	writeFileSync( mirror, MIRROR );
	try {
		for ( const width of [ 1280, 375 ] ) {
			await staff.setViewportSize( { width, height: 800 } );
			await expect( async () => {
				await staff.goto( `${ INBOX }&conversation=${ id }` );
				await expect( staff.locator( 'html' ) ).toHaveAttribute( 'dir', 'rtl' );
			} ).toPass();
			await expect( staff.locator( '.aaia-thread' ).getByText( 'سؤال عن الطلب 42' ) ).toBeVisible();
			expect(
				await staff.evaluate( () => document.documentElement.scrollWidth - document.documentElement.clientWidth ),
			).toBeLessThanOrEqual( 0 );
			if ( width === 1280 ) {
				const [ list, thread ] = await Promise.all( [ '.aaia-list', '.aaia-thread' ].map( ( part ) => staff.locator( part ).boundingBox() ) );
				expect( list?.x ).toBeGreaterThan( thread?.x ?? Infinity );
				await expectAccessible( staff, '.aaia-admin' );
			}
			await staff.screenshot( { path: info.outputPath( `mirrored-${ width }.png` ) } );
		}
	} finally {
		rmSync( mirror );
	}
} );
