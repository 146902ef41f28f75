/** Insights: a visitor asks twice, and staff see it in the figures, as text too, and open the conversation behind one. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

test( 'what visitors ask is in the figures at once, and each opens its conversations', async ( {
	staff,
	site,
	request,
	expectAccessible,
} ) => {
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'How long is the warranty of the frame, please?' );
	await ( await Visitor.arrives( request, site.url ) ).says( 'Which unicycles do you mend on Sundays?' );
	await staff.goto( '/wp-admin/admin.php?page=aaia-insights&period=7' );
	await expect( staff.getByRole( 'heading', { name: 'Insights', level: 1 } ) ).toBeVisible();
	const ended = staff.locator( '.aaia-part', { hasText: 'How conversations ended' } );
	await expect( ended.getByRole( 'link', { name: /^Silent: \d+\. Show the conversations$/ } ) ).toBeVisible();
	await expectAccessible( staff, '.aaia-admin' );

	// On a phone nothing is wider than the screen; tables scroll by themselves.
	await staff.setViewportSize( { width: 375, height: 740 } );
	expect( await staff.evaluate( () => document.documentElement.scrollWidth ) ).toBeLessThanOrEqual( 375 );
	await staff.setViewportSize( { width: 1280, height: 800 } );

	await staff.getByRole( 'link', { name: /^Conversations: \d+\. Show the conversations$/ } ).click();
	await expect( staff.getByRole( 'list', { name: 'Filters that are set' } ) ).toContainText( 'Insights: All that began' );
	await expect( staff.locator( `[data-row="${ id }"]` ) ).toBeVisible();

	await staff.goto( '/wp-admin/admin.php?page=aaia-insights&from=2020-01-01&to=2020-01-31' );
	await expect( staff.getByRole( 'heading', { name: 'No conversations in these days' } ) ).toBeVisible();
} );
