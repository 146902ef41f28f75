import type { Problem } from '../data/api';
import type { SettingValues } from '../data/settings';
import type { SettingValue, SettingsAnswer } from '../../src/wire/wire';

/** State of the settings screen. Unsaved values are kept apart from saved ones, so that none is lost. */
export interface SettingsState {
	/** Null until the server has answered. */
	server: SettingsAnswer | null;
	/** Unsaved values, as shown in their fields. */
	typed: SettingValues;
	/** Errors by setting. */
	errors: Readonly< Record< string, string > >;
	phase: 'loading' | 'load-failed' | 'ready' | 'saving';
	/** Last message of the save bar. */
	notice: { kind: 'saved' | 'failed'; text: string } | null;
}

export type SettingsAction =
	| { type: 'loaded'; answer: SettingsAnswer }
	| { type: 'load-failed'; problem: Problem }
	| { type: 'load' }
	| { type: 'typed'; key: string; value: SettingValue }
	| { type: 'saving' }
	| { type: 'saved'; sent: SettingValues; answer: SettingsAnswer; text: string }
	| { type: 'refused'; problem: Problem }
	| { type: 'discarded' };

export const initialSettings: SettingsState = { server: null, typed: {}, errors: {}, phase: 'loading', notice: null };

/** A value as its field shows it: lists have one entry a line. */
export function asTyped( value: SettingValue ): string | number | boolean {
	return Array.isArray( value ) ? value.join( '\n' ) : value;
}

/** The value that a field shows: the unsaved one, if there is one. */
export function shownValue( state: SettingsState, key: string ): string | number | boolean {
	const typed = state.typed[ key ];
	return asTyped( typed ?? state.server?.values[ key ] ?? '' );
}

/** The unsaved values of some settings. */
export function typedOf( state: SettingsState, keys: readonly string[] ): SettingValues {
	return Object.fromEntries( Object.entries( state.typed ).filter( ( [ key ] ) => keys.includes( key ) ) );
}

export function isDirty( state: SettingsState ): boolean {
	return Object.keys( state.typed ).length > 0;
}

export function settingsReducer( state: SettingsState, action: SettingsAction ): SettingsState {
	switch ( action.type ) {
		case 'load':
			return { ...state, phase: 'loading', notice: null };
		case 'loaded':
			return { ...state, server: action.answer, phase: 'ready' };
		case 'load-failed':
			return { ...state, phase: 'load-failed', notice: { kind: 'failed', text: action.problem.message } };
		case 'typed':
			return typedInto( state, action.key, action.value );
		case 'saving':
			return { ...state, phase: 'saving', errors: {}, notice: null };
		case 'saved':
			return {
				...state,
				server: action.answer,
				phase: 'ready',
				typed: typedSince( state.typed, action.sent ),
				errors: {},
				notice: { kind: 'saved', text: action.text },
			};
		case 'refused':
			return { ...state, phase: 'ready', errors: errorsOf( action.problem ), notice: { kind: 'failed', text: action.problem.message } };
		case 'discarded':
			return { ...state, typed: {}, errors: {}, notice: null };
	}
}

function typedInto( state: SettingsState, key: string, value: SettingValue ): SettingsState {
	const { [ key ]: _before, ...typed } = state.typed;
	const { [ key ]: _error, ...errors } = state.errors;
	const saved = state.server?.values[ key ];
	const same = saved !== undefined && asTyped( saved ) === asTyped( value );
	return { ...state, typed: same ? typed : { ...typed, [ key ]: value }, errors, notice: null };
}

/** Values typed during the save. */
function typedSince( typed: SettingValues, sent: SettingValues ): SettingValues {
	return Object.fromEntries(
		Object.entries( typed ).filter( ( [ key, value ] ) => ! ( key in sent ) || asTyped( sent[ key ] ?? '' ) !== asTyped( value ) )
	);
}

function errorsOf( problem: Problem ): Record< string, string > {
	const { field, errors } = problem.data;
	return typeof field === 'string' ? { ...( errors as Record< string, string > | undefined ), [ field ]: problem.message } : {};
}
