import type { Page } from '@playwright/test';
import { Visitor } from './admin-visitor';
import { drags, pastes, PDF, png } from './file-drops';
import { expect, signedIn, test } from './fixtures';

/** Two of the team and two visitors at once: who has a conversation, who writes, what both sides see and what can be taken back. */

test.use( { actionTimeout: 15_000 } );

const SCREEN = '/wp-admin/admin.php?page=aaia-conversations';

const row = ( page: Page, id: string ) => page.locator( `[data-row="${ id }"]` );
const box = ( page: Page, id: string ) => page.locator( `li:has([data-row="${ id }"]) .aaia-row-check` );
const thread = ( page: Page ) => page.getByRole( 'log', { name: 'Messages' } );
const field = ( page: Page ) => page.locator( '.aaia-composer__field' );
const status = ( page: Page ) => page.locator( '.aaia-thread__head .aaia-status' );
const assigned = ( page: Page, to: string ) => page.getByRole( 'button', { name: `Assigned to: ${ to }. Change it` } );

test( 'two of the team and two visitors talk, hand over, take, label, snooze and undo, each seeing what the others do', async (
	{ browser, page, staff, site, wp, request, expectAccessible }
) => {
	test.setTimeout( 420_000 );
	const stamp = Date.now();
	const [ login, team, label ] = [ `marie${ stamp }`, `Repairs ${ stamp }`, `urgent${ stamp }` ];
	await wp( 'user', 'create', login, `${ login }@site.test`, '--role=administrator', '--display_name=Marie', '--user_pass=secret' );
	await wp( 'eval', `$ask = function ( $method, $path, $about ) {
			$request = new WP_REST_Request( $method, "/aaia-chatbot/v1$path" );
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( wp_json_encode( $about ) );
			rest_do_request( $request );
		};
		$marie = get_user_by( 'login', '${ login }' )->ID;
		foreach ( [ 1, $marie ] as $id ) { wp_set_current_user( $id ); $ask( 'PATCH', '/preferences', [ 'undo_send' => false ] ); }
		wp_set_current_user( 1 );
		$members = [ [ 'id' => 1, 'role' => 'manager' ], [ 'id' => $marie, 'role' => 'member' ] ];
		$ask( 'POST', '/teams', [ 'name' => '${ team }', 'members' => $members ] );` );
	await wp( 'aaia', 'setting', 'set', 'attachments_visitors', 'images_pdf' );
	const marie = await signedIn( browser, site.url, login, 'secret' );
	try {
		// Ana writes in the panel of the site, Bob from another browser.
		await page.goto( '/' );
		const chat = page.locator( 'aaia-chatbot' ).first();
		await chat.locator( 'button[part=launcher]' ).click();
		await chat.getByRole( 'textbox' ).fill( `My tap drips ${ stamp }` );
		await chat.getByRole( 'textbox' ).press( 'Enter' );
		await expect( chat.locator( '[data-author="assistant"]' ).first() ).toBeVisible();
		const bob = await Visitor.arrives( request, site.url );
		const bobs = await bob.says( `Do you repair tandems? ${ stamp }` );

		// Both see both; Bob asks for somebody, and Marie is given his conversation while she is away.
		await staff.goto( SCREEN );
		await expect( row( staff, bobs ) ).toContainText( 'Open' );
		const anas = await staff.locator( `.aaia-row:not([data-row="${ bobs }"])` ).first().getAttribute( 'data-row' ) ?? '';
		await bob.asksForPerson( bobs, { message: 'I would like to talk to somebody.' } );
		await expect( row( staff, bobs ) ).toContainText( 'Pending' );
		await expect( row( staff, bobs ).getByText( 'Unread', { exact: true } ) ).toBeAttached();
		await row( staff, bobs ).click();
		await expect( thread( staff ).locator( '[data-author="assistant"]' ) ).toHaveCount( 1 );
		await expect( row( staff, bobs ).getByText( 'Unread', { exact: true } ) ).toHaveCount( 0 );
		await expectAccessible( staff, '#aaia-admin' );
		await staff.getByRole( 'button', { name: 'Unassigned. Change it' } ).press( 'Enter' );
		const ofMarie = staff.getByRole( 'menuitemradio', { name: 'Marie' } ).first();
		await expect( ofMarie ).toContainText( 'Off' );
		await expectAccessible( staff, '[role=menu][aria-label="Assigned to"]' );
		await staff.keyboard.press( 'Escape' );
		await expect( staff.getByRole( 'button', { name: 'Unassigned. Change it' } ) ).toBeFocused();

		// Both take it at the same moment: one has it, the other is told whom to thank.
		await marie.goto( `${ SCREEN }&conversation=${ bobs }` );
		await expect( row( staff, bobs ) ).toContainText( 'Marie is viewing' );
		let bothAsk: () => void = () => undefined;
		const asked = new Promise< void >( ( go ) => {
			bothAsk = go;
		} );
		let asking = 0;
		const answers = [ staff, marie ].map( async ( one ) => {
			await one.route( '**/takeover**', async ( route ) => {
				asking++;
				if ( asking === 2 ) {
					bothAsk();
				}
				await asked;
				await route.continue();
			} );
			const [ response ] = await Promise.all( [
				one.waitForResponse( /\/takeover/ ),
				one.getByRole( 'button', { name: 'Take over' } ).click(),
			] );
			return response.status();
		} );
		const [ ofStaff = 0, ...others ] = await Promise.all( answers );
		expect( [ ofStaff, ...others ].sort() ).toEqual( [ 200, 409 ] );
		const [ winner, loser, winning ] = ofStaff === 200 ? [ staff, marie, site.user ] : [ marie, staff, 'Marie' ];
		await expect( winner.getByText( 'You answer', { exact: true } ) ).toBeVisible();
		await expect( loser.locator( '.aaia-toast' ) ).toHaveText( new RegExp( `^${ winning } has just taken this conversation\\.` ) );
		await expect( assigned( loser, winning ) ).toBeVisible();

		// Both write to Bob: the second sees that the first has answered, and keeps what was written.
		await field( loser ).fill( 'We do, I believe' );
		await expect( thread( winner ) ).toContainText( 'is typing…' );
		await loser.route( '**/aaia-chatbot/v1/updates**', ( route ) => route.abort() );
		await field( winner ).fill( 'We do: two to three days.' );
		await field( winner ).press( 'Enter' );
		await expect( thread( winner ).locator( '[data-author="agent"]' ) ).toContainText( 'We do: two to three days.' );
		expect( await bob.reads( bobs ) ).toContain( 'We do: two to three days.' );
		await field( loser ).press( 'Enter' );
		await expect( loser.getByRole( 'alert' ) ).toContainText( 'A new message came in' );
		await expect( thread( loser ) ).toContainText( 'We do: two to three days.' );
		await expect( field( loser ) ).toHaveValue( 'We do, I believe' );
		expect( await bob.reads( bobs ) ).not.toContain( 'I believe' );
		await field( loser ).fill( '' );
		await loser.unroute( '**/aaia-chatbot/v1/updates**' );
		await bob.types( bobs );
		await expect( thread( winner ) ).toContainText( 'is typing…' );
		await bob.says( 'Thank you!', bobs );
		await expect( thread( winner ) ).toContainText( 'Thank you!' );
		await expect( thread( loser ) ).toContainText( 'Thank you!' );
		await expect( thread( winner ) ).not.toContainText( 'is typing…' );
		await expect( thread( winner ).locator( '[data-author="agent"]' ).getByText( 'Why this answer?' ) ).toHaveCount( 0 );
		await expect( thread( winner ).locator( '[data-author="assistant"]' ).getByText( 'Why this answer?' ) ).toHaveCount( 1 );

		// Handed back, given to the team, taken by Marie.
		await winner.getByRole( 'button', { name: 'Hand back' } ).click();
		for ( const one of [ winner, loser ] ) {
			await expect( one.getByText( 'The assistant answers', { exact: true } ) ).toBeVisible();
		}
		await staff.locator( '.aaia-thread__place' ).getByRole( 'button', { name: /^(Unassigned|Assigned to: .*)\. Change it$/ } ).click();
		await staff.getByRole( 'menuitemradio', { name: team } ).click();
		await expect( assigned( staff, team ) ).toBeFocused();
		await marie.getByRole( 'group', { name: 'Conversations shown' } ).getByRole( 'button', { name: /^Mine/ } ).click();
		await expect( row( marie, bobs ) ).toContainText( team );
		await marie.getByRole( 'button', { name: 'Take over' } ).click();
		await expect( assigned( staff, `Marie · ${ team }` ) ).toBeVisible();
		await marie.getByRole( 'group', { name: 'Conversations shown' } ).getByRole( 'button', { name: /^All/ } ).click();

		// A label that one makes colours the other's list.
		await marie.getByRole( 'button', { name: 'No labels. Change them' } ).click();
		await marie.getByRole( 'textbox', { name: 'Find or create a label' } ).fill( label );
		await marie.getByRole( 'button', { name: `Create “${ label }”` } ).click();
		await expect( row( staff, bobs ).getByText( label ) ).toBeVisible();
		await marie.keyboard.press( 'Escape' );

		// Files, both ways; what may not be sent is refused with a reason.
		const clip = chat.getByRole( 'button', { name: /Attach files: images, PDF, up to/ } );
		const chooser = page.waitForEvent( 'filechooser' );
		await clip.click();
		await ( await chooser ).setFiles( [ { name: 'tap.png', mimeType: 'image/png', buffer: png( 800, 600 ) } ] );
		await pastes( chat.getByRole( 'textbox' ), 'pasted.png', png( 120, 90 ) );
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

		await row( staff, anas ).click();
		const received = staff.locator( '[data-author="visitor"]' ).getByRole( 'button', { name: 'Open tap.png' } );
		await expect( received.locator( 'img' ) ).toHaveJSProperty( 'naturalWidth', 640 );
		await drags( staff, staff.locator( '.aaia-log' ), 'drop', [
			{ name: 'Plan.pdf', mimeType: 'application/pdf', buffer: PDF },
			{ name: 'seal.png', mimeType: 'image/png', buffer: png( 500, 400 ) },
		] );
		await expect( staff.locator( '.aaia-file-chip progress' ) ).toHaveCount( 0 );
		await expect( staff.locator( '.aaia-file-chip' ) ).toHaveCount( 2 );
		await field( staff ).fill( 'You need this seal' );
		await field( staff ).press( 'Enter' );
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
		await expect( answer.locator( 'aaia-file img' ) ).toHaveJSProperty( 'naturalWidth', 500 );

		// Snoozed by one, gone for both; an hour later it is back on top, unread.
		await staff.getByRole( 'button', { name: 'Snooze' } ).click();
		await staff.getByRole( 'menuitem', { name: '1 hour' } ).click();
		await expect( status( staff ) ).toHaveText( 'Snoozed' );
		await expect( row( marie, anas ) ).toHaveCount( 0 );
		await row( staff, bobs ).click();
		await wp( 'eval', `global $wpdb; $p = $wpdb->prefix . 'aaia_'; $past = gmdate( 'Y-m-d H:i:s', time() - 60 );
			$wpdb->query( $wpdb->prepare( "UPDATE {$p}conversations SET snoozed_until = %s WHERE public_id = %s", $past, '${ anas }' ) );
			$wpdb->query( $wpdb->prepare( "UPDATE {$p}jobs SET run_at = %s WHERE handler = 'inbox.wake'", $past ) );` );
		await wp( 'aaia', 'worker', '--once' );
		for ( const one of [ staff, marie ] ) {
			await expect( one.locator( '.aaia-row' ).first() ).toHaveAttribute( 'data-row', anas );
			await expect( row( one, anas ).getByText( 'Unread', { exact: true } ) ).toBeAttached();
		}

		// Both conversations at once, by mouse and by keyboard, and back.
		await row( marie, bobs ).hover();
		await box( marie, bobs ).check();
		await box( marie, anas ).click( { modifiers: [ 'Shift' ] } );
		const bar = marie.getByRole( 'toolbar', { name: 'Selected conversations' } );
		await expect( bar ).toContainText( '2 selected' );
		await expectAccessible( marie, '.aaia-list' );
		await bar.getByRole( 'button', { name: 'Archive' } ).click();
		await expect( marie.getByText( '2 conversations archived.' ) ).toBeVisible();
		await expect( marie.locator( '.aaia-bulk-report' ) ).toBeFocused();
		await expect( row( staff, anas ) ).toHaveCount( 0 );
		await expectAccessible( marie, '.aaia-list' );
		await marie.locator( '.aaia-bulk-report' ).getByRole( 'button', { name: 'Undo' } ).click();
		await expect( marie.getByText( 'Undone in 2 conversations.' ) ).toBeVisible();
		for ( const id of [ anas, bobs ] ) {
			await expect( row( staff, id ) ).toBeVisible();
			await row( marie, id ).focus();
			await marie.keyboard.press( 'x' );
		}
		await bar.getByRole( 'button', { name: 'Labels' } ).click();
		await marie.keyboard.type( `both${ stamp }` );
		await expectAccessible( marie, '.components-popover' );
		await marie.keyboard.press( 'Enter' );
		await expect( marie.getByText( 'Labels of 2 conversations changed.' ) ).toBeVisible();
		await expect( row( staff, anas ) ).toContainText( `both${ stamp }` );
		await marie.keyboard.press( 'z' );
		await expect( marie.getByText( 'Undone in 2 conversations.' ) ).toBeVisible();
		await expect( row( staff, anas ) ).not.toContainText( `both${ stamp }` );
		await marie.locator( '.aaia-bulk-report' ).getByRole( 'button', { name: 'Close' } ).click();
		await row( marie, anas ).focus();
		await marie.keyboard.press( 'ControlOrMeta+a' );
		await expect( bar ).toBeVisible();
		await marie.keyboard.press( 'Escape' );
		await expect( bar ).toHaveCount( 0 );
	} finally {
		await wp( 'aaia', 'setting', 'set', 'attachments_visitors', 'none' );
		await wp( 'eval', `$request = new WP_REST_Request( 'PATCH', '/aaia-chatbot/v1/preferences' );
			$request->set_header( 'Content-Type', 'application/json' );
			$request->set_body( '{"undo_send":true}' );
			wp_set_current_user( 1 );
			rest_do_request( $request );` );
		await marie.context().close();
	}
} );
