import type { Locator, Page } from '@playwright/test';
import { deflateSync } from 'node:zlib';
import { Visitor } from './admin-visitor';
import { expect, test } from './fixtures';

/** Files in conversations: attached by button, drag and paste, shown and read on both sides, hostile ones refused. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

const PDF = Buffer.from( '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n' );

/** Tables of CRC-32, for PNG. */
function crc( bytes: Buffer ): number {
	let value = 0xffffffff;
	for ( const byte of bytes ) {
		value ^= byte;
		for ( let bit = 0; bit < 8; bit++ ) {
			value = ( value >>> 1 ) ^ ( value & 1 ? 0xedb88320 : 0 );
		}
	}
	return ( value ^ 0xffffffff ) >>> 0;
}

/** A picture: a gradient. */
function png( width: number, height: number ): Buffer {
	const chunk = ( name: string, data: Buffer ): Buffer => {
		const body = Buffer.concat( [ Buffer.from( name ), data ] );
		const length = Buffer.alloc( 4 );
		length.writeUInt32BE( data.length );
		const sum = Buffer.alloc( 4 );
		sum.writeUInt32BE( crc( body ) );
		return Buffer.concat( [ length, body, sum ] );
	};
	const head = Buffer.alloc( 13 );
	head.writeUInt32BE( width, 0 );
	head.writeUInt32BE( height, 4 );
	head.set( [ 8, 2 ], 8 );
	const rows = Buffer.alloc( height * ( 1 + width * 3 ) );
	for ( let y = 0; y < height; y++ ) {
		for ( let x = 0; x < width; x++ ) {
			rows.set( [ 40 + ( 180 * x ) / width, 90 + ( 120 * y ) / height, 200 - ( 60 * x ) / width ], y * ( 1 + width * 3 ) + 1 + x * 3 );
		}
	}
	return Buffer.concat( [
		Buffer.from( [ 0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10 ] ),
		chunk( 'IHDR', head ),
		chunk( 'IDAT', deflateSync( rows ) ),
		chunk( 'IEND', Buffer.alloc( 0 ) ),
	] );
}

function wav(): Buffer {
	const samples = 8000;
	const head = Buffer.alloc( 44 );
	head.write( 'RIFF', 0 );
	head.writeUInt32LE( 36 + samples, 4 );
	head.write( 'WAVEfmt ', 8 );
	head.writeUInt32LE( 16, 16 );
	head.writeUInt16LE( 1, 20 );
	head.writeUInt16LE( 1, 22 );
	head.writeUInt32LE( 8000, 24 );
	head.writeUInt32LE( 8000, 28 );
	head.writeUInt16LE( 1, 32 );
	head.writeUInt16LE( 8, 34 );
	head.write( 'data', 36 );
	head.writeUInt32LE( samples, 40 );
	return Buffer.concat( [ head, Buffer.alloc( samples, 0x80 ) ] );
}

/** A drag of files over an element: `enter`, then `drop`. */
async function drags(
	page: Page,
	over: Locator,
	kind: 'dragenter' | 'drop',
	files: ReadonlyArray< { name: string; mimeType: string; buffer: Buffer } >,
) {
	const transfer = await page.evaluateHandle( ( given ) => {
		const data = new DataTransfer();
		given.forEach( ( { name, mimeType, base64 } ) => {
			const bytes = Uint8Array.from( atob( base64 ), ( sign ) => sign.charCodeAt( 0 ) );
			data.items.add( new File( [ bytes ], name, { type: mimeType } ) );
		} );
		return data;
	}, files.map( ( { name, mimeType, buffer } ) => ( { name, mimeType, base64: buffer.toString( 'base64' ) } ) ) );
	await over.dispatchEvent( kind, { dataTransfer: transfer } );
}

/** Pastes a picture, as a screenshot tool leaves it. */
async function pastes( field: Locator, name: string, buffer: Buffer ): Promise< void > {
	await field.evaluate( ( element, [ called, base64 ] ) => {
		const bytes = Uint8Array.from( atob( base64 as string ), ( sign ) => sign.charCodeAt( 0 ) );
		const data = new DataTransfer();
		data.items.add( new File( [ bytes ], called as string, { type: 'image/png' } ) );
		element.dispatchEvent( new ClipboardEvent( 'paste', { clipboardData: data, bubbles: true, cancelable: true } ) );
	}, [ name, buffer.toString( 'base64' ) ] );
}

