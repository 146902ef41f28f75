import { type Browser, type Locator, type Page } from '@playwright/test';
import { expect, test, type CaughtMail, type Mailbox, type WpCli } from './fixtures';
import { Visitor } from './admin-visitor';

/** A visitor who left hears back: the reply arrives by mail, its link opens the conversation in another browser, and the answer arrives. */

const panel = ( page: Page ): Locator => page.locator( 'aaia-chatbot' ).getByRole( 'dialog' );
const field = ( page: Page ): Locator => page.locator( 'aaia-chatbot [part=field]' );
const log = ( page: Page ): Locator => page.locator( 'aaia-chatbot [role=log]' );

/** The wait of some minutes is over: everything said and planned so far happened an hour earlier. */
async function hourPasses( wp: WpCli ): Promise< void > {
	await wp( 'eval', `global $wpdb; $ago = gmdate( 'Y-m-d H:i:s', time() - 3600 );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET created_at = %s WHERE author_type = %s', $wpdb->prefix . 'aaia_messages', $ago, 'agent' ) );
		$wpdb->query( $wpdb->prepare( 'UPDATE %i SET run_at = %s WHERE handler = %s', $wpdb->prefix . 'aaia_jobs', $ago, 'replies.mail' ) );` );
	await wp( 'aaia', 'worker', '--once' );
}

async function mailTo( mailbox: Mailbox, address: string, subject: string ): Promise< CaughtMail > {
	return mailbox.waitFor( ( mail ) => mail.to.includes( address ) && mail.subject.startsWith( subject ) );
}

const linkIn = ( mail: CaughtMail, mark: string ): string => new RegExp( `https?://\\S+${ mark }\\S+` ).exec( mail.text )?.[ 0 ] ?? '';

/** Another browser, which knows nothing of the visitor. */
const elsewhere = async ( browser: Browser, baseURL: string, size = { width: 1280, height: 800 } ): Promise< Page > =>
	( await browser.newContext( { baseURL, viewport: size } ) ).newPage();

test( 'a visitor confirms an address, leaves, and answers staff from the link in a mail, in another browser', async ( {
	page, browser, site, staff, mailbox, wp, expectAccessible,
} ) => {
	const address = `camille${ Date.now() }@example.net`;
	await page.goto( '/fr/' );
	await page.locator( 'aaia-chatbot [part=launcher]' ).click();
	await panel( page ).getByRole( 'button', { name: 'Parler à une personne' } ).click();
	await panel( page ).getByLabel( 'Votre message (facultatif)' ).fill( 'Ma roue est voilée' );
	await panel( page ).getByLabel( 'Votre adresse e-mail (facultatif)' ).fill( address );
	await expect( panel( page ) ).toContainText( 'Si vous partez avant notre réponse, nous vous envoyons un lien' );
	await panel( page ).getByRole( 'button', { name: 'Envoyer à l’équipe' } ).click();
	await expect( log( page ) ).toContainText( 'Ma roue est voilée' );
	await page.goto( 'about:blank' );

	await staff.goto( '/wp-admin/admin.php?page=aaia-conversations' );
	await staff.getByText( 'Ma roue est voilée' ).first().click();
	await expect( staff.getByText( 'E-mail (not verified)' ) ).toBeVisible();
	await staff.getByRole( 'textbox', { name: /reply/i } ).fill( 'Apportez-la demain, c’est réparé en une heure.' );
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Apportez-la demain' );
	await hourPasses( wp );

	const question = await mailTo( mailbox, address, 'Confirmez votre adresse' );
	expect( question.text ).not.toContain( 'roue' );
	expect( question.text ).not.toContain( 'Apportez' );
	await page.goto( linkIn( question, 'aaia_address=' ) );
	await page.getByRole( 'button', { name: 'Oui' } ).click();
	await wp( 'aaia', 'worker', '--once' );

	const mail = await mailTo( mailbox, address, 'Notre réponse' );
	expect( mail.text ).toContain( '> Apportez-la demain, c’est réparé en une heure.' );
	expect( mail.text ).not.toContain( 'voilée' );
	expect( mail.headers[ 'auto-submitted' ] ).toBe( 'auto-generated' );
	expect( mail.headers[ 'in-reply-to' ] ).toMatch( /^<conversation\./ );
	await expect( staff.getByText( `Sent by e-mail to ${ address } at` ) ).toBeVisible( { timeout: 15_000 } );
	await expect( staff.getByText( 'E-mailed link' ) ).toBeVisible();
	await expect( staff.getByText( 'E-mail (verified)' ) ).toBeVisible();
	await expectAccessible( staff, '.aaia-inbox' );

	// In another browser, on a phone: the conversation is open, and the code is in neither address nor history.
	const phone = await elsewhere( browser, site.url, { width: 390, height: 700 } );
	await phone.goto( linkIn( mail, '#aaia=' ) );
	await expect( panel( phone ) ).toBeVisible();
	await expect( log( phone ) ).toContainText( 'Ma roue est voilée' );
	await expect( log( phone ) ).toContainText( 'Apportez-la demain' );
	expect( phone.url() ).not.toContain( 'aaia=' );
	await expectAccessible( phone );
	await field( phone ).fill( 'Merci, à demain !' );
	await phone.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Merci, à demain !', { timeout: 15_000 } );
	await phone.reload();
	await expect( log( phone ) ).toContainText( 'Merci, à demain !' );
	await panel( phone ).getByRole( 'button', { name: 'Plus' } ).click();
	await expect( panel( phone ).getByRole( 'button', { name: 'Nouvelle conversation' } ) ).toBeVisible();
	await expect( panel( phone ).getByRole( 'button', { name: 'Supprimer cette conversation' } ) ).toHaveCount( 0 );
	await phone.keyboard.press( 'Escape' );

	// Revoked: the next thing sent says so, and is not lost.
	await staff.getByRole( 'button', { name: 'Revoke' } ).click();
	await expect( staff.getByText( 'E-mailed link' ) ).toHaveCount( 0 );
	await field( phone ).fill( 'Encore une question' );
	await phone.keyboard.press( 'Enter' );
	await expect( log( phone ).getByRole( 'alert' ) ).toContainText( 'Ce lien ne fonctionne plus' );
	await expect( field( phone ) ).toHaveValue( 'Encore une question' );
	await expect( log( phone ) ).not.toContainText( 'voilée' );
	await expectAccessible( phone );
	await phone.context().close();
} );

