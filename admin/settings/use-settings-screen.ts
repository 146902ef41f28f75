import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useMemo, useReducer, useRef } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Problem, asProblem } from '../data/api';
import { loadSettings, saveSettings } from '../data/settings';
import { wrongForm } from './checks';
import { initialSettings, isDirty, settingsReducer } from './settings-state';
import type { SettingsTools } from './settings-context';

export interface SettingsScreen extends SettingsTools {
	reload: () => void;
	discard: () => void;
}

/** Loads and saves the settings, keeps unsaved values, and warns before the page is left with some. */
export function useSettingsScreen(): SettingsScreen {
	const [ state, dispatch ] = useReducer( settingsReducer, initialSettings );
	const latest = useRef( state );
	latest.current = state;
	const dirty = isDirty( state );

	const reload = useCallback( () => {
		dispatch( { type: 'load' } );
		loadSettings().then(
			( answer ) => dispatch( { type: 'loaded', answer } ),
			( failure ) => dispatch( { type: 'load-failed', problem: asProblem( failure ) } )
		);
	}, [] );

	const save = useCallback( async () => {
		const sent = latest.current.typed;
		if ( latest.current.phase === 'saving' ) {
			return false;
		}
		const wrong = wrongForm( sent );
		if ( wrong ) {
			const problem = new Problem( 'aaia_invalid_setting', wrong.sentence, 400, { field: wrong.field } );
			dispatch( { type: 'refused', problem } );
			speak( problem.message, 'assertive' );
			return false;
		}
		dispatch( { type: 'saving' } );
		try {
			const answer = await saveSettings( sent );
			const text = __( 'Settings saved.', 'aaia-chatbot' );
			dispatch( { type: 'saved', sent, answer, text } );
			speak( text );
			return true;
		} catch ( failure ) {
			const problem = asProblem( failure );
			dispatch( { type: 'refused', problem } );
			speak( problem.message, 'assertive' );
			return false;
		}
	}, [] );

	useEffect( reload, [ reload ] );
	useEffect( () => {
		if ( ! dirty ) {
			return undefined;
		}
		const ask = ( event: BeforeUnloadEvent ): void => event.preventDefault();
		window.addEventListener( 'beforeunload', ask );
		return () => window.removeEventListener( 'beforeunload', ask );
	}, [ dirty ] );

	return useMemo( () => ( {
		state,
		change: ( key, value ) => dispatch( { type: 'typed', key, value } ),
		save,
		reload,
		discard: () => dispatch( { type: 'discarded' } ),
	} ), [ state, save, reload ] );
}
