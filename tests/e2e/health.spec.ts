import { expect, test } from './fixtures';
import type { WpCli } from './fixtures';
import type { Locator, Page } from '@playwright/test';

/** What is wrong with pages, as who edits them learns it: in both editors and in the Knowledge tab. */

const paragraph = ( html: string ): string => `<!-- wp:paragraph --><p>${ html }</p><!-- /wp:paragraph -->`;

/** Ids of what a test made; deleted after it. */
let made: string[] = [];

async function make( wp: WpCli, title: string, status: string, ...paragraphs: readonly string[] ): Promise< string > {
	const id = ( await wp(
		'post',
		'create',
		'--post_type=page',
		`--post_status=${ status }`,
		`--post_title=${ title }`,
		`--post_content=${ paragraphs.map( paragraph ).join( '' ) }`,
		'--porcelain'
	) ).trim();
	made.push( id );
	return id;
}

async function openEditor( staff: Page, id: string ): Promise< void > {
	await staff.goto( `/wp-admin/post.php?post=${ id }&action=edit` );
	await staff.waitForFunction( () => 'wp' in window && document.querySelector( '.editor-header' ) !== null );
	await staff.evaluate( () =>
		( window as unknown as {
			wp: { data: { dispatch: ( store: string ) => { set: ( scope: string, name: string, value: boolean ) => void } } };
		} ).wp.data.dispatch(
			'core/preferences'
		).set(
			'core/edit-post',
			'welcomeGuide',
			false
		) );
}

/** The panel beside the page, opened. */
async function openPanel( staff: Page ): Promise< Locator > {
	const button = staff.getByRole( 'button', { name: /^AAIA: knowledge check/ } );
	await expect( button ).toBeVisible( { timeout: 20_000 } );
	if ( await button.getAttribute( 'aria-expanded' ) === 'false' ) {
		await button.click();
	}
	return staff.locator( '.aaia-editor' );
}

