import { ask } from './api';
import type { ConnectionOutcome, ModelList, SettingValue, SettingsAnswer, TestOutcome } from '../../src/wire/wire';

export type SettingValues = Readonly< Record< string, SettingValue > >;

/** What a secret that is set looks like. Sent back unchanged, the secret stays as it is. */
export const MASK = '••••••••';

export const loadSettings = (): Promise< SettingsAnswer > => ask( 'GET', '/settings' );

/** Saves the given settings, all or none. */
export const saveSettings = ( values: SettingValues ): Promise< SettingsAnswer > => ask( 'PUT', '/settings', values );

/** Asks the model for a word; the sentences say what is wrong. What was typed counts as if it were saved. */
export const testConnection = ( typed: SettingValues ): Promise< ConnectionOutcome > => ask( 'POST', '/models/test', typed );

/** The models of the server; what was typed counts as if it were saved. */
export const listModels = ( typed: SettingValues ): Promise< ModelList > => ask( 'POST', '/models/list', typed );

/** Sends a test e-mail to the support address, as it is typed. */
export const sendTestMail = ( typed: SettingValues ): Promise< TestOutcome > => ask( 'POST', '/alerts/test', typed );
