import '../shared/agent-state.css';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { changeAgent, reportActivity } from '../data/agents';
import type { AgentState } from '../data/agents';
import { AGENT_STATES, stateWord } from '../shared/agent-words';
import { ChoiceMenu } from './ChoiceMenu';
import type { Inbox } from './use-inbox';

/** Activity is reported at most this often. Milliseconds. */
const REPORT_EVERY = 60_000;

const SIGNS = [ 'pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart' ] as const;

/** Whether I am here, and a menu to say otherwise. While I use the page, colleagues see me as here. */
export function OwnState( { inbox: { dispatch } }: { inbox: Inbox } ) {
	const [ state, setState ] = useState< AgentState | null >( null );
	useActivity( setState );
	return state === null ? null : (
		<ChoiceMenu< AgentState >
			name={ __( 'My state', 'aaia-chatbot' ) }
			/* translators: %s: "Here", "Away" or "Off". */
			label={ sprintf( __( 'I am: %s. Change it', 'aaia-chatbot' ), stateWord( state ) ) }
			value={ state }
			choices={ AGENT_STATES.map( ( value ) => ( { value, label: stateWord( value ) } ) ) }
			onChoose={ ( chosen ) => {
				changeAgent( 'me', { state: chosen } ).then(
					( me ) => setState( me.state ),
					( failure ) => dispatch( { type: 'toast', toast: { text: asProblem( failure ).message, undo: null } } )
				);
			} }
		>
			<span className={ `aaia-state is-${ state }` }>{ stateWord( state ) }</span>
		</ChoiceMenu>
	);
}

/** Reports when the page is opened and while it is used. */
function useActivity( onState: ( state: AgentState ) => void ): void {
	const last = useRef( 0 );
	useEffect( () => {
		const report = (): void => {
			if ( Date.now() - last.current >= REPORT_EVERY && ! document.hidden ) {
				last.current = Date.now();
				reportActivity().then( ( me ) => onState( me.state ), () => undefined );
			}
		};
		report();
		SIGNS.forEach( ( sign ) => window.addEventListener( sign, report, { passive: true } ) );
		return () => SIGNS.forEach( ( sign ) => window.removeEventListener( sign, report ) );
	}, [ onState ] );
}
