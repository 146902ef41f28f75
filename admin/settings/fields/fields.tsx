import { ColorIndicator, RadioControl, SelectControl, TextControl, TextareaControl, ToggleControl } from '@wordpress/components';
import type { ReactNode } from 'react';
import { useField } from '../settings-context';
import type { Field } from '../settings-context';
import { Help } from './Help';

/** Fields of settings: a label, the setting's own sentence, and its error. */

interface FieldProps {
	setting: string;
	label: string;
	disabled?: boolean;
}

/** Wraps a field: marks it when its value was refused, and is found by focusField(). */
function Frame( { field, children }: { field: Field; children: ReactNode } ) {
	return <div id={ field.id } className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' }>{ children }</div>;
}

export function TextField( {
	setting,
	label,
	disabled = false,
	type = 'text',
	placeholder,
	autoComplete = 'off',
}: FieldProps & { type?: 'text' | 'email' | 'url' | 'number'; placeholder?: string; autoComplete?: string } ) {
	const field = useField( setting );
	return (
		<Frame field={ field }>
			<TextControl
				__next40pxDefaultSize
				label={ label }
				type={ type }
				value={ String( field.value ) }
				disabled={ disabled }
				placeholder={ placeholder }
				autoComplete={ autoComplete }
				dir="auto"
				aria-invalid={ field.error !== '' }
				help={ <Help field={ field } /> }
				onChange={ field.set }
			/>
		</Frame>
	);
}

export function AreaField( { setting, label, rows = 4, placeholder }: FieldProps & { rows?: number; placeholder?: string } ) {
	const field = useField( setting );
	return (
		<Frame field={ field }>
			<TextareaControl label={ label } rows={ rows } value={ String( field.value ) } placeholder={ placeholder } dir="auto"
				aria-invalid={ field.error !== '' } help={ <Help field={ field } /> } onChange={ field.set } />
		</Frame>
	);
}

export function ToggleField( { setting, label }: FieldProps ) {
	const field = useField( setting );
	return (
		<Frame field={ field }>
			<ToggleControl label={ label } checked={ field.value === true } help={ <Help field={ field } /> } onChange={ field.set } />
		</Frame>
	);
}

export interface Choice {
	value: string;
	label: string;
	description?: string;
}

export function RadioField( { setting, label, choices }: FieldProps & { choices: Choice[] } ) {
	const field = useField( setting );
	return (
		<Frame field={ field }>
			<RadioControl
				label={ label }
				selected={ String( field.value ) }
				options={ choices }
				help={ <Help field={ field } /> }
				onChange={ field.set }
			/>
		</Frame>
	);
}

export function SelectField( { setting, label, choices }: FieldProps & { choices: Choice[] } ) {
	const field = useField( setting );
	return (
		<Frame field={ field }>
			<SelectControl
				__next40pxDefaultSize
				label={ label }
				value={ String( field.value ) }
				options={ choices }
				help={ <Help field={ field } /> }
				onChange={ field.set }
			/>
		</Frame>
	);
}

/** A colour, typed as a code or picked with the browser's colour picker. */
export function ColorField( { setting, label, pickerLabel, children }: FieldProps & { pickerLabel: string; children?: ReactNode } ) {
	const field = useField( setting );
	const color = String( field.value );
	const valid = /^#[0-9a-f]{6}$/i.test( color );
	return (
		<Frame field={ field }>
			<div className="aaia-color">
				<TextControl
					__next40pxDefaultSize
					label={ label }
					value={ color }
					autoComplete="off"
					spellCheck={ false }
					aria-invalid={ field.error !== '' }
					help={ <Help field={ field } /> }
					onChange={ field.set }
				/>
				<label className="aaia-color__picker">
					<span className="screen-reader-text">{ pickerLabel }</span>
					<input type="color" value={ valid ? color.toLowerCase() : '#000000' } onChange={ ( event ) => field.set( event.target.value ) } />
					<ColorIndicator colorValue={ valid ? color : 'transparent' } aria-hidden="true" />
				</label>
			</div>
			{ children }
		</Frame>
	);
}
