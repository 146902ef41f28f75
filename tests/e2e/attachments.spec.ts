import { Visitor } from './admin-visitor';
import { drags, pastes, PDF, png, wav } from './file-drops';
import { expect, test } from './fixtures';

/** Files in conversations: attached by button, drag and paste, shown and read on both sides, hostile ones refused. */

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

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
