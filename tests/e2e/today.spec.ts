/** The page Today leads through what waits for a look, by keys, without being left. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

test( 'staff go through the day: a reply, a bad rating judged, a card number, and the counts go down', async ( {
	staff,
	site,
	request,
	wp,
	expectAccessible,
} ) => {
	test.slow();
	// A day of its own, without what other tests left behind.
	await wp( 'eval', `global $wpdb;
		$services = ( new Aaia\\Chatbot\\Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
		$found = $services->get( Aaia\\Chatbot\\Conversations\\ConversationRepository::class );
		foreach ( $wpdb->get_col( "SELECT public_id FROM {$wpdb->prefix}aaia_conversations" ) as $id ) {
			$services->get( Aaia\\Chatbot\\Conversations\\ConversationService::class )->erase( $found->by_public_id( $id ) );
		}` );
	const waiting = await Visitor.arrives( request, site.url );
	const waits = await waiting.says( 'My card is 4111 1111 1111 1111, is that fine?' );
	await waiting.asksForPerson( waits, { message: 'Please call me' } );
	const unhappy = await Visitor.arrives( request, site.url );
	const rated = await unhappy.says( 'How long is the warranty of the frame?' );
	await unhappy.rates( rated, 'down', 'That is too short' );
	// As if all this had been said ten minutes ago: younger messages are looked at later.
	await wp( 'eval', `global $wpdb; $wpdb->query( "UPDATE {$wpdb->prefix}aaia_messages SET created_at = '2026-01-01 09:00:00'" );
		$services = ( new Aaia\\Chatbot\\Plugin( WP_PLUGIN_DIR . '/aaia-chatbot/aaia-chatbot.php' ) )->services;
		$services->get( Aaia\\Chatbot\\Improve\\Today\\FindTodayItems::class )
			->handle( new Aaia\\Chatbot\\Jobs\\Job( 1, 'improve.today', [], 1 ) );` );

	await staff.goto( '/wp-admin/admin.php?page=aaia-improve' );
	const steps = staff.getByRole( 'navigation', { name: 'Steps of the day' } );
	await expect( steps.getByRole( 'button', { name: /^People waiting/ } ) ).toHaveAttribute( 'aria-current', 'step' );
	await staff.locator( '[data-item]' ).filter( { hasText: 'Please call me' } ).or( staff.locator( '[data-item]' ).last() ).first().click();
	const field = staff.getByRole( 'textbox', { name: /^Reply to/ } );
	await expect( field ).toBeVisible();
	await expectAccessible( staff, '#aaia-admin' );
	await staff.getByRole( 'heading', { name: /Visitor/ } ).focus();
	await staff.keyboard.press( 'r' );
	await staff.keyboard.type( 'I call you in a minute.' );
	await staff.keyboard.press( 'Control+Enter' );
	await expect.poll( () => waiting.reads( waits ) ).toContain( 'I call you in a minute.' );

	await steps.getByRole( 'button', { name: /^Negative ratings/ } ).click();
	await expect( staff.getByText( 'That is too short' ) ).toBeVisible();
	await expectAccessible( staff, '#aaia-admin' );
	await staff.keyboard.press( '4' );
	await staff.getByRole( 'textbox', { name: 'What is wrong? (optional)' } ).fill( 'Ten years since May' );
	await staff.keyboard.press( 'Control+Enter' );
	await expect( steps.getByRole( 'button', { name: /^Negative ratings/ } ) ).toHaveText( /Done/ );
	await staff.getByRole( 'button', { name: 'Undo the last' } ).click();
	await expect( staff.getByText( /^Outdated: / ) ).toBeVisible();
	await staff.keyboard.press( 'l' );
	await staff.getByRole( 'textbox', { name: 'Problem' } ).fill( 'The warranty was out of date' );
	await staff.getByRole( 'textbox', { name: 'Action', exact: true } ).fill( 'Page corrected' );
	await staff.getByLabel( 'Day of the action' ).fill( '2026-01-01' );
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.getByRole( 'button', { name: 'Save', exact: true } ).click();
	const lesson = staff.getByRole( 'list', { name: 'Lessons' } ).getByRole( 'listitem' );
	await staff.getByRole( 'searchbox', { name: 'Search lessons' } ).fill( 'corrected WARRANTY' );
	await lesson.getByRole( 'button', { name: 'Did it help?' } ).click();
	await expect( lesson ).toContainText( 'Too few to say' );
	await expectAccessible( staff, '#aaia-admin' );
	await staff.getByRole( 'tab', { name: 'Today' } ).click();
	await steps.getByRole( 'button', { name: /^Negative ratings/ } ).click();
	await expect( steps.getByRole( 'button', { name: /^Negative ratings/ } ) ).toHaveText( /1/ );
	await expect( staff.getByText( /^Outdated: / ) ).toBeVisible();
	await staff.keyboard.press( 'd' );
	await expect( steps.getByRole( 'button', { name: /^Negative ratings/ } ) ).toHaveText( /Done/ );

	await steps.getByRole( 'button', { name: /^Sensitive data/ } ).click();
	await expect( staff.getByRole( 'list', { name: 'Messages' } ) ).toContainText( '4111 1111 1111 1111' );
	await staff.keyboard.press( 'd' );
	await expect( steps.getByRole( 'button', { name: /^Sensitive data/ } ) ).toHaveText( /Done/ );
	await expect( staff.getByRole( 'status' ).filter( { hasText: 'handled by you today' } ) ).toContainText( '2 handled by you today' );

	await staff.getByRole( 'button', { name: 'Reminders' } ).click();
	await staff.getByLabel( 'Time 1' ).fill( '08:30' );
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.getByRole( 'button', { name: 'Save', exact: true } ).click();
	await staff.getByRole( 'button', { name: 'Reminders' } ).click();
	await expect( staff.getByLabel( 'Time 1' ) ).toHaveValue( '08:30' );
} );
