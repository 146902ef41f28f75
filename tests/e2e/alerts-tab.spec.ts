import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { Visitor } from './admin-visitor';
import type { Locator, Page } from '@playwright/test';

/** Every part of Settings -> Aaia XP -> Alerts: with the keyboard, on a phone, in French, and when mail fails. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp&tab=alerts';

async function openAlerts( staff: Page ): Promise< Locator > {
	await staff.goto( SCREEN );
	const panel = staff.locator( '.aaia-panel' );
	await expect( panel.locator( '#aaia-alerts-rules li' ).first() ).toBeVisible();
	return panel;
}

/** One of the pages behind the tab's own tabs. */
async function openPart( staff: Page, part: string ): Promise< Locator > {
	await staff.goto( `${ SCREEN }&part=${ part }` );
	const panel = staff.locator( `#aaia-alerts-${ part }` );
	await expect( panel ).toBeVisible();
	return panel;
}

test.describe( 'The parts of the Alerts tab', () => {
	test( 'are reached by keyboard, fit a phone, and break no rule of accessibility', async ( { staff, expectAccessible } ) => {
		const alerts = await openAlerts( staff );
		const way = alerts.getByRole( 'navigation', { name: 'Sections of this page' } );
		await expect( way.getByRole( 'link' ) ).toHaveText( [
			'Do alerts arrive?', 'Rules', 'Recipients', 'Summary', 'Hours and e-mails',
		] );
		await way.getByRole( 'link', { name: 'Hours and e-mails' } ).focus();
		await staff.keyboard.press( 'Enter' );
		await expect( alerts.getByRole( 'heading', { name: 'Hours and e-mails', exact: true } ) ).toBeInViewport();
		await expectAccessible( staff, '#aaia-admin' );

		const tabs = alerts.getByRole( 'tablist', { name: 'Alerts' } ).getByRole( 'tab' );
		await expect( tabs ).toHaveText( [
			'Rules and recipients', 'Alerts so far', 'Log', 'Requests for a person', 'Figures', 'Other services',
		] );
		await tabs.first().focus();
		await staff.keyboard.press( 'ArrowRight' );
		await staff.keyboard.press( 'ArrowRight' );
		await expect( alerts.getByRole( 'heading', { name: 'Log', exact: true } ) ).toBeVisible();
		await expect( staff ).toHaveURL( /&part=log$/ );
		await expectAccessible( staff, '#aaia-admin' );
		await staff.reload();
		await expect( alerts.getByRole( 'heading', { name: 'Log', exact: true } ) ).toBeVisible();
		await staff.goBack();
		await expect( alerts.getByRole( 'heading', { name: 'Alerts so far' } ) ).toBeVisible();
		await staff.goto( `${ SCREEN }#aaia-alerts-figures` );
		await expect( alerts.getByRole( 'heading', { name: 'Figures', exact: true } ) ).toBeVisible();
		await staff.goto( `${ SCREEN }&again#aaia-alerts-summary` );
		await expect( alerts.getByRole( 'heading', { name: 'Summary', exact: true } ) ).toBeInViewport();

		await staff.setViewportSize( { width: 390, height: 800 } );
		await alerts.getByRole( 'button', { name: /^Edit “/ } ).first().click();
		await expect( alerts.getByRole( 'region', { name: 'Preview' } ).locator( 'pre' ) ).toBeVisible();
		expect( await staff.evaluate( () => document.documentElement.scrollWidth ) ).toBeLessThanOrEqual( 390 );
		await expectAccessible( staff, '#aaia-admin' );
	} );

	test( 'speak French to who reads French', async ( { staff, wp } ) => {
		await wp( 'user', 'meta', 'update', '1', 'locale', 'fr_FR' );
		try {
			const alerts = await openAlerts( staff );
			await expect( alerts.getByRole( 'heading', { name: 'Règles' } ) ).toBeVisible();
			await expect( alerts.getByText( 'Un visiteur demande à parler à une personne' ).first() ).toBeVisible();
			await expect( alerts.getByRole( 'checkbox', { name: 'lundi' } ) ).toBeVisible();
		} finally {
			await wp( 'user', 'meta', 'delete', '1', 'locale' );
		}
	} );

	test( 'say the mail server’s true answer, for the whole and for one rule', async ( { staff, mailbox, expectAccessible } ) => {
		const alerts = await openAlerts( staff );
		await mailbox.refuse( true );
		await alerts.getByRole( 'button', { name: 'Send a test e-mail' } ).click();
		const answer = alerts.locator( '#aaia-alerts-health .components-notice' ).filter( { hasText: 'Mailbox unavailable' } );
		await expect( answer ).toContainText( 'The mail server refused the recipient’s address.' );
		await alerts.getByRole( 'button', { name: 'Send a test of “A visitor asks for a person”' } ).click();
		await expect( alerts.locator( '#aaia-alerts-rules' ).getByText( 'Mailbox unavailable' ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );

		await mailbox.refuse( false );
		await alerts.getByRole( 'button', { name: 'Send a test of “A visitor asks for a person”' } ).click();
		await mailbox.waitFor( ( { subject } ) => subject === '[Test] New support request from the AAIA chatbot' );
		await alerts.getByRole( 'button', { name: 'Test the tool' } ).click();
		await expect( alerts.getByText( /A test conversation used the tool/ ) ).toBeVisible();
		await mailbox.waitFor( ( { text } ) => text.includes( '[Test] This conversation tests send_support_email.' ) );
	} );

	test( 'try a rule on what visitors wrote, and take changed words back', async ( { staff, site, playwright } ) => {
		const visitor = await Visitor.arrives( await playwright.request.newContext(), site.url );
		const id = await visitor.says( 'I want my money back for the tandem' );
		await visitor.says( 'I WANT MY MONEY BACK!!!', id );
		const alerts = await openAlerts( staff );
		await alerts.getByRole( 'button', { name: 'Add a rule' } ).click();
		await staff.getByRole( 'menuitem', { name: 'A visitor uses a word or phrase' } ).click();
		await alerts.getByLabel( 'Words and phrases' ).fill( 'money back' );
		const preview = alerts.getByRole( 'region', { name: 'Preview' } );
		await expect( preview.getByText( 'I want my money back for the tandem' ) ).toBeVisible();
		await expect( preview.getByText( /of the last \d+ messages/ ) ).toBeVisible();

		await alerts.getByRole( 'button', { name: 'Change the default text' } ).click();
		await expect( alerts.getByLabel( 'Text', { exact: true } ) ).toHaveValue( /User message: \{message\}/ );
		await alerts.getByLabel( 'Text', { exact: true } ).fill( 'Refund! {message} {mesage} {link}' );
		await expect( preview.getByText( 'Refund! My order has not arrived.' ) ).toBeVisible();
		await expect( preview.getByText( 'There is no variable {mesage}' ) ).toBeVisible();
		await alerts.getByRole( 'button', { name: 'Back to the default text' } ).click();
		await expect( alerts.getByLabel( 'Text', { exact: true } ) ).toHaveValue( '' );
		await alerts.getByRole( 'button', { name: 'Cancel' } ).click();

		await alerts.getByRole( 'button', { name: 'Add a rule' } ).click();
		await staff.getByRole( 'menuitem', { name: 'A visitor seems frustrated or confused' } ).click();
		await expect( preview.getByText( 'I WANT MY MONEY BACK!!!' ) ).toBeVisible();
	} );

	test( 'keep who is told how often, and ask before something is deleted', async ( { staff, site } ) => {
		// This machine stands for a service elsewhere that takes no connection.
		const elsewhere = join( site.path, 'wp-content', 'mu-plugins', 'service-elsewhere.php' );
		const alerts = await openAlerts( staff );
		const people = alerts.locator( '#aaia-alerts-people' );
		await people.getByLabel( 'E-mail address' ).fill( 'night@example.org' );
		await people.getByLabel( 'Notify' ).selectOption( 'daily' );
		await people.getByRole( 'button', { name: 'Save' } ).click();
		await expect( people.getByLabel( 'night@example.org' ) ).toHaveValue( 'daily' );
		await people.getByLabel( 'night@example.org' ).selectOption( 'now' );
		await expect( people.getByLabel( 'night@example.org' ) ).toHaveCount( 0 );

		const services = await openPart( staff, 'services' );
		await services.getByRole( 'button', { name: 'Add a service' } ).click();
		await services.getByLabel( 'Name' ).fill( 'Chat room' );
		await services.getByLabel( 'Address of the webhook' ).fill( 'http://hooks.example.com/a' );
		await services.getByRole( 'button', { name: 'Save the service' } ).click();
		await expect( services.getByText( 'Enter a full public address that begins with https://.' ).first() ).toBeVisible();
		await expect( services.getByLabel( 'Address of the webhook' ) ).toHaveValue( 'http://hooks.example.com/a' );
		await services.getByLabel( 'Address of the webhook' ).fill( 'https://127.0.0.1/a' );
		const refused = staff.waitForResponse( ( response ) => response.request().method() !== 'GET' && response.status() === 400 );
		await services.getByRole( 'button', { name: 'Save the service' } ).click();
		await refused;
		await expect( services.getByText( 'Enter a full public address that begins with https://.' ).first() ).toBeVisible();
		writeFileSync(
			elsewhere,
			'<?php add_filter( "http_request_host_is_external", static fn( $is, $host ) => "127.0.0.1" === $host || $is, 10, 2 );'
		);
		await services.getByRole( 'button', { name: 'Save the service' } ).click();
		await services.getByRole( 'button', { name: 'Send a test of “Chat room”' } ).click();
		await expect( services.getByText( /Chat room refused the test message/ ) ).toBeVisible();
		rmSync( elsewhere );
		const remove = services.getByRole( 'button', { name: /Delete “Chat room”/ } );
		await remove.focus();
		await staff.keyboard.press( 'Enter' );
		await expect( remove ).toHaveText( 'Delete permanently?' );
		await staff.keyboard.press( 'Tab' );
		await expect( remove ).toHaveText( 'Delete' );
		await remove.focus();
		await staff.keyboard.press( 'Enter' );
		await staff.keyboard.press( 'Enter' );
		await expect( remove ).toHaveCount( 0 );
	} );

	test( 'show the summary as it would be sent, and send nothing', async ( { staff, mailbox } ) => {
		await mailbox.clear();
		const alerts = await openAlerts( staff );
		const summary = alerts.locator( '#aaia-alerts-summary' );
		await summary.getByLabel( 'Summary by e-mail' ).selectOption( 'weekly' );
		await summary.getByLabel( 'Hour' ).selectOption( '7' );
		await summary.getByRole( 'checkbox', { name: 'Sunday' } ).check();
		await summary.getByLabel( 'Recipients of the summary' ).fill( 'boss@example.org' );
		await summary.getByRole( 'button', { name: 'Show preview' } ).click();
		const preview = summary.getByRole( 'region', { name: 'Preview of the summary' } );
		await expect( preview ).toContainText( 'Recipients: boss@example.org.' );
		await expect( preview ).toContainText( /Conversations: \d+/ );
		await staff.reload();
		await expect( summary.getByRole( 'checkbox', { name: 'Sunday' } ) ).toBeChecked();
		await expect( summary.getByLabel( 'Hour' ) ).toHaveValue( '7' );
		expect( ( await mailbox.all() ).filter( ( { to } ) => to.includes( 'boss@example.org' ) ) ).toEqual( [] );
		await summary.getByLabel( 'Summary by e-mail' ).selectOption( 'off' );
		await staff.getByRole( 'button', { name: 'Save changes' } ).click();
	} );

	test( 'find a mail in the log with its attempts, and count a false alarm', async ( { staff, site, wp, playwright } ) => {
		await wp( 'aaia', 'setting', 'set', 'support_email', 'desk@example.com' );
		const request = await playwright.request.newContext();
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Do you rent trikes?' );
		await visitor.asksForPerson( id, {} );
		const log = staff.locator( '#aaia-alerts-log' );
		await expect( async () => {
			await openPart( staff, 'log' );
			await log.getByLabel( 'State' ).selectOption( 'sent' );
			await log.getByRole( 'searchbox', { name: 'Search the log' } ).fill( 'desk@' );
			await expect( log.getByText( 'desk@example.com' ).first() ).toBeVisible( { timeout: 3_000 } );
		} ).toPass( { timeout: 30_000 } );
		await expect( log.getByText( 'nobody@example.com' ) ).toHaveCount( 0 );
		await log.getByRole( 'button', { name: 'Attempts' } ).first().click();
		await expect( log.getByText( /: Accepted$/ ) ).toBeVisible();

		const alert = ( await openPart( staff, 'so-far' ) ).locator( 'li' ).first();
		await alert.getByRole( 'button', { name: 'False alarm' } ).click();
		await expect( alert.getByRole( 'button', { name: 'False alarm' } ) ).toHaveAttribute( 'aria-pressed', 'true' );
		await alert.getByRole( 'button', { name: 'I’ll take care of it' } ).click();
		await expect( alert.getByText( /Taken care of by/ ) ).toBeVisible();
		const figures = await openPart( staff, 'figures' );
		await expect( figures.getByRole( 'figure', { name: 'Requests by theme' } ) ).toContainText( 'Do you rent trikes?' );
		const alarms = figures.getByRole( 'figure', { name: 'False alarms, out of all alerts of the rule' } );
		await expect( alarms ).toContainText( /[1-9]\d* \/ \d+/ );
		await expect( ( await openPart( staff, 'uses' ) ).getByText( 'A visitor used the button “Talk to a person”' ).first() ).toBeVisible();
	} );
} );
