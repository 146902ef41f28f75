import { reduce } from './reducer';
import type { Action } from './reducer';
import type { PanelState } from './state';

export interface Store {
	get: () => PanelState;
	dispatch: ( action: Action ) => void;
}

/** Holds the one state. `changed` is called after each action that changed something. */
export function createStore( first: PanelState, changed: ( state: PanelState, before: PanelState ) => void ): Store {
	let state = first;
	return {
		get: () => state,
		dispatch( action ) {
			const before = state;
			state = reduce( state, action );
			if ( state !== before ) {
				changed( state, before );
			}
		},
	};
}
