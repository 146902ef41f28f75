import { ask } from './api';
import type { ChangeTeamBody, CreateTeamBody, StaffTeam, StaffTeamInUse, StaffTeams } from '../../src/wire/wire';

export type TeamRole = StaffTeam[ 'members' ][ number ][ 'role' ];

const path = ( id: number ): string => `/teams/${ id }`;

export const loadTeams = (): Promise< StaffTeams > => ask( 'GET', '/teams' );

/** A team, and how many conversations are in it that are not resolved; 100 stands for more than 99. */
export const loadTeam = ( id: number ): Promise< StaffTeamInUse > => ask( 'GET', path( id ) );

/** Makes a team, or changes one. */
export const saveTeam = ( id: number | null, team: CreateTeamBody ): Promise< StaffTeam > =>
	id === null ? ask( 'POST', '/teams', team ) : ask( 'PATCH', path( id ), team satisfies ChangeTeamBody );

export const deleteTeam = ( id: number ): Promise< unknown > => ask( 'DELETE', path( id ) );
