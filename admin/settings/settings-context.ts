import { createContext, useContext } from '@wordpress/element';
import { shownValue } from './settings-state';
import type { SettingsState } from './settings-state';
import type { SettingValue } from '../../src/wire/wire';

export interface SettingsTools {
	state: SettingsState;
	change: ( key: string, value: SettingValue ) => void;
	/** Saves what was typed; true when everything is saved. */
	save: () => Promise< boolean >;
}

export const SettingsContext = createContext< SettingsTools | null >( null );

export function useSettings(): SettingsTools {
	const tools = useContext( SettingsContext );
	if ( ! tools ) {
		throw new Error( 'Settings are drawn inside their provider only.' );
	}
	return tools;
}

export interface Field {
	id: string;
	value: string | number | boolean;
	sentence: string;
	note: string;
	error: string;
	set: ( value: SettingValue ) => void;
}

/** The element around a setting's field. */
const fieldId = ( key: string ): string => `aaia-setting-${ key }`;

/** Focuses a setting's field; in a form of several fields, the first invalid one. */
export function focusField( key: string ): void {
	const field = document.getElementById( fieldId( key ) );
	// A field in a closed section cannot get the focus.
	field?.closest( 'details' )?.setAttribute( 'open', '' );
	const wrong = field?.querySelector< HTMLElement >( '[aria-invalid="true"]' );
	( wrong ?? field?.querySelector< HTMLElement >( 'input, textarea, select, button' ) )?.focus();
}

/** One setting, as its field needs it. */
export function useField( key: string ): Field {
	const { state, change } = useSettings();
	return {
		id: fieldId( key ),
		value: shownValue( state, key ),
		sentence: state.server?.sentences[ key ] ?? '',
		note: state.server?.notes[ key ] ?? '',
		error: state.errors[ key ] ?? '',
		set: ( value ) => change( key, value ),
	};
}
