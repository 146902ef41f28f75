import { expect, test } from './fixtures';
import { Visitor } from './admin-visitor';

/** The acknowledgement by e-mail: an address, a link, a click, and what staff see of it. */

test( 'a visitor’s address gets a link, a click confirms it, the acknowledgement follows and staff see it verified', async ( {
	site,
	wp,
	mailbox,
	staff,
	page,
	playwright,
	expectAccessible,
} ) => {
	const address = `ana${ Date.now() }@example.net`;
	await wp( 'aaia', 'setting', 'set', 'acknowledge_mail', 'true' );
	try {
		await mailbox.clear();
		const visitor = await Visitor.arrives( await playwright.request.newContext(), site.url );
		const id = await visitor.says( 'My wheel is bent' );
		await visitor.asksForPerson( id, { email: address } );
		expect( await visitor.reads( id ) ).toContain( 'Open the link in the e-mail we send you' );

		const question = await mailbox.waitFor( ( { to } ) => to.includes( address ) );
		expect( question.text ).not.toContain( 'wheel' );
		expect( question.headers[ 'auto-submitted' ] ).toBe( 'auto-generated' );
		const link = /https?:\/\/\S+aaia_address=\S+/.exec( question.text )?.[ 0 ] ?? '';

		await page.setViewportSize( { width: 390, height: 700 } );
		await page.goto( link );
		await expect( page.getByRole( 'heading', { name: 'Your e-mail address' } ) ).toBeVisible();
		await expectAccessible( page );
		expect( ( await mailbox.all() ).filter( ( { to } ) => to.includes( address ) ) ).toHaveLength( 1 );
		await page.getByRole( 'button', { name: 'Yes, confirm my address' } ).press( 'Enter' );
		await expect( page.getByText( 'your address is confirmed' ) ).toBeVisible();
		const received = await mailbox.waitFor( ( { subject } ) => subject.startsWith( 'We received your request' ) );
		expect( received.to ).toEqual( [ address ] );
		expect( received.text ).not.toContain( 'wheel' );
		await page.goto( link );
		await expect( page.getByText( 'This address is already confirmed.' ) ).toBeVisible();

		await staff.goto( `/wp-admin/admin.php?page=aaia-conversations&conversation=${ id }` );
		await expect( staff.getByText( 'E-mail (verified)' ) ).toBeVisible();
	} finally {
		await wp( 'aaia', 'setting', 'set', 'acknowledge_mail', 'false' );
	}
} );
