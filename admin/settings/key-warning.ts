import { __ } from '@wordpress/i18n';
import { MASK } from '../data/settings';
import { shownValue } from './settings-state';
import type { SettingsState } from './settings-state';

function host( address: string ): string {
	try {
		return new URL( address ).host;
	} catch {
		return '';
	}
}

/**
 * A saved key goes to its own server only: naming another one empties it.
 *
 * `address` and `key` are names of settings. Nothing to say is `undefined`.
 */
export function keyWarning( state: SettingsState, address: string, key: string ): string | undefined {
	const before = String( state.server?.values[ address ] ?? '' );
	const now = String( shownValue( state, address ) );
	return shownValue( state, key ) === MASK && host( before ) !== host( now )
		? __( 'This key belongs to another server and will be removed. Enter the key for the new address.', 'aaia-chatbot' )
		: undefined;
}
