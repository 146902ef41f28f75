import { expect, expectUncovered, test } from './fixtures';
import type { Locator, Page } from '@playwright/test';

/** Settings -> Aaia XP -> Knowledge, as an owner uses it, and what visitors then get. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp&tab=knowledge';

async function openKnowledge( staff: Page ): Promise< Locator > {
	await staff.goto( SCREEN );
	const panel = staff.getByRole( 'tabpanel', { name: 'Knowledge' } );
	await expect( panel.getByRole( 'rowheader', { name: 'Pages and posts' } ) ).toBeVisible();
	return panel;
}

async function tryQuestion( panel: Locator, question: string ): Promise< void > {
	await panel.getByRole( 'textbox', { name: 'Question', exact: true } ).fill( question );
	await panel.getByRole( 'search' ).getByRole( 'button', { name: 'Try' } ).click();
	await expect( panel.getByText( / ms\.$|Nothing was found/ ) ).toBeVisible();
}

/** Asks the assistant as a visitor's panel would, and reads the answer's text. */
async function answerTo( url: string, text: string ): Promise< string > {
	const api = `${ url }/wp-json/aaia-chatbot/v1`;
	const headers = { 'content-type': 'application/json', accept: 'application/json' };
	const { token } = await ( await fetch( `${ api }/session`, { method: 'POST', headers, body: '{}' } ) ).json() as { token: string };
	const response = await fetch( `${ api }/chat`, {
		method: 'POST',
		headers: { ...headers, 'x-aaia-session': token },
		body: JSON.stringify( {
			message: { id: crypto.randomUUID(), role: 'user', parts: [ { type: 'text', text } ] },
			page: { url, title: 'Home', locale: 'en_US' },
		} ),
	} );
	return JSON.stringify( await response.json() );
}

test.describe( 'The Knowledge tab', () => {
	test( 'finds the delivery page with the words that fit marked, keeps it out at once, and takes it back', async ( {
		staff,
		expectAccessible,
	} ) => {
		const panel = await openKnowledge( staff );
		await tryQuestion( panel, 'How much does delivery cost?' );
		const passages = panel.getByRole( 'list', { name: 'Passages found' } );
		const delivery = passages.getByRole( 'link', { name: /^Delivery/ } );
		await expect( delivery.first() ).toHaveAttribute( 'href', /\/delivery\// );
		await expect( passages.locator( 'mark' ).first() ).toHaveText( /deliver|cost/i );
		await expect( passages.getByText( /^Score / ).first() ).toBeVisible();
		await expectAccessible( staff, '#aaia-admin' );

		await passages.getByRole( 'button', { name: /^Exclude: Delivery/ } ).first().click();
		await expect( passages.getByRole( 'link', { name: /^Delivery/ } ) ).toHaveCount( 0 );
		try {
			await panel.getByLabel( 'Show', { exact: true } ).selectOption( 'excluded' );
			await expect( panel.getByRole( 'button', { name: /^Include: Delivery/ } ) ).toBeVisible();
			await panel.getByRole( 'button', { name: 'Sync now: Pages and posts' } ).click();
			await tryQuestion( panel, 'How much does delivery cost?' );
			await expect( passages.getByRole( 'link', { name: /^Delivery/ } ) ).toHaveCount( 0 );
		} finally {
			await panel.getByRole( 'button', { name: /^Include: Delivery/ } ).click();
			await expect( panel.getByRole( 'button', { name: /^Include: Delivery/ } ) ).toHaveCount( 0 );
		}
		await tryQuestion( panel, 'How much does delivery cost?' );
		await expect( delivery.first() ).toBeVisible();
	} );

	test( 'takes an answer written by hand, which the assistant gives from then on, and forgets it', async ( {
		staff,
		site,
		expectAccessible,
	} ) => {
		const question = 'Do you lend track pumps to travellers?';
		expect( await answerTo( site.url, question ) ).not.toContain( 'blue counter' );
		const panel = await openKnowledge( staff );
		await panel.getByRole( 'button', { name: 'Write an answer' } ).click();
		const form = panel.getByRole( 'form', { name: 'New answer' } );
		await form.getByLabel( 'Question, as visitors ask it' ).fill( question );
		await form.getByLabel( 'Answer', { exact: true } ).fill( 'Yes, we lend track pumps to travellers at the blue counter for one day.' );
		await form.getByLabel( 'Language' ).selectOption( 'en' );
		await expectAccessible( staff, '#aaia-admin' );
		await form.getByRole( 'button', { name: 'Save the answer' } ).click();
		const saved = panel.locator( '.components-notice', { hasText: 'Answer saved.' } );
		await expect( saved ).toBeVisible();
		await expectUncovered( saved );
		await expect( panel.getByRole( 'button', { name: 'Write an answer' } ) ).toBeFocused();
		expect( await answerTo( site.url, question ) ).toContain( 'at the blue counter for one day' );

		const edit = panel.getByRole( 'button', { name: `Edit the answer to “${ question }”` } );
		await edit.click();
		await expect( panel.getByLabel( 'Answer', { exact: true } ) ).toBeFocused();
		await panel.getByRole( 'button', { name: 'Cancel' } ).click();
		await expect( edit ).toBeFocused();
		await edit.click();
		await panel.getByLabel( 'Answer', { exact: true } ).fill( 'Yes, we lend track pumps to travellers at the green counter for two days.' );
		await panel.getByRole( 'button', { name: 'Save the answer' } ).click();
		await expect( panel.getByText( 'at the green counter for two days' ) ).toBeVisible();
		await expect( edit ).toBeFocused();
		expect( await answerTo( site.url, question ) ).toContain( 'at the green counter for two days' );

		await panel.getByRole( 'button', { name: `Delete the answer to “${ question }”` } ).click();
		await staff.getByRole( 'dialog' ).getByRole( 'button', { name: 'Delete the answer' } ).click();
		await expect( panel.getByText( 'Answer deleted.' ).first() ).toBeVisible();
		await expect( panel.getByRole( 'button', { name: 'Write an answer' } ) ).toBeFocused();
		expect( await answerTo( site.url, question ) ).not.toContain( 'counter' );
	} );

	test( 'reads a source again when asked and says when it was done', async ( { staff } ) => {
		const panel = await openKnowledge( staff );
		const button = panel.getByRole( 'button', { name: 'Sync now: Your own answers' } );
		await button.click();
		await expect( panel.getByRole( 'row', { name: /Your own answers/ } ) ).toContainText( /Read on/, { timeout: 60_000 } );
		await expect( button ).toBeEnabled( { timeout: 60_000 } );
	} );

	test( 'fits a phone', async ( { staff } ) => {
		await staff.setViewportSize( { width: 320, height: 720 } );
		const panel = await openKnowledge( staff );
		await tryQuestion( panel, 'How much does delivery cost?' );
		await expect( panel.getByText( 'What was read' ) ).toBeVisible();
		expect( await staff.evaluate( () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ) ).toBe( true );
	} );
} );
