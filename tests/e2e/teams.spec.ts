/** Teams: made in the settings and given a conversation (taken by a member: two-by-two); who may see one. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

const INBOX = '/wp-admin/admin.php?page=aaia-conversations';
const SETTINGS = '/wp-admin/options-general.php?page=aaia-xp&tab=team';

test( 'a team is made, gets a conversation and is deleted with it', async ( { staff, site, request, wp, expectAccessible } ) => {
	test.slow();
	const team = `Sales ${ Date.now() }`;
	const login = `ana${ Date.now() }`;
	const about = [ '--role=administrator', `--display_name=${ login }`, '--porcelain' ];
	await wp( 'user', 'create', login, `${ login }@site.test`, ...about );
	await staff.goto( SETTINGS );
	await expect( staff.getByRole( 'tab', { name: 'Team', exact: true } ) ).toHaveAttribute( 'aria-selected', 'true' );
	await staff.getByRole( 'button', { name: 'Add a team' } ).click();
	await expect( staff.getByLabel( 'Name of the team' ) ).toBeFocused();
	await staff.keyboard.type( team );
	const people = staff.getByRole( 'combobox', { name: 'Add a person' } );
	await people.fill( login.slice( 1 ) );
	await staff.getByRole( 'option', { name: login } ).click();
	await staff.getByLabel( `Role of ${ login }` ).selectOption( 'manager' );
	await expectAccessible( staff, '.aaia-admin' );
	await staff.getByRole( 'button', { name: 'Save the team' } ).click();
	await expect( staff.locator( '.aaia-library li', { hasText: team } ) ).toContainText( `${ login } (Manager)` );
	await expectAccessible( staff, '.aaia-admin' );

	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'A question for the team' );
	await staff.goto( `${ INBOX }&conversation=${ id }` );
	await staff.getByRole( 'button', { name: 'Unassigned. Change it' } ).click();
	await staff.getByRole( 'menuitemradio', { name: team } ).waitFor();
	await expectAccessible( staff, '.components-popover' );
	await staff.getByRole( 'menuitemradio', { name: team } ).click();
	await expect( staff.getByRole( 'button', { name: `Assigned to: ${ team }. Change it` } ) ).toBeFocused();
	await expect( staff.locator( `[data-row="${ id }"]` ) ).toContainText( team );

	await staff.getByRole( 'button', { name: 'I am: Here. Change it' } ).click();
	await staff.getByRole( 'menuitemradio', { name: 'Off' } ).click();
	await staff.getByRole( 'button', { name: 'I am: Off. Change it' } ).click();
	await staff.getByRole( 'menuitemradio', { name: 'Here' } ).click();
	await expect( staff.getByRole( 'button', { name: 'I am: Here. Change it' } ) ).toBeVisible();

	await staff.goto( SETTINGS );
	const most = staff.getByLabel( `Conversations at a time, at most: ${ login }` );
	await most.fill( '3' );
	await most.press( 'Enter' );
	const given = staff.getByLabel( 'Author: Export' );
	await given.check();
	await expect( staff.getByLabel( 'Author: See conversations' ) ).toBeChecked();
	await expect( staff.getByLabel( 'Administrator: Export' ) ).toBeDisabled();
	await expectAccessible( staff, '.aaia-admin' );
	await staff.reload();
	await expect( most ).toHaveValue( '3' );
	await expect( given ).toBeChecked();
	await staff.getByLabel( 'Author: See conversations' ).uncheck();
	await expect( given ).not.toBeChecked();
	let asked = '';
	staff.once( 'dialog', ( dialog ) => {
		asked = dialog.message();
		void dialog.accept();
	} );
	await staff.getByRole( 'button', { name: `Delete the team “${ team }”` } ).click();
	await expect( staff.getByText( `The team “${ team }” is deleted.` ).first() ).toBeVisible();
	expect( asked ).toContain( '1 unresolved conversation is in this team.' );
	await expect( staff.getByRole( 'button', { name: 'Add a team' } ) ).toBeFocused();
} );

test( 'a conversation is limited to a role and shows its lock; a team has hours of its own', async (
	{ staff, site, request, expectAccessible },
	info,
) => {
	const team = `Night ${ Date.now() }`;
	await staff.goto( SETTINGS );
	await staff.getByRole( 'button', { name: 'Add a team' } ).click();
	await staff.getByLabel( 'Name of the team' ).fill( team );
	await staff.getByRole( 'radio', { name: 'Its own' } ).check();
	await staff.getByRole( 'button', { name: 'Start with Monday to Friday' } ).click();
	await expectAccessible( staff, '.aaia-admin' );
	await staff.locator( '.aaia-team' ).screenshot( { path: info.outputPath( 'team-hours.png' ) } );
	await staff.getByRole( 'button', { name: 'Save the team' } ).click();
	await staff.getByRole( 'button', { name: `Edit the team “${ team }”` } ).click();
	await expect( staff.getByRole( 'group', { name: 'Friday, hours 1' } ) ).toBeVisible();

	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'A delicate question' );
	await staff.goto( `${ INBOX }&conversation=${ id }` );
	const details = staff.getByRole( 'complementary', { name: 'Details' } );
	const toggle = staff.getByRole( 'button', { name: 'Details', exact: true } );
	await toggle.waitFor();
	if ( await toggle.getAttribute( 'aria-expanded' ) === 'false' ) {
		await toggle.click();
	}
	await details.getByRole( 'button', { name: 'All agents. Change who can see it' } ).click();
	await expect( staff.getByRole( 'menuitemradio', { name: `Only the team “${ team }”` } ) ).toBeVisible();
	await staff.screenshot( { path: info.outputPath( 'limit-menu.png' ) } );
	await staff.getByRole( 'menuitemradio', { name: 'Only the role “Administrator”' } ).click();
	await expect( details.getByRole( 'button', { name: 'Only the role “Administrator”. Change who can see it' } ) ).toBeFocused();
	await expect( staff.locator( `[data-row="${ id }"] .aaia-limit` ) ).toHaveAttribute( 'title', 'Only the role “Administrator”' );
	await expect( staff.getByText( 'You limited this to: Administrator' ) ).toBeVisible();
	await expectAccessible( staff, '.aaia-admin' );
	await staff.screenshot( { path: info.outputPath( 'limited.png' ) } );
} );
