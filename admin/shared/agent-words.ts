import { __, _x, sprintf } from '@wordpress/i18n';
import type { AgentState } from '../data/agents';
import type { StaffAgent } from '../../src/wire/wire';

/** Words for whether agents are there and how much they have. */

export const AGENT_STATES: readonly AgentState[] = [ 'here', 'away', 'off' ];

export function stateWord( state: AgentState ): string {
	switch ( state ) {
		case 'here': return _x( 'Here', 'state of an agent', 'aaia-chatbot' );
		case 'away': return _x( 'Away', 'state of an agent', 'aaia-chatbot' );
		case 'off': return _x( 'Off', 'state of an agent', 'aaia-chatbot' );
	}
}

/** Whether an agent has as many conversations as they take. */
export const isFull = ( { capacity, open }: StaffAgent ): boolean => capacity !== null && open >= capacity;

/** How many conversations an agent has, of how many; empty without a limit. */
export function loadWord( { capacity, open }: StaffAgent ): string {
	/* translators: 1: number of conversations an agent has, 2: number they take at most. */
	return capacity === null ? '' : sprintf( __( '%1$d of %2$d', 'aaia-chatbot' ), open, capacity );
}
