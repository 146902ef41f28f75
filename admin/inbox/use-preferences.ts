import { useSyncExternalStore } from 'react';
import { asProblem } from '../data/api';
import { pageFacts } from '../data/page-facts';
import { changePreferences } from '../data/preferences';
import type { AgentPreferences } from '../../src/wire/wire';
import type { Inbox } from './use-inbox';

/** What was chosen since the page was loaded. */
let chosen: Partial< AgentPreferences > = {};

/** The choices together; the same object until one changes. */
let all: AgentPreferences | null = null;

const listeners = new Set< () => void >();

function subscribe( listener: () => void ): () => void {
	listeners.add( listener );
	return () => listeners.delete( listener );
}

/** The agent's own choices as they are now. */
export function currentPreferences(): AgentPreferences {
	all ??= { ...pageFacts().preferences, ...chosen };
	return all;
}

function choose( change: Partial< AgentPreferences > ): void {
	chosen = { ...chosen, ...change };
	all = null;
	listeners.forEach( ( listener ) => listener() );
}

/** The agent's own choices, and a way to change some; what cannot be saved is taken back, and that is said. */
export function usePreferences( inbox: Inbox ): [ AgentPreferences, ( change: Partial< AgentPreferences > ) => void ] {
	const preferences = useSyncExternalStore( subscribe, currentPreferences );
	return [ preferences, ( change ) => {
		const before = currentPreferences();
		choose( change );
		changePreferences( change ).catch( ( failure ) => {
			choose( Object.fromEntries( Object.keys( change ).map( ( key ) => [ key, before[ key as keyof AgentPreferences ] ] ) ) );
			inbox.dispatch( { type: 'toast', toast: { text: asProblem( failure ).message, undo: null } } );
		} );
	} ];
}

/** Forgets what was chosen, between tests. */
export function forgetPreferences(): void {
	chosen = {};
	all = null;
}
