import { render, screen } from '@testing-library/react';
import { ContrastHint } from '../../../../admin/settings/tabs/widget/ContrastHint';

afterEach( () => {
	document.documentElement.lang = '';
} );

it( 'writes contrasts as the screen’s language does', () => {
	document.documentElement.lang = 'fr-FR';
	render( <ContrastHint color="#3858e9" /> );
	expect( screen.getByRole( 'status' ).textContent ).toMatch( /text 5,\d:1/ );
} );
