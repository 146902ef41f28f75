import { readFile } from 'node:fs/promises';
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
	await expect( dialog ).toContainText( 'Nothing left your site' );
	await dialog.getByRole( 'button', { name: 'Repeat that day’s search' } ).click();
	await expect( dialog ).toContainText( 'The repeated search finds the same passages with the same scores.' );
	await expectAccessible( staff );

	await dialog.getByRole( 'button', { name: 'Recompute' } ).click();
	await expect( dialog ).toContainText( 'Searched again with the index of' );
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
	await staff.getByRole( 'button', { name: 'Filters' } ).click();
	await staff.getByLabel( 'Answers', { exact: true } ).selectOption( 'Answers not found' );
	await staff.keyboard.press( 'Escape' );
	await expect( staff.locator( `[data-row="${ refused }"]` ) ).toBeVisible();
	await expect( staff.locator( `[data-row="${ answered }"]` ) ).toHaveCount( 0 );
	await expect( staff.locator( `[data-row="${ refused }"]` ) ).toContainText( 'Answer not found' );
	await expectAccessible( staff, '#aaia-admin' );

	const [ file ] = await Promise.all( [
		staff.waitForEvent( 'download' ),
		staff.getByRole( 'button', { name: /^Export answer details/ } ).click(),
	] );
	const table = await readFile( await file.path(), 'utf8' );
	expect( file.suggestedFilename() ).toBe( 'aaia-answers.csv' );
	expect( table ).toContain( refused );
	expect( table ).not.toContain( answered );
} );

test( 'staff see what the model was sent, what it cost, and what was answered to such a question before', async ( {
	staff,
	site,
	request,
	wp,
	expectAccessible,
} ) => {
	test.slow();
	const before = await ( await Visitor.arrives( request, site.url ) ).says( 'Quelle est la durée de la garantie du cadre de vélo ?' );
	const settings = {
		base_url: site.model,
		allowed_local_hosts: new URL( site.model ).host,
		model: 'gpt-4o-mini',
		provider: 'openai',
		price_currency: 'EUR',
		model_prices: 'gpt-4o-mini = 2 / 8',
	};
	for ( const [ name, value ] of Object.entries( settings ) ) {
		await wp( 'aaia', 'setting', 'set', name, value );
	}
	try {
		const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Quelle est la durée de la garantie du cadre du vélo ?' );
		await staff.goto( `/wp-admin/admin.php?page=aaia-conversations&conversation=${ id }` );
		await staff.getByRole( 'button', { name: 'Why this answer?' } ).first().click();
		const dialog = staff.getByRole( 'dialog', { name: 'Why this answer?' } );
		await expect( dialog.getByRole(
			'link',
			{ name: 'Quelle est la durée de la garantie du cadre de vélo ?' }
		) ).toHaveAttribute( 'href', new RegExp( before ) );
		await dialog.getByRole( 'button', { name: 'Show what was sent' } ).click();
		await expect( dialog ).toContainText( 'This is exactly what was sent.' );
		await dialog.getByText( 'Passage 1' ).click();
		await expect( dialog.locator( 'pre' ).filter( { hasText: /<[0-9a-f]{8} \[1\]>\s*Garantie/ } ) ).toBeVisible();
		await expectAccessible( staff );
	} finally {
		await wp( 'aaia', 'setting', 'set', 'provider', 'builtin' );
		await wp( 'aaia', 'setting', 'set', 'model_prices', '' );
	}
} );

test( 'a message that a person wrote needs no explanation', async ( { staff, site, request } ) => {
	const id = await ( await Visitor.arrives( request, site.url ) ).says( 'Bonjour, y a-t-il quelqu’un ?' );
	await staff.goto( `/wp-admin/admin.php?page=aaia-conversations&conversation=${ id }` );
	await staff.getByRole( 'textbox', { name: /^Reply to/ } ).fill( 'Oui, bonjour !' );
	await staff.getByRole( 'button', { name: 'Send', exact: true } ).click();
	await expect( staff.locator( '[data-author="agent"]' ) ).toContainText( 'Oui, bonjour !' );
	await expect( staff.locator( '[data-author="agent"]' ).getByRole( 'button', { name: 'Why this answer?' } ) ).toHaveCount( 0 );
} );

test( 'owners type prices with the keyboard alone, and are told what is none', async ( { staff, expectAccessible } ) => {
	await staff.goto( '/wp-admin/options-general.php?page=aaia-xp' );
	await staff.getByText( 'Advanced', { exact: true } ).click();
	await staff.getByRole( 'button', { name: 'Add a model' } ).focus();
	await staff.keyboard.press( 'Enter' );
	await expect( staff.getByRole( 'textbox', { name: 'Model', exact: true } ) ).toBeFocused();
	await staff.keyboard.type( 'my-model' );
	await staff.keyboard.press( 'Tab' );
	await staff.keyboard.type( '0,15' );
	await staff.keyboard.press( 'Control+s' );
	await expect( staff.getByText( 'Enter an amount such as 0.60.' ) ).toBeVisible();
	await expect( staff.getByText( 'Settings saved.' ) ).toHaveCount( 0 );
	await expect( staff.getByRole( 'textbox', { name: 'Input', exact: true } ) ).toHaveValue( '0,15' );
	await staff.getByRole( 'textbox', { name: 'Output', exact: true } ).fill( '0.6' );
	await expectAccessible( staff, '#aaia-admin' );
	await staff.keyboard.press( 'Control+s' );
	await expect( staff.getByText( 'Settings saved.' ).first() ).toBeVisible();
	await staff.reload();
	await staff.getByText( 'Advanced', { exact: true } ).click();
	await expect( staff.getByRole( 'textbox', { name: 'Model', exact: true } ) ).toHaveValue( 'my-model' );
	await staff.getByRole( 'button', { name: 'Remove the price of my-model' } ).click();
	await staff.keyboard.press( 'Control+s' );
	await expect( staff.getByText( 'Settings saved.' ).first() ).toBeVisible();
	await expect( staff.getByRole( 'textbox', { name: 'Model', exact: true } ) ).toHaveCount( 0 );
} );
