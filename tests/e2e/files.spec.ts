import { expect, test } from './fixtures';
import type { Browser } from '@playwright/test';
import type { Site } from './fixtures';

/** Files of the media library: an owner uploads them, the assistant answers from them, and what cannot be read is told. */

const SCREEN = '/wp-admin/options-general.php?page=aaia-xp&tab=knowledge';

const MANUAL = `<h1>Cargo bike manual</h1><p>How to look after your cargo bike.</p>
	<h2 style="break-before: page">Tyres</h2>
	<table cellpadding="12"><tr><td>Front tyre pressure</td><td>3.5 bar</td></tr>
	<tr><td>Rear tyre pressure</td><td>4.2 bar</td></tr></table>`;

/** A page without a letter, as a scanner makes it. */
const SCAN = '<svg width="300" height="300"><circle cx="150" cy="150" r="100"/></svg>';

async function printed( browser: Browser, html: string ): Promise< Buffer > {
	const page = await browser.newPage();
	await page.setContent( html );
	const pdf = await page.pdf( { format: 'A4' } );
	await page.close();
	return pdf;
}

const authorization =
	( { user, applicationPassword }: Site ): string => `Basic ${ Buffer.from( `${ user }:${ applicationPassword }` ).toString( 'base64' ) }`;

/** Uploads as WordPress's own screens do; answers the attachment's id. */
async function upload( site: Site, name: string, content: Buffer ): Promise< number > {
	const response = await fetch( `${ site.url }/wp-json/wp/v2/media`, {
		method: 'POST',
		headers: {
			authorization: authorization( site ),
			'content-type': 'application/pdf',
			'content-disposition': `attachment; filename="${ name }"`,
		},
		body: new Uint8Array( content ),
	} );
	expect( response.status ).toBe( 201 );
	return ( ( await response.json() ) as { id: number } ).id;
}

/** The assistant's answer to a visitor, with its sources, as text. */
async function answerTo( { url }: Site, text: string ): Promise< string > {
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

test( 'answers come from an uploaded PDF with its page, and an owner sees which file gave no text', async ( {
	browser,
	staff,
	site,
	wp,
	expectAccessible,
} ) => {
	await wp( 'aaia', 'setting', 'set', 'knowledge_files', '1' );
	const files = [
		await upload( site, 'cargo-manual.pdf', await printed( browser, MANUAL ) ),
		await upload( site, 'old-scan.pdf', await printed( browser, SCAN ) ),
	];
	try {
		await expect.poll(
			() => answerTo( site, 'What is the rear tyre pressure of the cargo bike?' ),
			{ message: 'the manual is read by a job', timeout: 30_000, intervals: [ 1_000, 3_000 ] }
		).toMatch( /4\.2 bar.*cargo-manual\.pdf#page=2/ );
		await staff.goto( SCREEN );
		const list = staff.getByRole( 'list', { name: 'Files without text' } );
		await expect( list.getByRole( 'listitem' ) ).toHaveCount( 1 );
		await expect( list ).toContainText( 'No text was found in this file.' );
		await expectAccessible( staff, '#aaia-admin' );
		await list.getByRole( 'button', { name: 'Read again: old-scan.pdf' } ).press( 'Enter' );
		await expect( list ).toContainText( 'Begins in a moment…' );
		await expect( list ).toContainText( 'No text was found in this file.', { timeout: 20_000 } );
	} finally {
		for ( const id of files ) {
			await fetch(
				`${ site.url }/wp-json/wp/v2/media/${ id }?force=true`,
				{ method: 'DELETE', headers: { authorization: authorization( site ) } }
			);
		}
		await wp( 'aaia', 'setting', 'set', 'knowledge_files', '0' );
	}
	await expect.poll(
		() => answerTo( site, 'What is the rear tyre pressure of the cargo bike?' ),
		{ message: 'nothing is left of it' }
	).not.toContain( '4.2 bar' );
} );
