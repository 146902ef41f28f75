import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

test( 'staff open from an answer why it is what it is', async ( { staff, site, request, expectAccessible } ) => {
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'Quelle est la durée de la garantie du cadre ?' );
	await staff.goto( `/wp-admin/admin.php?page=aaia-conversations&conversation=${ id }` );
	const answer = staff.getByRole( 'log', { name: 'Messages' } ).locator( '[data-author="assistant"]' ).first();
	await answer.getByRole( 'button', { name: 'Why this answer?' } ).click();
	const dialog = staff.getByRole( 'dialog', { name: 'Why this answer?' } );
	await expect( dialog ).toContainText( 'Recorded when the answer was given' );
	await expect( dialog ).toContainText( 'Quelle est la durée de la garantie du cadre ?' );
	await expect( dialog.getByRole( 'listitem' ).first() ).toContainText( 'given to the model' );
	await expect( dialog ).toContainText( 'cited' );
	await expectAccessible( staff );

	await dialog.getByRole( 'button', { name: 'Recompute' } ).click();
	await expect( dialog ).toContainText( 'Found again with the index of' );
	await dialog.getByRole( 'button', { name: 'Reload' } ).click();
	await expect( dialog ).toContainText( 'Recorded when the answer was given' );
	await staff.keyboard.press( 'Escape' );
	await expect( dialog ).toHaveCount( 0 );
	await expect( answer.getByRole( 'button', { name: 'Why this answer?' } ) ).toBeFocused();
} );

test( 'staff find the conversations whose answers were refused', async ( { staff, site, request, expectAccessible } ) => {
	const answered = await ( await Visitor.arrives( request, site.url ) ).says( 'Quelle est la durée de la garantie du cadre ?' );
	const refused = await ( await Visitor.arrives( request, site.url ) ).says( 'Élevez-vous des licornes sur Neptune ?' );
	await staff.goto( '/wp-admin/admin.php?page=aaia-conversations' );
	await expect( staff.locator( `[data-row="${ answered }"]` ) ).toBeVisible();
	await staff.getByLabel( 'Answers', { exact: true } ).selectOption( 'Refused answers' );
	await expect( staff.locator( `[data-row="${ refused }"]` ) ).toBeVisible();
	await expect( staff.locator( `[data-row="${ answered }"]` ) ).toHaveCount( 0 );
	await expectAccessible( staff, '#aaia-admin' );
} );
