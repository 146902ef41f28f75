import { useState } from '@wordpress/element';
import { asProblem } from '../data/api';
import { pageFacts } from '../data/page-facts';
import { changePreferences } from '../data/preferences';
import type { AgentPreferences } from '../../src/wire/wire';
import type { Inbox } from './use-inbox';

/** What was chosen since the page was loaded. */
let chosen: Partial< AgentPreferences > = {};

/** The agent's own choices, and a way to change one; a choice that cannot be saved counts until the page is closed, and that is said. */
export function usePreferences( inbox: Inbox ): [ AgentPreferences, ( change: Partial< AgentPreferences > ) => void ] {
	const [ preferences, set ] = useState< AgentPreferences >( { ...pageFacts().preferences, ...chosen } );
	return [ preferences, ( change ) => {
		chosen = { ...chosen, ...change };
		set( { ...preferences, ...change } );
		changePreferences( change ).catch( ( failure ) => {
			inbox.dispatch( { type: 'toast', toast: { text: asProblem( failure ).message, undo: null } } );
		} );
	} ];
}

/** Forgets what was chosen, between tests. */
export function forgetPreferences(): void {
	chosen = {};
}
