import { ask } from './api';
import type { AgentPreferences } from '../../src/wire/wire';

/** Changes some of the current user's own choices. */
export const changePreferences = ( changes: Partial< AgentPreferences > ): Promise< AgentPreferences > =>
	ask( 'PATCH', '/preferences', changes );
