import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures';
import { Visitor } from './admin-visitor';

/** Settings -> Aaia XP -> Knowledge: answers from a file, and answers to what visitors asked in vain. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp&tab=knowledge';

const csv = ( name: string, text: string, encoding: 'utf16le' | 'latin1' | 'utf8' ) =>
	( { name, mimeType: 'text/csv', buffer: Buffer.from( text, encoding ) } );

test.describe( 'Answers', () => {
	test( 'come in from a spreadsheet, with a report of the lines that are none', async ( { staff, wp, expectAccessible } ) => {
		await staff.goto( SCREEN );
		const answers = staff.locator( '#aaia-knowledge-answers' );
		await answers.locator( 'input[type=file]' ).setInputFiles( csv( 'notes.csv', '\u0000\u0001\u0081PK', 'latin1' ) );
		await expect( answers.getByText( /not text in UTF-8, UTF-16 or Windows-1252/ ) ).toBeVisible();

		const lines = Array.from( { length: 120 }, ( _, at ) => `Modèle importé ${ at } ?;Réponse ${ at }.;fr` );
		lines.unshift( 'Question;Réponse;Langue' );
		lines.push( '=1+1;=HYPERLINK("x");', 'Sans réponse ?;;fr', 'Autre ?;oui;français' );
		await answers.locator( 'input[type=file]' ).setInputFiles( csv( 'answers.csv', `\ufeff${ lines.join( '\r\n' ) }`, 'utf16le' ) );
		const preview = answers.getByRole( 'region', { name: 'Preview of the import' } );
		await expect( preview ).toContainText( 'UTF-16LE, separated by semicolons' );
		await expect( preview ).toContainText( 'Modèle importé 0 ?' );
		await expectAccessible( staff, '#aaia-knowledge-answers' );
		await preview.getByRole( 'button', { name: 'Import 123 lines' } ).click();
		await expect( async () => {
			await wp( 'aaia', 'worker', '--once' );
			await expect( answers.getByText( '121 answers added. 2 lines refused.' ) ).toBeVisible( { timeout: 5_000 } );
		} ).toPass( { timeout: 45_000 } );

		const download = staff.waitForEvent( 'download' );
		await answers.getByRole( 'button', { name: 'Download the refused lines' } ).click();
		const report = readFileSync( await ( await download ).path(), 'utf8' );
		expect( report ).toContain( '123,Write both a question and its answer.,Sans réponse ?,,fr' );
		expect( report ).toContain( 'Autre ?,oui,français' );
		await expect( answers.getByText( '=HYPERLINK("x")' ) ).toBeVisible();
	} );

	test( 'are tried as a visitor sees them, and written where there was none', async ( { staff, site, playwright, expectAccessible } ) => {
		const visitor = await Visitor.arrives( await playwright.request.newContext(), site.url );
		await visitor.says( 'Do you sell rowing boats?' );
		await staff.goto( SCREEN );
		const trial = staff.locator( '#aaia-knowledge-search' );
		await trial.getByRole( 'textbox', { name: 'Question' } ).fill( 'Is delivery free for Belgium?' );
		await staff.keyboard.press( 'Enter' );
		const answer = trial.getByRole( 'region', { name: 'The answer' } );
		await expect( answer ).toContainText( 'Belgium' );
		await expect( answer.getByRole( 'list', { name: 'Sources' } ).getByRole( 'link' ).first() ).toBeVisible();
		await expect( trial.getByRole( 'list', { name: 'Passages found' } ) ).toBeVisible();
		await expectAccessible( staff, '#aaia-knowledge-search' );

		const gaps = staff.locator( '#aaia-knowledge-gaps' );
		await gaps.getByRole( 'button', { name: 'Write the answer to “Do you sell rowing boats?”' } ).click();
		const form = staff.getByRole( 'form', { name: 'New answer' } );
		await expect( form.getByLabel( /^Question/ ) ).toHaveValue( 'Do you sell rowing boats?' );
		await expect( form.getByLabel( 'Answer', { exact: true } ) ).toBeFocused();
		await staff.keyboard.type( 'No, we sell bicycles only.' );
		await form.getByRole( 'button', { name: 'Save the answer' } ).click();
		await expect( gaps.getByText( 'Do you sell rowing boats?' ) ).toHaveCount( 0 );
	} );
} );
