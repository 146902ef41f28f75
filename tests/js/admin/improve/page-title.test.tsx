import { render, screen } from '@testing-library/react';
import { PageTitle } from '../../../../admin/improve/answers/PassageList';

test( 'the title of a page links to web addresses only', () => {
	render( <>
		<PageTitle page={ { title: 'Delivery', url: 'https://example.com/delivery' } } />
		<PageTitle page={ { title: 'Hostile', url: 'javascript:alert(1)' } } />
	</> );
	expect( screen.getAllByRole( 'link' ).map( ( link ) => link.getAttribute( 'href' ) ) ).toEqual( [ 'https://example.com/delivery' ] );
	expect( screen.getByText( 'Hostile' ).tagName ).toBe( 'STRONG' );
} );
