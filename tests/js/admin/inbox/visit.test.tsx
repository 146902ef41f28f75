import { render, screen } from '@testing-library/react';
import { DetailsPane } from '../../../../admin/inbox/DetailsPane';
import { initialInbox } from '../../../../admin/inbox/inbox-state';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import type { StaffVisit } from '../../../../src/wire/wire';
import { conversation } from '../builders';
import { fakeRoutes } from '../fake-routes';

const inbox = { dispatch: jest.fn(), nudge: jest.fn(), state: initialInbox } as unknown as Inbox;

const VISIT: StaffVisit = {
	url: 'https://site.test/prices/',
	title: '<b>Prices</b>',
	since: '2026-03-02T09:00:00Z',
	browser: 'Firefox 140 · Windows',
	device: 'computer',
	language: 'fr-CA',
};

/** Facts of the details, by their terms. */
function facts( visit: StaffVisit | null ): Record< string, string > {
	fakeRoutes( () => new Promise( () => undefined ) );
	const { container } = render(
		<DetailsPane inbox={ inbox } conversation={ conversation( { id: 'c1', visit } ) } onClose={ jest.fn() } onContact={ jest.fn() } />
	);
	return Object.fromEntries(
		[ ...container.querySelectorAll( 'dt' ) ].map( ( term ) => [ term.textContent ?? '', term.nextElementSibling?.textContent ?? '' ] )
	);
}

describe( 'where a visitor is', () => {
	it( 'is a link to the page, with the time, the browser and its language in words', () => {
		const shown = facts( VISIT );
		expect( shown[ 'Last page' ] ).toMatch( /^<b>Prices<\/b>since Mar 2, 2026/ );
		expect( screen.getByRole( 'link', { name: '<b>Prices</b>' } ).getAttribute( 'href' ) ).toBe( VISIT.url );
		expect( shown.Browser ).toBe( 'Firefox 140 · Windows · Computer' );
		expect( shown[ 'Browser’s language' ] ).toBe( 'French (Canada)' );
	} );

	it( 'is left out as far as it is not known, and a script is no link', () => {
		expect( Object.keys( facts( null ) ) ).not.toContain( 'Browser' );
		const shown = facts( { ...VISIT, url: '', browser: '', device: '', language: '' } );
		[ 'Last page', 'Browser', 'Browser’s language' ].forEach( ( term ) => expect( Object.keys( shown ) ).not.toContain( term ) );
		facts( { ...VISIT, url: 'javascript:alert(1)' } );
		expect( screen.queryByRole( 'link', { name: '<b>Prices</b>' } ) ).toBeNull();
	} );
} );
