import { expect, test } from './fixtures';

/** From a thumbs-down to the corrected answer at the visitor: five clicks of staff and the writing. */
test( 'a badly rated answer becomes a gap, a correction that is tried first, and a message to the visitor', async ( {
	page,
	staff,
	expectAccessible,
} ) => {
	await page.goto( '/fr/garantie/' );
	const host = page.locator( 'aaia-chatbot' ).first();
	await host.getByRole( 'button' ).first().click();
	await host.getByRole( 'textbox', { name: /message/i } ).last().fill( 'Quelle est la durée de la garantie du cadre ?' );
	await page.keyboard.press( 'Enter' );
	await host.getByRole( 'button', { name: 'Pas utile' } ).click();
	await expect( host.getByRole( 'button', { name: 'Pas utile', pressed: true } ) ).toBeVisible();

	await staff.goto( '/wp-admin/admin.php?page=aaia-improve&tab=gaps' );
	const gap = staff.getByRole( 'listitem' ).filter( { hasText: 'Quelle est la durée de la garantie du cadre ?' } ).first();
	await expect( gap ).toContainText( /harm \d+/ );
	await expectAccessible( staff, '#aaia-admin' );
	await gap.getByRole( 'button', { name: /^Write the answer/ } ).click();
	const editor = staff.getByRole( 'form', { name: 'Corrected answer' } );
	await expect( editor.getByRole( 'textbox', { name: 'Right answer' } ) ).toBeFocused();
	await staff.keyboard.type( 'Le cadre est garanti douze ans depuis cette année.' );
	await editor.getByRole( 'button', { name: 'Try it on earlier questions' } ).click();
	await expect( editor.getByRole( 'region', { name: 'Earlier questions' } ) ).toContainText( 'None worse.' );
	await expect( editor.getByRole( 'group' ).filter( { hasText: 'Better' } ).first() ).toContainText( 'garantie du cadre' );
	await expectAccessible( staff, '#aaia-admin' );
	await editor.getByRole( 'button', { name: 'Publish' } ).click();
	await expect( staff.getByText( 'Visitors get this answer from now on.' ).first() ).toBeVisible();
	await staff.getByRole( 'button', { name: 'Send the correction' } ).click();
	await expect( staff.getByText( /Sent into \d+ conversation/ ).first() ).toBeVisible();

	await expect( host.getByRole( 'log' ) ).toContainText( 'douze ans', { timeout: 40_000 } );
	await host.getByRole( 'textbox', { name: /message/i } ).last().fill( 'Quelle est la durée de garantie du cadre ?' );
	await page.keyboard.press( 'Enter' );
	await expect( host.getByRole( 'log' ) ).toContainText( 'Cette réponse a été écrite par notre équipe.' );

	await staff.getByRole( 'button', { name: 'Done' } ).click();
	await expect( gap ).toHaveCount( 0 );
	await staff.getByRole( 'tab', { name: 'Corrected answers' } ).click();
	const written = staff.getByRole( 'listitem' ).filter( { hasText: 'garanti douze ans' } );
	await written.getByRole( 'button', { name: 'Earlier versions' } ).click();
	await staff.setViewportSize( { width: 390, height: 800 } );
	await written.getByRole( 'button', { name: 'Undo the newest change' } ).click();
	await expect( staff.getByText( 'The answer is gone.' ).first() ).toBeVisible();
	await expect( written ).toHaveCount( 0 );
} );
