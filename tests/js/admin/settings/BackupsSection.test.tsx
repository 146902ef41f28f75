import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { useReducer } from '@wordpress/element';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings, settingsReducer } from '../../../../admin/settings/settings-state';
import { BackupsSection } from '../../../../admin/settings/tabs/status/BackupsSection';
import { fakeRoutes, refusal } from '../fake-routes';
import type { Backup, BackupList } from '../../../../src/wire/wire';

const backup = ( more: Partial< Backup > = {} ): Backup => ( {
	id: 4,
	name: 'aaia-20260302.aaiabackup',
	reason: 'manual',
	state: 'done',
	size: 2_000_000,
	rows: 120,
	encrypted: false,
	sent: null,
	error: '',
	created_at: '2026-03-02T08:00:00Z',
	verified_at: '2026-03-02T08:01:00Z',
	tried_at: null,
	...more,
} );

const list = ( items: Backup[], restore: BackupList[ 'restore' ] = null ): BackupList => ( { items, restore } );

const found = {
	created_at: '2026-03-02T08:00:00Z',
	then: { conversations: 10, messages: 40 },
	now: { conversations: 12, messages: 45 },
	lost: { conversations: 2, messages: 5 },
};

function Screen() {
	const server = { values: { backup_every: 'off', backup_keep: 7, backup_place: 's3' }, sentences: {}, notes: {}, choices: {} };
	const [ state ] = useReducer( settingsReducer, settingsReducer( initialSettings, { type: 'loaded', answer: server as never } ) );
	return (
		<SettingsContext.Provider value={ { state, change: () => undefined, save: () => Promise.resolve( true ) } }>
			<BackupsSection />
		</SettingsContext.Provider>
	);
}

it( 'lists backups with what became of each, and makes one', async () => {
	let now = list( [ backup(), backup( { id: 3, state: 'failed', error: 'The disk is full.' } ) ] );
	const asked = fakeRoutes( ( { method } ) => {
		if ( method === 'POST' ) {
			now = list( [ backup( { id: 5, state: 'making' } ), ...now.items ] );
		}
		return now;
	} );
	render( <Screen /> );
	// Roles are slow to compute in a page this large.
	const failed = ( await screen.findByText( 'The disk is full.' ) ).closest( 'li' );
	expect( screen.getByText( /^Read back/ ) ).toBeTruthy();
	expect( failed?.querySelector( 'button' ) ).toBeNull();
	expect( screen.getByLabelText( 'Region' ) ).toBeTruthy();
	expect( screen.queryByLabelText( 'Folder' ) ).toBeNull();

	fireEvent.click( screen.getByText( 'Back up now' ) );
	expect( await screen.findByText( 'Being written…' ) ).toBeTruthy();
	expect( asked.some( ( { method, path } ) => method === 'POST' && path === '/aaia-chatbot/v1/backups' ) ).toBe( true );
	expect( screen.getByText( 'Back up now' ).closest( 'button' )?.getAttribute( 'aria-disabled' ) ).toBe( 'true' );
} );

it( 'says what a restore takes, asks for the passphrase, and begins only after the word', async () => {
	let now = list( [ backup( { encrypted: true } ) ] );
	const asked = fakeRoutes( ( { path, data } ) => {
		if ( path.endsWith( '/check' ) ) {
			if ( data[ 'passphrase' ] !== 'correct horse' ) {
				throw refusal( 409, 'aaia_backup_refused', 'Give its passphrase.' );
			}
			return found;
		}
		if ( path.endsWith( '/restore' ) ) {
			now = list( now.items, { phase: 'load', trial: false, from: found.created_at, done: 30, total: 120, error: '' } );
		}
		return now;
	} );
	render( <Screen /> );
	fireEvent.click( await screen.findByRole( 'button', { name: 'Restore…' } ) );
	const dialog = within( await screen.findByRole( 'dialog' ) );
	expect( await dialog.findByText( 'Give its passphrase.' ) ).toBeTruthy();
	fireEvent.change( dialog.getByLabelText( 'Passphrase of this backup' ), { target: { value: 'correct horse' } } );
	fireEvent.click( dialog.getByRole( 'button', { name: 'Check again' } ) );
	expect( await dialog.findByText( '2 conversations and 5 messages are newer than the backup and will be lost.' ) ).toBeTruthy();

	const go = dialog.getByRole( 'button', { name: 'Restore' } );
	fireEvent.click( go );
	expect( asked.some( ( { path } ) => path.endsWith( '/restore' ) ) ).toBe( false );
	fireEvent.change( dialog.getByLabelText( 'Type “restore” to go on' ), { target: { value: 'Restore' } } );
	fireEvent.click( go );
	await waitFor( () => expect( screen.queryByRole( 'dialog' ) ).toBeNull() );
	expect( await screen.findByText( /is being restored: 30 of 120 rows/, { selector: '.components-notice__content' } ) ).toBeTruthy();
	expect( asked.find( ( { path } ) => path.endsWith( '/4/restore' ) )?.data ).toEqual( { passphrase: 'correct horse' } );
} );