test.describe( 'Files of the team', () => {
	test.slow();

	test( 'come by button, drag and paste, and are looked at, heard and saved in the thread', async (
		{ staff, site, request, expectAccessible }
	) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Can you send me the manual?' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		const field = staff.locator( '.aaia-composer__field' );
		const chips = staff.getByRole( 'list', { name: 'Attached files' } ).getByRole( 'listitem' );
		const clip = staff.getByRole( 'button', { name: /Attach files: images, PDF, Office documents, audio, up to 10 MB each/ } );
		await expect( clip ).toBeVisible();
		const chooser = staff.waitForEvent( 'filechooser' );
		await clip.click();
		await ( await chooser ).setFiles( [
			{ name: 'Notice d’emploi.pdf', mimeType: 'application/pdf', buffer: PDF },
			{ name: 'memo.wav', mimeType: 'audio/wav', buffer: wav() },
		] );
		await expect( chips ).toHaveCount( 2 );

		const thread = staff.locator( '.aaia-thread' );
		const photos = [ { name: 'x.php.png', mimeType: 'image/png', buffer: png( 900, 600 ) } ];
		await drags( staff, thread.locator( '.aaia-log' ), 'dragenter', photos );
		await expect( staff.getByText( 'Drop files here' ) ).toBeVisible();
		await drags( staff, thread.locator( '.aaia-log' ), 'drop', photos );
		await pastes( field, 'screenshot.png', png( 300, 700 ) );
		await expect( chips ).toHaveCount( 4 );
		await expect( chips.locator( 'progress' ) ).toHaveCount( 0 );
		await expect( chips.filter( { hasText: 'x_php.png' } ) ).toBeVisible();
		await field.fill( 'Here is all you asked for' );
		await expectAccessible( staff, '.aaia-composer' );
		await field.press( 'Enter' );
		await staff.getByRole( 'button', { name: 'Send now' } ).click();

		const message = staff.locator( '[data-author="agent"]', { hasText: 'Here is all you asked for' } );
		const preview = message.getByRole( 'button', { name: 'Open x_php.png' } );
		await expect( preview.locator( 'img' ) ).toHaveJSProperty( 'naturalWidth', 640 );
		await expectAccessible( staff, '.aaia-thread' );
		await message.getByRole( 'button', { name: 'Listen' } ).click();
		await expect.poll( () => message.locator( 'audio' ).evaluate( ( audio: HTMLAudioElement ) => audio.duration ) ).toBe( 1 );
		const download = staff.waitForEvent( 'download' );
		await message.getByRole( 'button', { name: 'Download Notice d’emploi.pdf' } ).click();
		expect( ( await download ).suggestedFilename() ).toBe( 'Notice d’emploi.pdf' );

		await preview.focus();
		await staff.keyboard.press( 'Enter' );
		const viewer = staff.getByRole( 'dialog', { name: 'x_php.png' } );
		await expect( viewer.locator( 'img' ) ).toHaveJSProperty( 'naturalWidth', 900 );
		await expectAccessible( staff, '.aaia-viewer' );
		await staff.keyboard.press( 'ArrowRight' );
		await expect( staff.getByRole( 'dialog', { name: 'screenshot.png' } ) ).toBeVisible();
		await staff.keyboard.press( 'Escape' );
		await expect( preview ).toBeFocused();

		await staff.setViewportSize( { width: 390, height: 800 } );
		await staff.locator( '.aaia-details' ).getByRole( 'button', { name: 'Close details' } ).click();
	} );

	test( 'that are hostile are refused with a sentence, and nothing is sent', async ( { staff, site, request } ) => {
		const visitor = await Visitor.arrives( request, site.url );
		const id = await visitor.says( 'Hello' );
		await staff.goto( `${ SCREEN }&conversation=${ id }` );
		const field = staff.locator( '.aaia-composer__field' );
		await expect( staff.getByRole( 'button', { name: /Attach files/ } ) ).toBeVisible();
		await drags( staff, field, 'drop', [
			{ name: 'x.php.jpg', mimeType: 'image/jpeg', buffer: Buffer.from( '<?php system( $_GET["x"] );' ) },
			{
				name: 'logo.svg',
				mimeType: 'image/svg+xml',
				buffer: Buffer.from( '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>' ),
			},
			{ name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc( 0 ) },
			{ name: 'huge.pdf', mimeType: 'application/pdf', buffer: Buffer.concat( [ PDF, Buffer.alloc( 11 * 1024 * 1024 ) ] ) },
		] );
		const wrong = staff.locator( '.aaia-file-chip.is-refused' );
		await expect( wrong ).toHaveCount( 4 );
		await expect( wrong.filter( { hasText: 'This kind of file cannot be attached' } ) ).toHaveCount( 2 );
		await expect( wrong.filter( { hasText: 'This file is empty' } ) ).toHaveCount( 1 );
		await expect( wrong.filter( { hasText: 'Files can have up to 10 MB' } ) ).toHaveCount( 1 );
		await field.fill( 'With files' );
		await field.press( 'Enter' );
		await expect( staff.getByText( 'A file could not be attached. Remove it, then send.' ) ).toBeVisible();
		expect( await visitor.reads( id ) ).not.toContain( 'With files' );
	} );
} );

