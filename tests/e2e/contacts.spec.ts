/** Contacts: suggested and linked in the details, found, merged and undone on their screen; in French on a phone; on the screen of a user. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

const INBOX = '/wp-admin/admin.php?page=aaia-conversations';

test( 'a visitor becomes a contact, another is suggested, two are merged and taken apart again', async ( {
	staff, site, request, expectAccessible,
} ) => {
	test.slow();
	const stamp = Date.now();
	const email = `ana${ stamp }@example.net`;
	const visitor = await Visitor.arrives( request, site.url );
	const first = await visitor.says( 'Where is my parcel?' );
	await visitor.asksForPerson( first, { email, message: 'Please call me' } );
	const impostor = await Visitor.arrives( request, site.url );
	const second = await impostor.says( 'I am Ana too' );
	await impostor.asksForPerson( second, { email, message: 'Me too' } );

	await staff.setViewportSize( { width: 1440, height: 900 } );
	await staff.goto( `${ INBOX }&conversation=${ first }` );
	const contact = staff.getByRole( 'region', { name: 'Contact' } );
	await expect( contact ).toContainText( email );
	await expect( contact ).toContainText( 'Not verified' );
	await contact.getByRole( 'button', { name: `Actions for the contact ${ email }` } ).click();
	await staff.getByRole( 'menuitem', { name: 'Edit the contact' } ).click();
	await expect( contact.getByRole( 'textbox', { name: 'Name' } ) ).toBeFocused();
	await staff.keyboard.type( `Ana ${ stamp }` );
	await expectAccessible( staff, '.aaia-details' );
	await contact.getByRole( 'button', { name: 'Save' } ).click();
	await expect( staff.getByRole( 'heading', { name: `Ana ${ stamp }` } ) ).toBeVisible();
	await expect( staff.locator( `[data-row="${ first }"]` ) ).toContainText( `Ana ${ stamp }` );
	await contact.getByRole( 'textbox', { name: 'Note about this contact' } ).fill( 'Prefers the morning' );
	await contact.getByRole( 'button', { name: 'Save the note' } ).click();
	await expect( contact ).toContainText( 'Prefers the morning' );

	await staff.goto( `${ INBOX }&conversation=${ second }` );
	await expect( contact ).toContainText( 'Not linked to a contact' );
	await expect( contact ).toContainText( `Ana ${ stamp } is known by the address that this visitor gave and has not confirmed.` );
	await contact.getByRole( 'button', { name: 'Create a contact' } ).click();
	await contact.getByRole( 'textbox', { name: 'Name' } ).fill( `Anna ${ stamp }` );
	await contact.getByRole( 'textbox', { name: 'E-mail' } ).fill( email );
	await contact.getByRole( 'button', { name: 'Create the contact' } ).click();
	await expect( contact.getByRole( 'alert' ) ).toContainText( `belongs to the contact Ana ${ stamp }` );
	await contact.getByRole( 'textbox', { name: 'E-mail' } ).fill( `anna${ stamp }@example.net` );
	await contact.getByRole( 'button', { name: 'Create the contact' } ).click();
	await expect( staff.getByRole( 'heading', { name: `Anna ${ stamp }` } ) ).toBeVisible();
	await expect( staff.getByText( `You linked this to the contact Anna ${ stamp }` ) ).toBeVisible();

	await staff.getByRole( 'link', { name: 'Contacts', exact: true } ).click();
	await expect( staff.getByRole( 'heading', { name: 'Contacts' } ) ).toBeFocused();
	await expect( staff.locator( '#adminmenu .current a', { hasText: 'Contacts' } ) ).toBeVisible();
	await staff.getByRole( 'searchbox', { name: 'Search contacts' } ).fill( `ana ${ stamp }` );
	const rows = staff.locator( '.aaia-contacts__rows a' );
	await expect( rows ).toHaveCount( 1 );
	await rows.click();
	await expect( staff.getByRole( 'heading', { name: `Ana ${ stamp }` } ) ).toBeFocused();
	await expect( staff.locator( '.aaia-profile' ) ).toContainText( 'Prefers the morning' );
	await expect( staff.locator( '.aaia-contact-conversations li' ) ).toHaveCount( 1 );
	await expectAccessible( staff, '.aaia-contacts' );
	await staff.getByRole( 'button', { name: 'Merge…' } ).click();
	await staff.getByRole( 'searchbox', { name: 'Who is the same person?' } ).fill( `anna${ stamp }` );
	await staff.getByRole( 'dialog' ).getByRole( 'button', { name: new RegExp( `Anna ${ stamp }` ) } ).click();
	await expect( staff.getByText( `Everything of Anna ${ stamp } goes to Ana ${ stamp }:` ) ).toBeVisible();
	await expect( staff.getByRole( 'dialog' ) ).toContainText( '1 conversation' );
	await expectAccessible( staff, '.components-modal__frame' );
	await staff.getByRole( 'button', { name: 'Merge', exact: true } ).click();
	await expect( staff.getByText( `Anna ${ stamp } is part of Ana ${ stamp } now.` ).first() ).toBeVisible();
	await expect( staff.locator( '.aaia-contact-conversations li' ) ).toHaveCount( 2 );
	await expect( staff.getByText( `Merged with Anna ${ stamp }.` ) ).toBeVisible();
	await staff.locator( '.aaia-toast' ).getByRole( 'button', { name: 'Undo' } ).click();
	await expect( staff.getByRole( 'heading', { name: `Anna ${ stamp }` } ) ).toBeVisible();
	await expect( staff.locator( '.aaia-contact-conversations li' ) ).toHaveCount( 1 );

	await staff.getByRole( 'button', { name: 'Show in the list' } ).click();
	await expect( staff.getByText( `Contact: Anna ${ stamp }` ) ).toBeVisible();
	await expect( staff.locator( '[data-row]' ) ).toHaveCount( 1 );
	await expect( staff.locator( `[data-row="${ second }"]` ) ).toBeVisible();
	await staff.reload();
	await expect( staff.locator( '[data-row]' ) ).toHaveCount( 1 );
	expect( await impostor.reads( second ) ).not.toContain( 'Where is my parcel?' );
} );

test( 'contacts in French on a phone, by keyboard in the panel, and on the screen of a user', async ( {
	staff, site, request, wp, expectAccessible,
} ) => {
	test.slow();
	const stamp = Date.now();
	const user = ( await wp( 'user', 'create', `zoe${ stamp }`, `zoe${ stamp }@example.net`, '--porcelain' ) ).trim();
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Une question de Zoé' );
	const make = `wp_set_current_user( 1 ); $r = new WP_REST_Request( 'POST', '/aaia-chatbot/v1/contacts' );` +
		` $r->set_header( 'Content-Type', 'application/json' );` +
		` $r->set_body( wp_json_encode( [ 'name' => 'Zoé ${ stamp }', 'conversation' => '${ id }',` +
		` 'identities' => [ [ 'kind' => 'user', 'value' => '${ user }' ],` +
		` [ 'kind' => 'phone', 'value' => '+33 6 12 ${ String( stamp ).slice( -6 ) }' ] ] ] ) );` +
		` echo rest_do_request( $r )->get_data()['id'];`;
	const contact = ( await wp( 'eval', make ) ).trim();
	await staff.goto( `/wp-admin/user-edit.php?user_id=${ user }` );
	await expect( staff.getByRole( 'heading', { name: 'Conversations in the chat' } ) ).toBeVisible();
	await staff.getByRole( 'heading', { name: 'Conversations in the chat' } ).scrollIntoViewIfNeeded();
	await expect( staff.locator( `#profile-page a[href*="conversation=${ id }"]` ) ).toBeVisible();

	await staff.goto( INBOX );
	await staff.keyboard.press( 'Control+k' );
	await staff.keyboard.type( 'contacts' );
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'heading', { name: 'Contacts' } ) ).toBeFocused();
	await staff.keyboard.press( 'Escape' );
	await expect( staff.getByRole( 'heading', { name: 'Contacts' } ) ).toBeHidden();

	await wp( 'user', 'meta', 'update', '1', 'locale', 'fr_FR' );
	try {
		await staff.setViewportSize( { width: 390, height: 780 } );
		await staff.goto( `${ INBOX }&contacts=all` );
		await staff.getByRole( 'searchbox', { name: 'Rechercher des contacts' } ).fill( `zoe ${ stamp }` );
		await expect( staff.locator( '.aaia-contacts__rows a' ) ).toHaveCount( 1 );
		await expectAccessible( staff, '.aaia-contacts' );
		await staff.locator( '.aaia-contacts__rows a' ).click();
		await expect( staff.getByRole( 'button', { name: 'Retour aux contacts' } ) ).toBeVisible();
		await expect( staff.locator( '.aaia-profile' ) ).toContainText( 'Compte WordPress' );
		await staff.getByRole( 'button', { name: 'Modifier', exact: true } ).click();
		await expectAccessible( staff, '.aaia-contacts' );
		await staff.getByRole( 'button', { name: 'Annuler' } ).click();
		await staff.getByRole( 'button', { name: 'Oublier…' } ).click();
		await staff.getByRole( 'button', { name: 'Oublier', exact: true } ).click();
		await expect( staff.getByText( `Zoé ${ stamp } est oublié.` ).first() ).toBeVisible();
		await staff.goto( `${ INBOX }&contacts=${ contact }` );
		await expect( staff.getByRole( 'alert' ) ).toBeVisible();
		await staff.goto( `${ INBOX }&conversation=${ id }` );
		await expect( staff.locator( '.aaia-thread' ) ).toContainText( 'Une question de Zoé' );
	} finally {
		await wp( 'user', 'meta', 'delete', '1', 'locale' );
	}
} );
