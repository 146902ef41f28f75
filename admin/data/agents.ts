import { ask, query } from './api';
import type { ChangeAgentBody, StaffAgent, StaffAgents } from '../../src/wire/wire';

export type AgentState = StaffAgent[ 'state' ];

/** Those whom a conversation can be assigned to, by name; `search` is a part of a name. */
export const loadAgents = ( search = '', signal?: AbortSignal ): Promise< StaffAgents > =>
	ask( 'GET', `/agents${ query( { search } ) }`, undefined, signal );

/** `me` is the current user. */
export const changeAgent = ( id: number | 'me', change: ChangeAgentBody ): Promise< StaffAgent > =>
	ask( 'PATCH', `/agents/${ id }`, change );

/** Says that the current user does something in the inbox. */
export const reportActivity = (): Promise< StaffAgent > => ask( 'POST', '/agents/me/activity', {} );
