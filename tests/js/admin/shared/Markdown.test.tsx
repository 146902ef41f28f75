import { render } from '@testing-library/react';
import { Markdown } from '../../../../admin/shared/Markdown';

describe( 'words drawn in the inbox', () => {
	it( 'have their marks as elements', () => {
		const { container } = render(
			<Markdown text={ '**Bold** and [a page](https://site.test/)\n\n- one\n- two\n\n| a | b |\n| - | - |\n| 1 | 2 |' } />
		);
		expect( container.querySelector( 'strong' )?.textContent ).toBe( 'Bold' );
		expect( container.querySelector( 'a' )?.getAttribute( 'rel' ) ).toBe( 'nofollow ugc noopener noreferrer' );
		expect( [
			container.querySelectorAll( 'li' ).length,
			container.querySelectorAll( 'th' ).length,
			container.querySelectorAll( 'td' ).length,
		] ).toEqual( [ 2, 2, 2 ] );
	} );

	it( 'are never markup, never a harmful link, never an image', () => {
		const hostile =
			'<img src=x onerror=alert(1)> <script>alert(1)</script> [x](javascript:alert(1)) ' +
			'![y](https://evil.example/p.png) <svg onload=alert(1)>';
		const { container } = render( <Markdown text={ hostile } /> );
		expect( container.querySelectorAll( 'img, script, svg' ) ).toHaveLength( 0 );
		expect(
			[ ...container.querySelectorAll( 'a' ) ]
				.map( ( link ) => link.protocol )
				.filter( ( protocol ) => ! [ 'http:', 'https:', 'mailto:' ].includes( protocol ) )
		).toEqual( [] );
		expect( container.textContent ).toContain( '<script>alert(1)</script>' );
	} );
} );
