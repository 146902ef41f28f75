import { Visitor } from './admin-visitor';
import { expect, signedIn, test } from './fixtures';

/** Colleagues named in private notes. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

test( 'A colleague named in a note finds it unread and marked, and the visitor sees nothing', async (
	{ staff, site, request, wp, browser, expectAccessible }
) => {
	// Two people sign in.
	test.slow();
	const login = `zoe${ Date.now() }`;
	await wp( 'user', 'create', login, `${ login }@site.test`, '--role=administrator', '--display_name=Zoé Martin', '--user_pass=secret' );
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'I have a special wish' );
	const field = staff.locator( '.aaia-composer__field' );
	await staff.goto( `${ SCREEN }&conversation=${ id }` );
	await staff.getByRole( 'button', { name: 'Private note' } ).click();
	await field.focus();
	await staff.keyboard.type( 'Can you look, @zoe' );
	await expect( staff.getByRole( 'option', { name: 'Zoé Martin' } ).first() ).toBeVisible();
	await expectAccessible( staff, '#aaia-admin' );
	await staff.keyboard.press( 'Enter' );
	await expect( field ).toHaveValue( 'Can you look, @Zoé Martin ' );
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Mentioned: Zoé Martin' );
	expect( await visitor.reads( id ) ).not.toContain( 'Can you look' );

	const zoe = await signedIn( browser, site.url, login, 'secret' );
	await zoe.goto( SCREEN );
	const row = zoe.locator( `[data-row="${ id }"]` );
	await expect( row ).toContainText( 'You are mentioned' );
	await expect( row.getByText( 'Unread', { exact: true } ) ).toBeAttached();
	await expectAccessible( zoe, '#aaia-admin' );
	await row.click();
	await expect( row ).not.toContainText( 'You are mentioned' );
	await zoe.context().close();
} );
