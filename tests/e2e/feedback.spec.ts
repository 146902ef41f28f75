import { expect, test } from './fixtures';

/** What visitors say about answers and conversations, and where staff find it. */

const KNOWLEDGE = '/wp-admin/options-general.php?page=aaia-xp&tab=knowledge';

test( 'an error reported on a source reaches the conversation and the Knowledge tab, and the visitor says how it went', async ( {
	page,
	staff,
	expectAccessible,
} ) => {
	await page.goto( '/fr/garantie/' );
	const host = page.locator( 'aaia-chatbot' ).first();
	await host.getByRole( 'button' ).first().click();
	await host.getByRole( 'textbox', { name: /message/i } ).last().fill( 'Quelle est la durée de la garantie du cadre ?' );
	await page.keyboard.press( 'Enter' );
	const sources = host.getByRole( 'region', { name: 'Sources' } );
	const link = sources.getByRole( 'link' ).first();
	await expect( link ).toHaveAttribute( 'href', /garantie\/#.*:~:text=/ );
	await expect( link ).toContainText( /20\d\d/ );

	await sources.getByRole( 'button', { name: /^Signaler une erreur/ } ).first().click();
	const form = sources.getByRole( 'group', { name: 'Signaler une erreur' } );
	await expectAccessible( page );
	const complaint = `Durée fausse ${ Date.now() }`;
	await form.getByRole( 'textbox' ).fill( complaint );
	await form.getByRole( 'button', { name: 'Envoyer' } ).click();
	await expect( sources.getByText( 'Merci !' ) ).toBeFocused();

	await staff.goto( KNOWLEDGE );
	const report = staff.getByRole( 'listitem' ).filter( { hasText: complaint } );
	await expect( report ).toBeVisible();
	await expectAccessible( staff, '#aaia-admin' );
	await report.getByRole( 'link', { name: 'Open the conversation' } ).click();
	await expect( staff.getByText( complaint ) ).toBeVisible();
	await staff.getByRole( 'textbox', { name: /reply/i } ).fill( 'Merci, c’est corrigé.' );
	await staff.keyboard.press( 'Enter' );
	await expect( host.getByRole( 'log' ) ).toContainText( 'Merci, c’est corrigé.', { timeout: 40_000 } );
	await staff.getByRole( 'button', { name: 'Resolve' } ).first().click();
	const score = host.getByRole( 'group', { name: 'Comment s’est passé l’échange ?' } );
	await expect( score ).toBeVisible( { timeout: 40_000 } );
	await expectAccessible( page );
	await score.getByRole( 'button', { name: '4 sur 5' } ).click();
	await expect( score.getByRole( 'button', { name: '4 sur 5', pressed: true } ) ).toBeVisible();

	await page.reload();
	await expect( host.getByRole( 'button', { name: '4 sur 5', pressed: true } ) ).toBeVisible();

	await staff.goto( KNOWLEDGE );
	await report.getByRole( 'button', { name: /^Done/ } ).click();
	await expect( report ).toHaveCount( 0 );
} );