test.describe( 'Files of visitors', () => {
	test.slow();

	test( 'go both ways: the team’s are seen, the visitor’s own are chosen, pasted, dropped, sent and answered', async (
		{ page, staff, site, wp, expectAccessible }
	) => {
		await wp( 'aaia', 'setting', 'set', 'attachments_visitors', 'images_pdf' );
		try {
			await page.goto( `${ site.url }/` );
			const chat = page.locator( 'aaia-chatbot' ).first();
			await chat.locator( 'button[part=launcher]' ).click();
			const field = chat.getByRole( 'textbox' );
			await field.fill( 'My tap drips' );
			await field.press( 'Enter' );
			await expect( chat.locator( '[data-author="assistant"]' ).first() ).toBeVisible();
			const clip = chat.getByRole( 'button', { name: /Attach files: images, PDF, up to/ } );
			await expect( clip ).toBeVisible();

			const chooser = page.waitForEvent( 'filechooser' );
			await clip.click();
			await ( await chooser ).setFiles( [ { name: 'tap.png', mimeType: 'image/png', buffer: png( 800, 600 ) } ] );
			await pastes( field, 'pasted.png', png( 120, 90 ) );
			await drags( page, chat.locator( '.log' ), 'drop', [
				{ name: 'x.php.jpg', mimeType: 'image/jpeg', buffer: Buffer.from( '<?php echo 1;' ) },
				{ name: 'empty.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc( 0 ) },
			] );
			const chosen = chat.locator( 'aaia-attach li' );
			await expect( chosen ).toHaveCount( 4 );
			await expect( chosen.filter( { hasText: 'empty.pdf' } ) ).toContainText( 'This file is empty' );
			await expectAccessible( page, 'aaia-chatbot' );
			await chat.getByRole( 'button', { name: 'Send files' } ).click();
			await expect( chosen.filter( { hasText: 'x.php.jpg' } ) ).toContainText( 'This kind of file cannot be attached' );
			await chat.getByRole( 'button', { name: 'Remove x.php.jpg' } ).click();
			await chat.getByRole( 'button', { name: 'Remove empty.pdf' } ).click();
			await chat.getByRole( 'button', { name: 'Send files' } ).click();
			await expect( chat.getByRole( 'log' ).getByText( /I cannot read files/ ) ).toBeVisible();
			await expect( chat.locator( '[data-author="visitor"] aaia-file img' ) ).toHaveCount( 2 );
			await expect( chosen ).toHaveCount( 0 );

			await staff.goto( SCREEN );
			await staff.locator( '.aaia-row' ).first().click();
			const received = staff.locator( '[data-author="visitor"]' ).getByRole( 'button', { name: 'Open tap.png' } );
			await expect( received.locator( 'img' ) ).toHaveJSProperty( 'naturalWidth', 640 );
			await drags( staff, staff.locator( '.aaia-log' ), 'drop', [
				{ name: 'Plan.pdf', mimeType: 'application/pdf', buffer: PDF },
				{ name: 'seal.png', mimeType: 'image/png', buffer: png( 500, 400 ) },
			] );
			await expect( staff.locator( '.aaia-file-chip progress' ) ).toHaveCount( 0 );
			await expect( staff.locator( '.aaia-file-chip' ) ).toHaveCount( 2 );
			await staff.locator( '.aaia-composer__field' ).fill( 'You need this seal' );
			await staff.locator( '.aaia-composer__field' ).press( 'Enter' );
			await staff.getByRole( 'button', { name: 'Send now' } ).click();

			const answer = chat.locator( '[data-author="agent"]', { hasText: 'You need this seal' } );
			await expect( answer.locator( 'aaia-file img' ) ).toHaveJSProperty( 'naturalWidth', 500 );
			const download = page.waitForEvent( 'download' );
			await answer.getByRole( 'button', { name: 'Download Plan.pdf' } ).click();
			expect( ( await download ).suggestedFilename() ).toBe( 'Plan.pdf' );
			await answer.locator( 'aaia-file .picture' ).click();
			await expect( answer.locator( 'aaia-file dialog img' ) ).toHaveJSProperty( 'naturalWidth', 500 );
			await page.keyboard.press( 'Escape' );
			await expect( answer.locator( 'aaia-file dialog' ) ).toHaveCount( 0 );
			await expect( answer.locator( 'aaia-file .picture' ) ).toBeFocused();
			await expectAccessible( page, 'aaia-chatbot' );

			await page.setViewportSize( { width: 375, height: 740 } );
			await page.reload();
			await expect( chat.locator( '[data-author="agent"] aaia-file img' ) ).toHaveJSProperty( 'naturalWidth', 500 );
		} finally {
			await wp( 'aaia', 'setting', 'set', 'attachments_visitors', 'none' );
		}
	} );

	test( 'are not offered unless the owner allows it', async ( { page, site } ) => {
		await page.goto( `${ site.url }/` );
		const chat = page.locator( 'aaia-chatbot' ).first();
		const scripts: string[] = [];
		page.on( 'request', ( asked ) => void ( asked.url().includes( '/widget/' ) && scripts.push( asked.url() ) ) );
		await chat.locator( 'button[part=launcher]' ).click();
		await chat.getByRole( 'textbox' ).fill( 'Hello' );
		await chat.getByRole( 'textbox' ).press( 'Enter' );
		await expect( chat.locator( '[data-author="assistant"]' ).first() ).toBeVisible();
		await expect( chat.getByRole( 'button', { name: /Attach/ } ) ).toHaveCount( 0 );
		expect( scripts.some( ( url ) => url.includes( 'files.js' ) ) ).toBe( false );
	} );
} );
