import { act, fireEvent, render, screen } from '@testing-library/react';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings } from '../../../../admin/settings/settings-state';
import { Checklist } from '../../../../admin/settings/tabs/assistant/Checklist';
import type { SettingValue, SetupState } from '../../../../src/wire/wire';
import { fakeRoutes } from '../fake-routes';
import type { Asked } from '../fake-routes';

const NEW: SetupState = {
	dismissed: false,
	mail_tested: false,
	documents: 12,
	conversations: false,
	recipients: [ 'owner@example.com' ],
	site: 'https://site.example/',
};

const change = jest.fn();

async function draw( setup: Partial< SetupState >, values: Record< string, SettingValue > = {} ): Promise< Asked[] > {
	const asked = fakeRoutes( ( { path, data } ) =>
		path.endsWith( '/setup' ) ? { ...NEW, ...setup, ...data } : { ok: true, message: 'Sent to owner@example.com.' } );
	await act( async () => {
		render(
			<SettingsContext.Provider
				value={ {
					state: {
						...initialSettings,
						phase: 'ready',
						server: { values: { widget_enabled: false, provider: 'builtin', ...values }, sentences: {}, notes: {} },
					},
					change,
					save: async () => true,
				} }
			>
				<Checklist />
			</SettingsContext.Provider>
		);
	} );
	return asked;
}

const step = ( name: string ): string => screen.getByText( name ).closest( 'li' )?.textContent ?? '';

describe( 'The checklist', () => {
	it( 'says who sees the chat, who answers, whom it alerts, and where to try it', async () => {
		await draw( {} );

		expect( step( 'Seen by' ) ).toContain( '(to do)Nobody sees the chat yet.' );
		expect( step( 'Answers' ) ).toContain( '(done)The built-in assistant answers from 12 documents of your site.' );
		expect( step( 'Alerts to' ) ).toContain( '(to do)owner@example.com' );
		expect( screen.getByRole( 'link', { name: 'your site' } ).getAttribute( 'href' ) ).toBe( 'https://site.example/' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Show the chat' } ) );
		expect( change ).toHaveBeenCalledWith( 'widget_enabled', true );
	} );

	it( 'counts the alerts as done once a test e-mail was accepted', async () => {
		const asked = await draw( {} );
		await act( async () => {
			fireEvent.click( screen.getByRole( 'button', { name: 'Test this address' } ) );
		} );

		expect( asked.map( ( { method, path } ) => `${ method } ${ path.replace( '/aaia-chatbot/v1', '' ) }` ) ).toEqual( [
			'GET /setup', 'POST /alerts/test', 'POST /setup',
		] );
		expect( step( 'Alerts to' ) ).toContain( '(done)' );
	} );

	it( 'goes away for good when it is closed', async () => {
		const asked = await draw( {} );
		await act( async () => {
			fireEvent.click( screen.getByRole( 'button', { name: 'Close the checklist' } ) );
		} );

		expect( screen.queryByText( 'Seen by' ) ).toBeNull();
		expect( asked[ 1 ] ).toMatchObject( { path: '/aaia-chatbot/v1/setup', data: { dismissed: true } } );
	} );

	it( 'is not shown again once it was closed', async () => {
		await draw( { dismissed: true } );
		expect( screen.queryByText( 'Seen by' ) ).toBeNull();
	} );

	it( 'is not shown when everything is done, and never comes back', async () => {
		const asked = await draw( { mail_tested: true, conversations: true }, { widget_enabled: true } );
		expect( screen.queryByText( 'Seen by' ) ).toBeNull();
		expect( asked[ 1 ] ).toMatchObject( { path: '/aaia-chatbot/v1/setup', data: { dismissed: true } } );
	} );
} );
