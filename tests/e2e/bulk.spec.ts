/** Many conversations at once: a whole list, resolved, undone and deleted; selected by touch (by mouse and keyboard: two-by-two). */
import type { Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

const INBOX = '/wp-admin/admin.php?page=aaia-conversations';

/** Copies of a conversation, as a busy site has them. */
const copies = ( id: string, count: number, preview: string ): string => `global $wpdb; $t = $wpdb->prefix . 'aaia_conversations';
	$row = $wpdb->get_row( $wpdb->prepare( "SELECT * FROM $t WHERE public_id = %s", '${ id }' ), ARRAY_A );
	for ( $i = 1; $i <= ${ count }; $i++ ) {
		$wpdb->insert( $t, [ 'id' => null, 'public_id' => wp_generate_password( 22, false ), 'preview' => "${ preview } $i" ] + $row );
	}`;

const box = ( page: Page, id: string ) => page.locator( `li:has([data-row="${ id }"]) .aaia-row-check` );
const row = ( page: Page, id: string ) => page.locator( `[data-row="${ id }"]` );

test( 'a long list draws what is near; a whole one is resolved by a job that says how far it is, undone, deleted', async (
	{ staff, site, request, wp, expectAccessible }
) => {
	test.slow();
	const first = await ( await Visitor.arrives( request, site.url ) ).says( 'A busy day' );
	await wp(
		'eval',
		`${ copies( first, 60, 'Busy' ) } ${ copies( first, 140, 'Calm' ) } update_user_option( 1, 'aaia_chatbot_per_page', 100 );`
	);
	await staff.goto( INBOX );
	await expect( staff.locator( '[data-row]' ) ).toHaveCount( 100 );
	await staff.getByRole( 'button', { name: 'Load more' } ).click();
	await expect( staff.locator( 'li[aria-setsize]' ).first() ).toBeAttached();
	expect( await staff.locator( '[data-row]' ).count() ).toBeLessThan( 60 );
	await staff.locator( '.aaia-rows' ).evaluate( ( list ) => list.scrollTo( 0, 92 * 150 ) );
	const far = staff.locator( 'li[aria-posinset="150"] [data-row]' );
	await far.scrollIntoViewIfNeeded();
	await expect( far ).toBeInViewport();
	expect( await staff.locator( '[data-row]' ).count() ).toBeLessThan( 60 );
	await expectAccessible( staff, '.aaia-list' );
	await far.focus();
	for ( let step = 0; step < 20; step++ ) {
		await staff.keyboard.press( 'j' );
	}
	const further = staff.locator( 'li[aria-posinset="170"] [data-row]' );
	await expect( further ).toBeFocused();
	await expect( further ).toBeInViewport();
	await staff.locator( '.aaia-rows' ).evaluate( ( list ) => list.scrollTo( 0, 0 ) );
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toBeVisible();
	await staff.keyboard.press( 'Escape' );
	await expect( further ).toBeFocused();
	await expect( further ).toBeInViewport();
	await wp( 'eval', `global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}aaia_conversations WHERE preview LIKE 'Calm %'" );
		delete_user_option( 1, 'aaia_chatbot_per_page' );` );

	const label = ( await wp( 'eval', `wp_set_current_user( 1 ); $r = new WP_REST_Request( 'POST', '/aaia-chatbot/v1/labels' );
		$r->set_header( 'Content-Type', 'application/json' ); $r->set_body( '{"name":"busy${ Date.now() }"}' );
		echo rest_do_request( $r )->get_data()['id'];` ) ).trim();
	await wp( 'eval', `global $wpdb; $p = $wpdb->prefix . 'aaia_';
		$wpdb->query( "UPDATE {$p}conversations SET labelled = 1 WHERE preview LIKE 'Busy %'" );
		$wpdb->query( "INSERT INTO {$p}conversation_labels (conversation_id, label_id, active, last_activity_at)
			SELECT id, ${ label }, active, last_activity_at FROM {$p}conversations WHERE preview LIKE 'Busy %'" );` );
	await staff.goto( `${ INBOX }&label=%23${ label }` );
	await expect( staff.locator( '[data-row]' ) ).toHaveCount( 25 );
	await staff.locator( '[data-row]' ).first().focus();
	await staff.keyboard.press( 'ControlOrMeta+a' );
	await staff.getByRole( 'button', { name: 'Select all that match' } ).click();
	await expect( staff.getByText( '60 selected' ) ).toBeVisible();
	await staff.getByRole( 'toolbar' ).getByRole( 'button', { name: 'Status' } ).click();
	await staff.getByRole( 'menuitem', { name: 'Resolved' } ).click();
	await expect( staff.getByText( 'Status of 60 conversations changed.' ) ).toBeVisible( { timeout: 30_000 } );
	await expect( staff.locator( '[data-row]' ) ).toHaveCount( 0 );
	await staff.getByRole( 'button', { name: 'Undo' } ).click();
	await expect( staff.getByText( 'Undone in 60 conversations.' ) ).toBeVisible( { timeout: 30_000 } );

	await staff.reload();
	await staff.locator( '[data-row]' ).first().focus();
	await staff.keyboard.press( 'ControlOrMeta+a' );
	await staff.getByRole( 'button', { name: 'Select all that match' } ).click();
	await staff.getByRole( 'toolbar' ).getByRole( 'button', { name: 'Delete…' } ).click();
	await staff.getByRole( 'button', { name: 'Delete 60 conversations permanently' } ).click();
	await expect( staff.getByText( '60 conversations deleted.' ) ).toBeVisible( { timeout: 30_000 } );
	await expect( staff.getByRole( 'button', { name: 'Undo' } ) ).toHaveCount( 0 );
	expect( await wp( 'eval', `global $wpdb; echo $wpdb->get_var(
		"SELECT COUNT(*) FROM {$wpdb->prefix}aaia_conversations WHERE preview LIKE 'Busy %'" );` ) ).toBe( '0' );
} );

test( 'on a phone in French a long press selects', async ( { browser, staff, site, request, wp, expectAccessible } ) => {
	const visitor = await Visitor.arrives( request, site.url );
	const [ one, two ] = [ await visitor.says( 'Première' ), await visitor.says( 'Deuxième' ) ];
	await wp( 'user', 'meta', 'update', '1', 'locale', 'fr_FR' );
	const context = await browser.newContext( {
		baseURL: site.url,
		viewport: { width: 390, height: 780 },
		hasTouch: true,
		isMobile: true,
		storageState: await staff.context().storageState(),
	} );
	try {
		const phone = await context.newPage();
		await phone.goto( INBOX );
		await row( phone, one ).waitFor();
		const touch = await context.newCDPSession( phone );
		const at = await row( phone, one ).boundingBox();
		const point = { x: Math.round( ( at?.x ?? 0 ) + 150 ), y: Math.round( ( at?.y ?? 0 ) + 20 ) };
		await touch.send( 'Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [ point ] } );
		await expect( box( phone, one ) ).toBeChecked();
		await touch.send( 'Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] } );
		await row( phone, two ).tap();
		const bar = phone.getByRole( 'toolbar', { name: 'Conversations sélectionnées' } );
		await expect( bar ).toContainText( '2 sélectionnées' );
		await expectAccessible( phone, '.aaia-list' );
		await bar.getByRole( 'button', { name: 'Archiver' } ).tap();
		await expect( phone.getByText( '2 conversations archivées.' ) ).toBeVisible();
		await phone.getByRole( 'button', { name: 'Annuler', exact: true } ).tap();
		await expect( phone.getByText( 'Annulé dans 2 conversations.' ) ).toBeVisible();
		await phone.getByRole( 'button', { name: 'Fermer' } ).first().tap();
		await row( phone, two ).tap();
		await expect( phone.getByRole( 'heading', { level: 2 } ) ).toBeVisible();
	} finally {
		await context.close();
		await wp( 'user', 'meta', 'delete', '1', 'locale' );
	}
} );