test( 'staff enter an address, a refused one says what to do, and a link leaves the reader’s own conversation alone', async ( {
	page, site, staff, mailbox, wp, playwright, expectAccessible,
} ) => {
	const address = `dana${ Date.now() }@example.net`;
	const visitor = await Visitor.arrives( await playwright.request.newContext(), site.url );
	const id = await visitor.says( 'My brakes squeak' );
	await visitor.asksForPerson( id, {} );

	// The reader has a conversation of their own in this browser.
	await page.goto( '/' );
	await page.locator( 'aaia-chatbot [part=launcher]' ).click();
	await field( page ).fill( 'How long is the warranty?' );
	await page.keyboard.press( 'Enter' );
	await expect( page.locator( 'aaia-chatbot [data-author=assistant][aria-busy=false]' ) ).toHaveCount( 1 );

	await staff.goto( `/wp-admin/admin.php?page=aaia-conversations&conversation=${ id }` );
	await staff.getByRole( 'complementary', { name: 'Details' } ).getByRole( 'button', { name: 'Add' } ).click();
	await expect( staff.getByLabel( 'Visitor’s e-mail address' ) ).toBeFocused();
	await staff.keyboard.type( 'dana' );
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'alert' ) ).toContainText( 'Enter one e-mail address' );
	await staff.getByLabel( 'Visitor’s e-mail address' ).fill( address );
	await expectAccessible( staff, '.aaia-inbox' );
	await staff.getByRole( 'button', { name: 'Save' } ).click();
	await expect( staff.getByText( 'E-mail (entered by the team)' ) ).toBeVisible();

	await mailbox.refuse( true );
	await staff.getByRole( 'textbox', { name: /reply/i } ).fill( 'Clean the rims, then <b>call us</b>.' );
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Clean the rims' );
	await hourPasses( wp );
	await expect( staff.getByText( `Could not be delivered by e-mail to ${ address }.` ) ).toBeVisible( { timeout: 15_000 } );
	await mailbox.refuse( false );
	await staff.getByRole( 'button', { name: 'try again' } ).click();
	const mail = await mailTo( mailbox, address, 'Our reply to you' );
	expect( mail.html ).toContain( 'Clean the rims, then &lt;b&gt;call us&lt;/b&gt;.' );
	expect( mail.text ).toContain( 'Please do not reply to this e-mail: use the link.' );

	const link = linkIn( mail, '#aaia=' );
	const tab = await page.context().newPage();
	await tab.goto( link );
	await expect( log( tab ) ).toContainText( 'Clean the rims' );
	await expect( log( tab ) ).not.toContainText( 'warranty' );
	await tab.goto( '/' );
	await expect( log( tab ) ).toContainText( 'Clean the rims' );
	await tab.close();
	await page.reload();
	await expect( log( page ) ).toContainText( 'How long is the warranty?' );
	await expect( log( page ) ).not.toContainText( 'Clean the rims' );

	const wrong = await page.context().newPage();
	await wrong.goto( '/#aaia=' + 'x'.repeat( 4000 ) );
	await expect( log( wrong ).getByRole( 'alert' ) ).toContainText( 'This link no longer works' );
	await expect( log( wrong ) ).toContainText( 'How long is the warranty?' );
	await field( wrong ).fill( 'And on used bikes?' );
	await wrong.keyboard.press( 'Enter' );
	await expect( log( wrong ).getByRole( 'alert' ) ).toHaveCount( 0 );
	await wrong.close();
} );
