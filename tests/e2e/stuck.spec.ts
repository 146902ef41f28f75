/** Conversations that do not go on by themselves: the mark and its reason, the filter, Retry and Free. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

const INBOX = '/wp-admin/admin.php?page=aaia-conversations';

test( 'a stuck conversation says why, is found by the filter, is tried again and freed', async ( {
	staff,
	site,
	request,
	wp,
	expectAccessible,
} ) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'How long is the warranty of the frame?' );
	const fails = `global $wpdb; $p = $wpdb->prefix . 'aaia_';
		$c = (int) $wpdb->get_var( $wpdb->prepare( "SELECT id FROM {$p}conversations WHERE public_id = %s", '${ id }' ) );
		$t = (int) $wpdb->get_var( "SELECT MAX(id) FROM {$p}turns WHERE conversation_id = $c" );
		$wpdb->query( "UPDATE {$p}turns SET state = 'failed' WHERE id = $t" );
		$wpdb->query( "UPDATE {$p}conversations SET stuck = 1, stuck_ref = $t WHERE id = $c" );`;
	await wp( 'eval', fails );
	await staff.goto( `${ INBOX }&stuck=true` );
	const row = staff.locator( `[data-row="${ id }"]` );
	await expect( row ).toContainText( 'Stuck' );
	await expect( staff.getByRole( 'list', { name: 'Filters that are set' } ) ).toContainText( 'Stuck only' );
	await row.click();
	const notice = staff.locator( '.aaia-stuck-notice' );
	await expect( notice ).toContainText( 'The assistant’s answer failed.' );
	await expectAccessible( staff, '.aaia-inbox' );
	await notice.getByRole( 'button', { name: 'Retry' } ).click();
	await expect( staff.getByText( 'It is being tried again.' ).first() ).toBeVisible();
	await expect( notice ).toHaveCount( 0 );
	await expect( staff.getByText( 'You tried it again' ) ).toBeVisible();
	await expect( staff.locator( '.aaia-thread' ).getByText( 'Frame and fork: 10 years' ).first() ).toBeVisible( { timeout: 20_000 } );

	await wp( 'eval', fails );
	await staff.goto( `${ INBOX }&conversation=${ id }` );
	await notice.getByRole( 'button', { name: 'Free it: I answer' } ).click();
	await expect( notice ).toHaveCount( 0 );
	await expect( staff.getByRole( 'button', { name: 'Hand back' } ) ).toBeVisible();
} );
