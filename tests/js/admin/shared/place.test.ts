import { act, renderHook } from '@testing-library/react';
import { goTo, placeIn, usePlace } from '../../../../admin/shared/place';

describe( 'The place in the address', () => {
	it( 'is a tab and a part of it', () => {
		expect( placeIn( { search: '?page=aaia-xp&tab=alerts&part=log', hash: '' } ) ).toEqual( { tab: 'alerts', part: 'log' } );
		expect( placeIn( { search: '?page=aaia-xp', hash: '' } ) ).toEqual( { tab: '', part: '' } );
	} );

	it( 'is found by the anchors of former versions too', () => {
		expect( placeIn( { search: '?page=aaia-xp&tab=alerts', hash: '#aaia-alerts-so-far' } ) ).toEqual( { tab: 'alerts', part: 'so-far' } );
		expect( placeIn( { search: '?page=aaia-xp', hash: '#aaia-alerts-log' } ) ).toEqual( { tab: 'alerts', part: 'log' } );
		expect( placeIn( { search: '?tab=widget', hash: '#aaia-alerts-log' } ) ).toEqual( { tab: 'widget', part: '' } );
	} );

	it( 'follows the reader, and the steps back', async () => {
		window.history.replaceState( null, '', '?page=aaia-xp#aaia-alerts-rules' );
		const { result } = renderHook( usePlace );
		act( () => goTo( { tab: 'alerts', part: 'log' } ) );
		expect( result.current ).toEqual( { tab: 'alerts', part: 'log' } );
		expect( window.location.search + window.location.hash ).toBe( '?page=aaia-xp&tab=alerts&part=log' );

		act( () => goTo( { tab: 'widget', part: '' } ) );
		expect( window.location.search ).toBe( '?page=aaia-xp&tab=widget' );
		await act( () => new Promise< void >( ( resolve ) => {
			window.addEventListener( 'popstate', () => resolve(), { once: true } );
			window.history.back();
		} ) );
		expect( result.current ).toEqual( { tab: 'alerts', part: 'log' } );
	} );
} );
