import { ask } from './api';
import type { PushDevice, PushDevices, SavePushDeviceBody } from '../../src/wire/wire';

/** The current user's devices that receive notifications while the inbox is closed. */

export const loadDevices = (): Promise< PushDevices > => ask( 'GET', '/notifications' );

export const saveDevice = ( device: SavePushDeviceBody ): Promise< PushDevice > => ask( 'PUT', '/notifications/devices', device );

export const removeDevice = ( id: string ): Promise< unknown > => ask( 'DELETE', `/notifications/devices/${ encodeURIComponent( id ) }` );

export const testDevice = ( id: string ): Promise< unknown > =>
	ask( 'POST', `/notifications/devices/${ encodeURIComponent( id ) }/test`, {} );
