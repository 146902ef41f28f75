import { expect, test } from './fixtures';

/** Settings -> Aaia XP, as an owner uses it. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp';

test.describe( 'Settings', () => {
	test( 'save what was typed and show it again', async ( { staff, expectAccessible } ) => {
		await staff.goto( SCREEN );
		await expect( staff.getByRole( 'tab', { name: 'Assistant' } ) ).toHaveAttribute( 'aria-selected', 'true' );
		await expect( staff.getByRole( 'heading', { name: 'Tools & features' } ) ).toBeVisible();
		await expect( staff.getByLabel( 'Enable tools' ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );

		await staff.getByLabel( 'Support e-mail address' ).fill( 'help@example.com' );
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( staff.getByText( 'Settings saved.' ).first() ).toBeVisible();
		await staff.reload();
		await expect( staff.getByLabel( 'Support e-mail address' ) ).toHaveValue( 'help@example.com' );

		await staff.getByLabel( 'Support e-mail address' ).fill( '' );
		await staff.keyboard.press( 'Control+s' );
		await expect( staff.getByText( 'Settings saved.' ).first() ).toBeVisible();
	} );

	test( 'that cannot be saved are named at their field, in the tab where it is, and nothing typed is lost', async ( { staff } ) => {
		await staff.goto( SCREEN );
		await staff.getByLabel( 'Support e-mail address' ).fill( 'nobody' );
		await staff.getByRole( 'tab', { name: 'Widget' } ).click();
		await staff.getByLabel( 'Title' ).fill( 'Ask us' );
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();

		const field = staff.getByLabel( 'Support e-mail address' );
		await expect( field ).toBeFocused();
		await expect( field ).toHaveValue( 'nobody' );
		await expect( field ).toHaveAccessibleDescription( /“nobody” is not an e-mail address/ );
		await staff.getByRole( 'tab', { name: /^Widget/ } ).click();
		await expect( staff.getByLabel( 'Title' ) ).toHaveValue( 'Ask us' );
		await staff.getByRole( 'button', { name: 'Discard changes' } ).click();
		await expect( staff.getByLabel( 'Title' ) ).toHaveValue( '' );
	} );

	test( 'are not left behind unsaved without a question', async ( { staff } ) => {
		await staff.goto( SCREEN );
		await staff.getByLabel( 'Support e-mail address' ).fill( 'half@' );
		let asked = '';
		staff.once( 'dialog', ( dialog ) => {
			asked = dialog.type();
			void dialog.accept();
		} );
		await staff.goto( '/wp-admin/index.php' );
		expect( asked ).toBe( 'beforeunload' );
	} );

	test( 'move between tabs with the keyboard and show how the widget will look', async ( { staff, expectAccessible } ) => {
		await staff.goto( SCREEN );
		await staff.getByRole( 'tab', { name: 'Assistant' } ).focus();
		await staff.keyboard.press( 'ArrowRight' );
		await expect( staff.getByRole( 'tab', { name: 'Knowledge' } ) ).toBeFocused();
		await staff.keyboard.press( 'ArrowRight' );
		await expect( staff.getByRole( 'tab', { name: 'Alerts', exact: true } ) ).toBeFocused();
		await staff.keyboard.press( 'ArrowRight' );
		await expect( staff.getByRole( 'tab', { name: 'Widget' } ) ).toBeFocused();
		await staff.getByLabel( 'Colour', { exact: true } ).fill( '#ffee00' );
		await expect( staff.getByText( 'On a light page this button is hard to see.' ) ).toBeVisible();
		await staff.getByLabel( 'Ask for consent' ).check();
		await expect( staff.getByLabel( 'Consent text' ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );
		await staff.getByRole( 'button', { name: 'Discard changes' } ).click();
	} );

	test( 'keep a key secret and empty it for another server', async ( { staff, wp } ) => {
		await staff.goto( SCREEN );
		await staff.getByRole( 'radio', { name: 'OpenAI-compatible' } ).check();
		await staff.getByLabel( 'Base URL' ).fill( 'https://one.example/v1' );
		await staff.getByLabel( 'API key' ).fill( 'sk-very-secret' );
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( staff.getByText( 'Settings saved.' ).first() ).toBeVisible();
		await staff.reload();
		await expect( staff.getByLabel( 'API key' ) ).not.toHaveValue( /secret/ );
		await expect( staff.getByRole( 'button', { name: 'Remove key' } ) ).toBeVisible();
		expect( await staff.content() ).not.toContain( 'sk-very-secret' );

		await staff.getByLabel( 'Base URL' ).fill( 'https://two.example/v1' );
		await expect( staff.getByText( 'This key belongs to another server' ) ).toBeVisible();
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();
		await expect( staff.getByLabel( 'API key' ) ).toHaveValue( '' );
		await wp( 'aaia', 'setting', 'set', 'provider', 'builtin' );
	} );

	test( 'say in words whether a test e-mail arrives', async ( { staff, mailbox } ) => {
		await staff.goto( SCREEN );
		await staff.getByRole( 'button', { name: 'Send a test e-mail' } ).click();
		const mail = await mailbox.waitFor( () => true );
		expect( mail.to.join() ).toContain( '@' );
		await expect( staff.locator( '.aaia-trial .is-success' ) ).toBeVisible();
	} );

	test( 'fit a phone', async ( { staff } ) => {
		await staff.setViewportSize( { width: 320, height: 720 } );
		await staff.goto( SCREEN );
		await expect( staff.getByLabel( 'Support e-mail address' ) ).toBeVisible();
		expect( await staff.evaluate( () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ) ).toBe( true );
	} );
} );
