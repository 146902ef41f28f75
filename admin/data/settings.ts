import { ask } from './api';
import type { ConnectionOutcome, SettingValue, SettingsAnswer, TestOutcome } from '../../src/wire/wire';

export type SettingValues = Readonly< Record< string, SettingValue > >;

/** What a secret that is set looks like. Sent back unchanged, the secret stays as it is. */
export const MASK = '••••••••';

export const loadSettings = (): Promise< SettingsAnswer > => ask( 'GET', '/settings' );

/** Saves the given settings, all or none. */
export const saveSettings = ( values: SettingValues ): Promise< SettingsAnswer > => ask( 'PUT', '/settings', values );

/** Asks the model that is saved for a word; the sentences say what is wrong. */
export const testConnection = (): Promise< ConnectionOutcome > => ask( 'POST', '/models/test', {} );

/** Sends a test e-mail to the saved support address. */
export const sendTestMail = (): Promise< TestOutcome > => ask( 'POST', '/alerts/test', {} );
