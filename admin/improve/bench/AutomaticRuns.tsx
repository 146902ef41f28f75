import { Button, CheckboxControl, Notice, SelectControl, TextControl } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { loadSettings, saveSettings } from '../../data/settings';
import { useLoaded } from '../../shared/use-loaded';
import type { SettingValues } from '../../data/settings';

/** Runs that nobody asks for: after changes, and on schedule. */
export function AutomaticRuns( { paid }: { paid: boolean } ) {
	const loaded = useLoaded( useCallback( () => loadSettings(), [] ) );
	return loaded.value === null ? null : <Form values={ loaded.value.values } paid={ paid } />;
}

function Form( { values, paid }: { values: SettingValues; paid: boolean } ) {
	const [ form, setForm ] = useState( {
		schedule: String( values[ 'tests_schedule' ] ) as 'off' | 'daily' | 'weekly',
		onChange: values[ 'tests_on_change' ] === true,
		recipients: Array.isArray( values[ 'tests_recipients' ] ) ? values[ 'tests_recipients' ].join( ', ' ) : '',
		cap: String( values[ 'tests_cap' ] ?? '' ),
	} );
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const save = (): void => {
		saveSettings( {
			tests_schedule: form.schedule,
			tests_on_change: form.onChange,
			tests_recipients: form.recipients.split( /[\s,;]+/ ).filter( ( address ) => address !== '' ),
			tests_cap: form.cap.trim(),
		} ).then(
			() => setSaid( { ok: true, sentence: __( 'Saved.', 'aaia-chatbot' ) } ),
			( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } )
		);
	};
	return (
		<form
			className="aaia-bench__automatic"
			aria-labelledby="aaia-bench-automatic"
			onSubmit={ ( event ) => {
				event.preventDefault();
				save();
			} }
		>
			<h2 id="aaia-bench-automatic">{ __( 'Automatic runs', 'aaia-chatbot' ) }</h2>
			<div className="aaia-bench__box">
				<CheckboxControl
					label={ __( 'After a change of content, settings or model, run the cases that it touches', 'aaia-chatbot' ) }
					checked={ form.onChange }
					onChange={ ( onChange ) => setForm( { ...form, onChange } ) }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Run all cases', 'aaia-chatbot' ) }
					value={ form.schedule }
					options={ [
						{ value: 'off', label: __( 'only when somebody starts it', 'aaia-chatbot' ) },
						{ value: 'daily', label: __( 'every day', 'aaia-chatbot' ) },
						{ value: 'weekly', label: __( 'every week', 'aaia-chatbot' ) },
					] }
					onChange={ ( schedule ) => setForm( { ...form, schedule } ) }
				/>
				<TextControl
					__next40pxDefaultSize
					label={ __( 'Mail when answers get worse', 'aaia-chatbot' ) }
					help={ __( 'Addresses. Empty: the support address.', 'aaia-chatbot' ) }
					value={ form.recipients }
					onChange={ ( recipients ) => setForm( { ...form, recipients } ) }
				/>
				{ paid && (
					<TextControl
						__next40pxDefaultSize
						label={ __( 'Maximum cost of an automatic run', 'aaia-chatbot' ) }
						help={ __( 'Empty: it uses the built-in assistant, which costs nothing.', 'aaia-chatbot' ) }
						value={ form.cap }
						inputMode="decimal"
						onChange={ ( cap ) => setForm( { ...form, cap } ) }
					/>
				) }
				{ said && (
					<Notice status={ said.ok ? 'success' : 'error' } onRemove={ () => setSaid( null ) }>
						{ said.sentence }
					</Notice>
				) }
				<div className="aaia-bench__acts">
					<Button __next40pxDefaultSize variant="secondary" type="submit">
						{ __( 'Save', 'aaia-chatbot' ) }
					</Button>
				</div>
			</div>
		</form>
	);
}
