/** Staff write first: to a contact made on the way, who gets an e-mail whose link opens the conversation in the chat. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

const INBOX = '/wp-admin/admin.php?page=aaia-conversations';

test( 'a message to a new contact goes out by e-mail, and the answer comes back', async ( {
	staff, browser, site, mailbox, wp, expectAccessible,
}, info ) => {
	const stamp = Date.now();
	const address = `lea${ stamp }@example.net`;
	await wp( 'eval', `wp_set_current_user( 1 ); $request = new WP_REST_Request( 'POST', '/aaia-chatbot/v1/canned-replies' );
		$request->set_header( 'Content-Type', 'application/json' );
		$request->set_body(
			'{"code":"ready${ stamp }","title":"","folder":"","shared":true,"text":"Hello {visitor_name}. Your bicycle is ready."}'
		);
		rest_do_request( $request );` );
	await staff.goto( INBOX );
	await staff.getByRole( 'button', { name: 'New conversation' } ).click();
	const dialog = staff.getByRole( 'dialog', { name: 'New conversation' } );
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.screenshot( { path: info.outputPath( 'choose.png' ) } );
	await dialog.getByRole( 'button', { name: 'Create a contact' } ).click();
	await dialog.getByRole( 'textbox', { name: 'Name' } ).fill( `Léa ${ stamp }` );
	await dialog.getByRole( 'textbox', { name: 'E-mail' } ).fill( address );
	await dialog.getByRole( 'button', { name: 'Create the contact' } ).click();
	await expect( dialog.getByRole( 'textbox', { name: 'Message' } ) ).toBeFocused();
	await expect( dialog.getByRole( 'button', { name: 'Send' } ) ).toBeDisabled();
	await staff.keyboard.type( `/ready${ stamp }` );
	await expect( dialog.getByRole( 'option', { name: /is ready/ } ) ).toBeVisible();
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.screenshot( { path: info.outputPath( 'canned.png' ) } );
	await staff.keyboard.press( 'Enter' );
	await expect( dialog.getByRole( 'textbox', { name: 'Message' } ) ).toHaveValue( `Hello Léa ${ stamp }. Your bicycle is ready.` );
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.screenshot( { path: info.outputPath( 'write.png' ) } );
	await dialog.getByRole( 'button', { name: 'Send' } ).click();
	await expect( dialog ).toBeHidden();
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'Your bicycle is ready.' );
	await expect( staff.getByRole( 'heading', { name: `Léa ${ stamp }` } ) ).toBeVisible();
	await staff.screenshot( { path: info.outputPath( 'begun.png' ) } );
	await wp( 'aaia', 'worker', '--once' );
	const mail = await mailbox.waitFor( ( { to } ) => to.includes( address ) );
	expect( mail.subject ).toMatch( /^A message for you/ );
	const link = /https?:\/\/\S+#aaia=\S+/.exec( mail.text )?.[ 0 ] ?? '';

	const visitor = await ( await browser.newContext( { baseURL: site.url, viewport: { width: 390, height: 700 } } ) ).newPage();
	await visitor.goto( link );
	const chat = visitor.locator( 'aaia-chatbot' );
	await expect( chat.locator( '[role=log]' ) ).toContainText( 'Your bicycle is ready.' );
	await chat.locator( '[part=field]' ).fill( 'I come tomorrow' );
	await visitor.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'log', { name: 'Messages' } ) ).toContainText( 'I come tomorrow', { timeout: 15_000 } );
} );

test( 'a contact without a confirmed address is not written to, and says what to do', async ( { staff, site, request } ) => {
	const stamp = Date.now();
	const visitor = await Visitor.arrives( request, site.url );
	await visitor.asksForPerson( await visitor.says( 'Hello' ), { email: `typed${ stamp }@example.net`, message: 'Please write' } );
	await staff.goto( INBOX );
	await staff.keyboard.press( 'Control+k' );
	await staff.keyboard.type( 'New conversation' );
	await staff.keyboard.press( 'Enter' );
	const dialog = staff.getByRole( 'dialog', { name: 'New conversation' } );
	await dialog.getByRole( 'searchbox', { name: 'To' } ).fill( `typed${ stamp }` );
	await dialog.getByRole( 'button', { name: new RegExp( `typed${ stamp }` ) } ).click();
	await expect( dialog ).toContainText( 'This contact has no e-mail address that was confirmed or entered by your team.' );
	await expect( dialog.getByRole( 'button', { name: 'Send' } ) ).toHaveCount( 0 );
	await dialog.getByRole( 'button', { name: 'Edit the contact' } ).click();
	await expect( dialog.getByRole( 'textbox', { name: 'E-mail' } ) ).toHaveValue( `typed${ stamp }@example.net` );
} );