test.describe( 'The health of pages', () => {
	test.afterEach( async ( { wp } ) => {
		if ( made.length > 0 ) {
			await wp( 'post', 'delete', ...made, '--force' );
			made = [];
		}
	} );

	test( 'the block editor tells of a contradiction, a day that has passed and a dead link, and is content when they are mended', async ( {
		staff,
		wp,
		expectAccessible,
	} ) => {
		await make( wp, 'Tandem hire', 'publish', 'A tandem hire deposit costs £40.' );
		const id = await make(
			wp,
			'Hire questions',
			'publish',
			'A tandem hire deposit costs £60.',
			'Offer valid until 31 March 2025.',
			'<a href="/no-such-page-here/">The small print</a>'
		);
		await openEditor( staff, id );
		const panel = await openPanel( staff );
		await expect( panel.getByRole( 'listitem' ) ).toHaveCount( 3 );
		const price = panel.getByRole( 'listitem' ).filter( { hasText: 'Two prices' } );
		await expect( price ).toContainText( 'This page says £60, another page says £40.' );
		await expect( price.getByRole( 'link', { name: 'Edit “Tandem hire”' } ) ).toHaveAttribute( 'href', /post\.php\?post=\d+/ );
		await expect( panel.getByRole( 'listitem' ).filter( { hasText: 'Dead link' } ) ).toContainText( '/no-such-page-here/' );
		await expectAccessible( staff, '.aaia-editor' );

		await panel.getByRole( 'listitem' ).filter( { hasText: 'Outdated date' } ).getByRole( 'button', { name: /^Ignore/ } ).click();
		await expect( panel.getByText( '1 ignored' ) ).toBeVisible();

		await staff.evaluate( ( content ) => {
			const data = ( window as unknown as { wp: {
				data: { dispatch: ( store: string ) => { editPost: ( post: object ) => void; savePost: () => void } };
				blocks: { parse: ( html: string ) => object[] };
			} } ).wp;
			const editor = data.data.dispatch( 'core/editor' ) as unknown as {
				resetEditorBlocks: ( blocks: object[] ) => void;
				savePost: () => void;
			};
			editor.resetEditorBlocks( data.blocks.parse( content ) );
			editor.savePost();
		}, paragraph( 'A tandem hire deposit costs £40.' ) + paragraph( 'Offer valid until 31 March 2025.' ) );
		await expect( panel.getByText( 'No problems found on this page.' ) ).toBeVisible( { timeout: 20_000 } );
	} );

	test( 'saving a page that contradicts another one says so', async ( { staff, wp } ) => {
		await make( wp, 'Workshop prices', 'publish', 'A wheel alignment costs £25.' );
		const id = await make( wp, 'Workshop questions', 'publish', 'Ask us anything.' );
		await openEditor( staff, id );
		await openPanel( staff );
		await staff.evaluate( ( content ) => {
			const { data, blocks } = ( window as unknown as { wp: {
				data: { dispatch: ( store: string ) => unknown };
				blocks: { parse: ( html: string ) => object[] };
			} } ).wp;
			const editor = data.dispatch( 'core/editor' ) as { resetEditorBlocks: ( list: object[] ) => void; savePost: () => void };
			editor.resetEditorBlocks( blocks.parse( content ) );
			editor.savePost();
		}, paragraph( 'A wheel alignment costs £30.' ) );
		await expect( staff.locator( '.components-notice' ).filter( { hasText: '1 problem was found' } ) ).toBeVisible( { timeout: 20_000 } );
		await expect( staff.getByRole( 'button', { name: 'AAIA: knowledge check (1)' } ) ).toBeVisible();
	} );

	test( 'before a page is published its contradictions are shown', async ( { staff, wp, expectAccessible } ) => {
		await make( wp, 'Spoke prices', 'publish', 'A spoke replacement costs £12.' );
		const id = await make( wp, 'Spokes', 'draft', 'A spoke replacement costs £15.' );
		await openEditor( staff, id );
		await staff.getByRole( 'button', { name: 'Publish', exact: true } ).click();
		const panel = staff.locator( '.editor-post-publish-panel .aaia-editor' );
		await expect( panel ).toContainText( 'This page says £15, another page says £12.', { timeout: 20_000 } );
		await expectAccessible( staff, '.editor-post-publish-panel .aaia-editor' );
	} );

	test( 'the classic editor shows the same in a notice', async ( { staff, wp, expectAccessible } ) => {
		await make( wp, 'Pump prices', 'publish', 'A floor pump costs £25.' );
		const id = await make( wp, 'Pumps', 'publish', 'A floor pump costs £35.' );
		await wp(
			'eval',
			'wp_mkdir_p( WPMU_PLUGIN_DIR ); file_put_contents( WPMU_PLUGIN_DIR . "/classic-e2e.php", "<?php add_filter( \'use_block_editor_for_post\', \'__return_false\' );" );'
		);
		try {
			await staff.goto( `/wp-admin/post.php?post=${ id }&action=edit` );
			const notice = staff.locator( '.notice-warning' ).filter( { hasText: 'The assistant answers from this page' } );
			await expect( notice ).toContainText( 'This page says £35, another page says £25.' );
			await expect( notice.getByRole( 'link', { name: 'Pump prices' } ) ).toBeVisible();
			await expectAccessible( staff, '.notice-warning' );
		} finally {
			await wp( 'eval', 'unlink( WPMU_PLUGIN_DIR . "/classic-e2e.php" );' );
		}
	} );

	test( 'the Knowledge tab lists what is wrong, by kind, and keeps what is ignored apart', async ( { staff, wp, expectAccessible } ) => {
		await make( wp, 'Lamp prices', 'publish', 'A dynamo lamp costs £22.' );
		await make( wp, 'Lamps', 'publish', 'A dynamo lamp costs £27.', 'Voucher valid until 3 May 2024.' );
		await staff.goto( '/wp-admin/options-general.php?page=aaia-xp&tab=knowledge' );
		const section = staff.getByRole( 'region', { name: 'Health', exact: true } );
		const found = section.getByRole( 'listitem' );
		await expect( found.filter( { hasText: 'dynamo lamp' } ) ).toBeVisible( { timeout: 20_000 } );
		await expectAccessible( staff, '.aaia-findings' );
		await section.getByLabel( 'What', { exact: true } ).selectOption( 'expired' );
		await expect( found.filter( { hasText: 'Voucher valid until' } ) ).toBeVisible();
		await expect( found.filter( { hasText: 'dynamo lamp' } ) ).toHaveCount( 0 );
		await found.filter( { hasText: 'Voucher valid until' } ).getByRole( 'button', { name: /^Ignore/ } ).click();
		await expect( found.filter( { hasText: 'Voucher valid until' } ) ).toHaveCount( 0 );
		await section.getByLabel( 'State', { exact: true } ).selectOption( 'ignored' );
		await expect( found.filter( { hasText: 'Voucher valid until' } ) ).toBeVisible();
	} );
} );
