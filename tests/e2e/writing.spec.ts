/** Writing help in the composer: a draft from the knowledge, shown first, used and undone; without a model the menu says why. */
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

test( 'a draft comes from the knowledge with its source, and is used and undone', async ( { staff, site, request, expectAccessible } ) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'How long is the warranty of the frame?' );
	await staff.goto( `/wp-admin/admin.php?page=aaia-conversations&conversation=${ id }` );
	const field = staff.locator( '.aaia-composer__field' );
	await field.fill( 'Dear visitor' );
	await staff.getByRole( 'button', { name: 'Writing help' } ).click();
	await expect( staff.getByText( 'need a language model, and none is configured' ) ).toBeVisible();
	await expect( staff.getByRole( 'menuitem', { name: 'Improve' } ) ).toHaveCount( 0 );
	await expectAccessible( staff, '.components-popover' );
	await staff.getByRole( 'menuitem', { name: 'Draft from the knowledge' } ).click();
	const suggested = staff.getByRole( 'group', { name: 'Suggested text' } );
	await expect( suggested ).toBeFocused();
	await expect( suggested.getByRole( 'link' ).first() ).toBeVisible();
	await expect( field ).toHaveValue( 'Dear visitor' );
	await expectAccessible( staff, '.aaia-composer' );
	const text = await staff.locator( '.aaia-writing-help__text' ).innerText();
	await suggested.getByRole( 'button', { name: 'Use' } ).click();
	await expect( field ).toHaveValue( text );
	await staff.getByRole( 'button', { name: 'Undo' } ).click();
	await expect( field ).toHaveValue( 'Dear visitor' );
	await staff.getByRole( 'button', { name: 'Private note' } ).click();
	await expect( staff.getByRole( 'button', { name: 'Writing help' } ) ).toHaveCount( 0 );
} );
