import { ask } from './api';
import type { ChangeRoleBody, StaffRole, StaffRoles } from '../../src/wire/wire';

export type Permission = StaffRole[ 'capabilities' ][ number ];

export const loadRoles = (): Promise< StaffRoles > => ask( 'GET', '/roles' );

/** Gives a role these permissions and no others of ours. */
export const changeRole = ( name: string, change: ChangeRoleBody ): Promise< StaffRole > =>
	ask( 'PUT', `/roles/${ encodeURIComponent( name ) }`, change );
