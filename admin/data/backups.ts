import { ask, askFile } from './api';
import type { BackupCheck, BackupList, BackupPlaceTest } from '../../src/wire/wire';
import type { SettingValues } from './settings';

/** Backups, newest first, and the restore that runs. */
export const loadBackups = (): Promise< BackupList > => ask( 'GET', '/backups' );

export const makeBackup = (): Promise< BackupList > => ask( 'POST', '/backups' );

export const deleteBackup = ( id: number ): Promise< BackupList > => ask( 'DELETE', `/backups/${ id }` );

export const loadBackupFile = ( id: number ): Promise< Blob > => askFile( `/backups/${ id }/file` );

/** Reads a backup from end to end and says what a restore would take. */
export const checkBackup = ( id: number, passphrase: string ): Promise< BackupCheck > =>
	ask( 'POST', `/backups/${ id }/check`, passphrase === '' ? {} : { passphrase } );

export const restoreBackup = ( id: number, passphrase: string ): Promise< BackupList > =>
	ask( 'POST', `/backups/${ id }/restore`, passphrase === '' ? {} : { passphrase } );

/** Tries the second location with what was typed. */
export const testBackupPlace = ( typed: SettingValues ): Promise< BackupPlaceTest > => ask( 'POST', '/backups/test', typed );
