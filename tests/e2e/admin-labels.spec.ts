import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** Labels and categories of conversations, as agents use them. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

test( 'Labels are made in place with a colour, shown, filtered by, renamed and deleted', async (
	{ staff, site, request, expectAccessible }
) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'I want to complain' );
	const other = await ( await Visitor.arrives( request, site.url ) ).says( 'Only a question' );
	const name = `Complaint ${ Date.now() }`;
	await staff.goto( `${ SCREEN }&conversation=${ id }` );
	const head = staff.locator( '.aaia-thread__head' );
	const row = staff.locator( `[data-row="${ id }"]` );

	await staff.getByRole( 'button', { name: 'No labels. Change them' } ).click();
	const field = staff.getByRole( 'textbox', { name: 'Find or create a label' } );
	await expect( field ).toBeFocused();
	await field.fill( name );
	await staff.getByRole( 'radio', { name: 'Pink' } ).check();
	await expectAccessible( staff, '.aaia-labels' );
	await staff.getByRole( 'button', { name: `Create “${ name }”` } ).click();
	await expect( head.getByText( name ) ).toHaveCSS( 'background-color', 'rgb(208, 24, 132)' );
	await expect( row ).toContainText( name );
	await field.fill( '<b>bold</b>' );
	await field.press( 'Enter' );
	await expect( row.getByText( '<b>bold</b>' ) ).toBeVisible();
	await staff.keyboard.press( 'Escape' );

	await staff.getByRole( 'button', { name: 'Filters' } ).click();
	await staff.getByLabel( 'Label', { exact: true } ).selectOption( { label: name } );
	await staff.keyboard.press( 'Escape' );
	await expect( staff.locator( `[data-row="${ other }"]` ) ).toHaveCount( 0 );
	await expect( row ).toBeVisible();
	if ( await staff.getByRole( 'complementary', { name: 'Details' } ).isHidden() ) {
		await staff.getByRole( 'button', { name: 'Details', exact: true } ).click();
	}
	const details = staff.getByRole( 'complementary', { name: 'Details' } );
	await details.getByRole( 'button', { name: 'Remove “<b>bold</b>”' } ).click();
	await expect( row.getByText( '<b>bold</b>' ) ).toHaveCount( 0 );
	await expectAccessible( staff, '#aaia-admin' );

	await details.getByRole( 'button', { name: 'Edit the labels of this conversation' } ).click();
	await staff.getByRole( 'button', { name: 'Edit labels…' } ).click();
	const dialog = staff.getByRole( 'dialog', { name: 'Labels' } );
	await dialog.getByRole( 'button', { name: `Edit “${ name }”` } ).click();
	await dialog.getByRole( 'textbox', { name: 'Name' } ).fill( `${ name }!` );
	await expectAccessible( staff, '.components-modal__frame' );
	await dialog.getByRole( 'button', { name: 'Save' } ).click();
	await expect( dialog.getByText( `${ name }!` ) ).toBeVisible();
	await dialog.getByRole( 'button', { name: `Delete “${ name }!”` } ).click();
	await expect( dialog.getByRole( 'alert' ) ).toHaveText( `Delete “${ name }!”? It is taken off 1 conversation, which stays.` );
	await dialog.getByRole( 'button', { name: 'Cancel' } ).click();
	await dialog.getByRole( 'button', { name: 'Close' } ).click();
	await expect( row.getByText( `${ name }!` ) ).toBeVisible();
	await expect( head.getByText( `${ name }!` ) ).toBeVisible();
} );

test( 'Categories are made and ordered by the owner, chosen, and those who wait are grouped by them', async (
	{ staff, site, request, expectAccessible }
) => {
	const visitor = await Visitor.arrives( request, site.url );
	const id = await visitor.says( 'Nothing works any more' );
	await visitor.asksForPerson( id, { message: 'Please help' } );
	const name = `Outage ${ Date.now() }`;
	await staff.goto( `${ SCREEN }&conversation=${ id }` );
	const head = staff.locator( '.aaia-thread__head' );
	const row = staff.locator( `[data-row="${ id }"]` );
	await head.getByRole( 'button', { name: 'No category. Change it' } ).click();
	await staff.getByRole( 'menuitem', { name: 'Edit categories…' } ).click();
	const dialog = staff.getByRole( 'dialog', { name: 'Categories' } );
	for ( const one of [ `Other ${ name }`, name ] ) {
		await dialog.getByRole( 'button', { name: 'Add a category' } ).click();
		await dialog.getByRole( 'textbox', { name: 'Name' } ).fill( one );
		if ( one === name ) {
			await dialog.getByRole( 'checkbox', { name: 'Critical (one category at most)' } ).check();
		}
		await dialog.getByRole( 'button', { name: 'Save' } ).click();
		await expect( dialog.getByRole( 'button', { name: `Edit “${ one }”` } ) ).toBeVisible();
	}
	await dialog.getByRole( 'button', { name: `Move “${ name }” up` } ).click();
	await expect( dialog.getByRole( 'button', { name: `Move “Other ${ name }” down` } ) ).toHaveAttribute( 'aria-disabled', 'true' );
	await expectAccessible( staff, '.components-modal__frame' );
	await dialog.getByRole( 'button', { name: 'Close' } ).click();

	await head.getByRole( 'button', { name: 'No category. Change it' } ).click();
	await staff.getByRole( 'menuitemradio', { name, exact: true } ).click();
	await expect( row ).toContainText( name );
	await expect( head.getByText( name ) ).toBeVisible();
	await staff.getByLabel( 'Order', { exact: true } ).selectOption( 'category' );
	await expect( staff.getByRole( 'heading', { name: `${ name } Critical` } ) ).toBeVisible();
	await staff.getByRole( 'button', { name: 'Filters' } ).click();
	await staff.getByLabel( 'Category', { exact: true } ).selectOption( { label: `Other ${ name }` } );
	await expect( row ).toHaveCount( 0 );
	await staff.getByLabel( 'Category', { exact: true } ).selectOption( { label: name } );
	await staff.keyboard.press( 'Escape' );
	await expect( row ).toBeVisible();
	await expectAccessible( staff, '#aaia-admin' );
} );
