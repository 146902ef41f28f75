import { ask } from './api';
import type { ConnectionOutcome, ModelList, SettingValue, SettingsAnswer, TestOutcome } from '../../src/wire/wire';

export type SettingValues = Readonly< Record< string, SettingValue > >;

/** Shown in place of a saved secret. Sent back unchanged, it keeps the secret. */
export const MASK = '••••••••';

export const loadSettings = (): Promise< SettingsAnswer > => ask( 'GET', '/settings' );

/** Saves the given settings, all or none. */
export const saveSettings = ( values: SettingValues ): Promise< SettingsAnswer > => ask( 'PUT', '/settings', values );

/** Tests the model with a short request. Unsaved values count as saved. */
export const testConnection = ( typed: SettingValues ): Promise< ConnectionOutcome > => ask( 'POST', '/models/test', typed );

/** Lists the server's models. Unsaved values count as saved. */
export const listModels = ( typed: SettingValues ): Promise< ModelList > => ask( 'POST', '/models/list', typed );

/** Sends a test e-mail to the support address in the field, saved or not. */
export const sendTestMail = ( typed: SettingValues ): Promise< TestOutcome > => ask( 'POST', '/alerts/test', typed );
