import { pageIsDark } from './page-is-dark';

afterEach( () => {
	document.documentElement.removeAttribute( 'style' );
	document.body.removeAttribute( 'style' );
} );

const page = ( html: string, body: string ): void => {
	document.documentElement.setAttribute( 'style', html );
	document.body.setAttribute( 'style', body );
};

it.each( [
	[ 'a white page on a dark system', '', 'background-color: #fff', true, false ],
	[ 'a dark page on a light system', '', 'background-color: rgb(20, 20, 30)', false, true ],
	[ 'a dark page behind a transparent body', 'background-color: #111', 'background-color: transparent', false, true ],
	[ 'a page that says nothing, on a dark system', '', '', true, false ],
] )( 'goes by what the page looks like: %s', ( _, html, body, system, dark ) => {
	page( html, body );
	expect( pageIsDark( system ) ).toBe( dark );
} );
