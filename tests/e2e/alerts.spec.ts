import { expect, expectUncovered, test } from './fixtures';
import type { Locator, Page } from '@playwright/test';

/** Settings -> Aaia XP -> Alerts, as an owner uses it, with real mails. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp';

async function openAlerts( staff: Page ): Promise< Locator > {
	await staff.goto( SCREEN );
	await staff.getByRole( 'tab', { name: 'Alerts' } ).click();
	const panel = staff.getByRole( 'tabpanel', { name: 'Alerts' } );
	await expect( panel.getByRole( 'heading', { name: 'Rules' } ) ).toBeVisible();
	return panel;
}

test.describe( 'The Alerts tab', () => {
	test( 'makes a rule with a preview of its mail, sends a test of it and deletes it', async ( { staff, mailbox, expectAccessible } ) => {
		await mailbox.clear();
		const alerts = await openAlerts( staff );
		await expect( alerts.getByText( 'A visitor asks for a person' ).first() ).toBeVisible();
		await alerts.getByRole( 'button', { name: 'Add a rule' } ).click();
		await staff.getByRole( 'menuitem', { name: 'A visitor uses a word or phrase' } ).click();
		await alerts.getByLabel( 'Name of the rule' ).fill( 'Refunds' );
		await alerts.getByLabel( 'Words and phrases' ).fill( 'refund\nmoney back' );
		await alerts.getByLabel( 'E-mail addresses' ).fill( 'billing@example.org' );
		await alerts.getByLabel( 'Subject prefix' ).fill( '[AAIA]' );
		const preview = alerts.getByRole( 'region', { name: 'Preview' } );
		await expect( preview.getByText( '[AAIA] Alert from the AAIA chatbot: “Refunds”' ) ).toBeVisible();
		await expect( preview.getByText( 'User message: My order has not arrived.' ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );
		await alerts.getByRole( 'button', { name: 'Save the rule' } ).click();
		const saved = alerts.locator( '.components-notice', { hasText: 'The rule is saved.' } );
		await expect( saved ).toBeVisible();
		await expectUncovered( saved );
		await expect( alerts.getByRole( 'button', { name: 'Add a rule' } ) ).toBeFocused();
		const edit = alerts.getByRole( 'button', { name: 'Edit “Refunds”' } );
		await edit.click();
		await expect( alerts.getByRole( 'heading', { name: 'A visitor uses a word or phrase' } ) ).toBeFocused();
		await alerts.getByRole( 'button', { name: 'Cancel' } ).click();
		await expect( edit ).toBeFocused();

		await alerts.getByRole( 'button', { name: 'Send a test of “Refunds”' } ).click();
		const mail = await mailbox.waitFor( ( { subject } ) => subject === '[Test] [AAIA] Alert from the AAIA chatbot: “Refunds”' );
		expect( mail.to ).toEqual( [ 'billing@example.org' ] );
		await expect( alerts.getByText( /accepted a test e-mail for billing@example\.org/ ) ).toBeVisible();

		await alerts.getByRole( 'button', { name: 'Delete “Refunds”' } ).click();
		await alerts.getByRole( 'button', { name: 'Delete permanently? Delete “Refunds”' } ).click();
		await expect( alerts.getByRole( 'button', { name: /Delete “Refunds”/ } ) ).toHaveCount( 0 );
		await expect( alerts.getByRole( 'button', { name: 'Add a rule' } ) ).toBeFocused();
	} );

	test( 'says what is wrong with a rule and keeps what was typed', async ( { staff } ) => {
		const alerts = await openAlerts( staff );
		await alerts.getByRole( 'button', { name: 'Add a rule' } ).click();
		await staff.getByRole( 'menuitem', { name: 'A visitor uses a word or phrase' } ).click();
		const preview = alerts.getByRole( 'region', { name: 'Preview' } );
		await expect( preview.locator( 'pre' ) ).toBeVisible();
		await expect( preview.getByText( 'Enter at least one word' ) ).toHaveCount( 0 );
		await alerts.getByLabel( 'Regular expressions' ).fill( '(unclosed' );
		await alerts.getByRole( 'button', { name: 'Save the rule' } ).click();
		await expect( alerts.getByText( /The regular expression “\(unclosed” is not valid/ ).first() ).toBeVisible();
		await expect( alerts.getByLabel( 'Regular expressions' ) ).toHaveValue( '(unclosed' );
	} );

	test( 'shows a mail that was refused, why, and tries it again', async ( { staff, site, mailbox, expectAccessible } ) => {
		await mailbox.clear();
		await mailbox.refuse( true );
		const session = await ( await fetch(
			`${ site.url }/wp-json/aaia-chatbot/v1/session`,
			{ method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }
		) ).json() as { token: string };
		const asked = await fetch( `${ site.url }/wp-json/aaia-chatbot/v1/chat/${ crypto.randomUUID() }/handover`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-aaia-session': session.token },
			body: JSON.stringify( { message: 'My boiler leaks' } ),
		} );
		expect( asked.status ).toBe( 202 );

		await expect( async () => {
			await staff.goto( `${ SCREEN }&tab=alerts&part=log` );
			const alerts = staff.getByRole( 'tabpanel', { name: 'Alerts' } );
			await expect( alerts.getByText( 'Mailbox unavailable' ).first() ).toBeVisible( { timeout: 3_000 } );
		} ).toPass( { timeout: 40_000 } );
		await expectAccessible( staff, '#aaia-admin' );
		const alerts = await openAlerts( staff );
		await expect( alerts.getByText( /Alerts for .* could not be sent/ ).first() ).toBeVisible();
		await alerts.getByRole( 'tab', { name: 'Log', exact: true } ).click();

		await mailbox.refuse( false );
		await alerts.getByRole( 'button', { name: 'Try again now' } ).first().click();
		const mail = await mailbox.waitFor( ( { text } ) => text.includes( 'My boiler leaks' ) );
		expect( mail.subject ).toBe( 'New support request from the AAIA chatbot' );
		expect( mail.headers[ 'auto-submitted' ] ).toBe( 'auto-generated' );
	} );
} );
