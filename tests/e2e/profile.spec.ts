import { expect, test } from './fixtures';
import { join } from 'node:path';

/** The profile page, where somebody who answers visitors chooses the picture they see. */

const PICTURE = join( import.meta.dirname, '../../docs/images/widget-desktop.png' );

test.describe( 'The public picture', () => {
	test( 'is shown before it is saved, whether it comes from this computer or from the media library', async ( { staff, wp } ) => {
		const id = ( await wp( 'media', 'import', PICTURE, '--porcelain' ) ).trim();
		try {
			await staff.goto( '/wp-admin/profile.php' );
			const shown = staff.getByRole( 'img', { name: 'Your picture' } );
			await expect( shown ).toBeHidden();
			await staff.getByLabel( 'Public picture' ).setInputFiles( PICTURE );
			await expect( shown ).toHaveCSS( 'background-image', /^url\("blob:/ );

			await staff.getByRole( 'button', { name: 'Choose from the media library' } ).click();
			const library = staff.getByRole( 'dialog' );
			await library.getByRole( 'tab', { name: 'Media Library' } ).click();
			await library.locator( `.attachment[data-id="${ id }"]` ).click();
			await library.getByRole( 'button', { name: 'Use this picture' } ).click();
			await expect( shown ).toHaveCSS( 'background-image', /uploads/ );

			await staff.getByRole( 'button', { name: 'Update Profile' } ).click();
			await expect( shown ).toHaveCSS( 'background-image', /aaia-chatbot\/agent-/ );
			await staff.getByLabel( 'Remove the picture' ).check();
			await staff.getByRole( 'button', { name: 'Update Profile' } ).click();
			await expect( staff.getByLabel( 'Public picture' ) ).toBeVisible();
			await expect( shown ).toBeHidden();
		} finally {
			await wp( 'post', 'delete', id, '--force' );
		}
	} );
} );
