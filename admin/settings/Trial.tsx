import { Button, Notice } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { isDirty, typedOf } from './settings-state';
import { useSettings } from './settings-context';
import type { SettingValues } from '../data/settings';

export interface TrialResult {
	ok: boolean;
	sentences: string[];
}

/**
 * A button that tries something and says how it went. Nothing is saved: what was typed into `settings` is tried as it stands. Without
 * `settings`, what is saved is tried.
 */
export function Trial( {
	label,
	run,
	settings,
}: {
	label: string;
	run: ( typed: SettingValues ) => Promise< TrialResult >;
	settings?: readonly string[];
} ) {
	const { state } = useSettings();
	const [ running, setRunning ] = useState( false );
	const [ result, setResult ] = useState< TrialResult | null >( null );
	const typed = typedOf( state, settings ?? [] );

	const start = async (): Promise< void > => {
		setRunning( true );
		setResult( null );
		const outcome = await run( typed ).catch( ( failure ): TrialResult => ( { ok: false, sentences: [ asProblem( failure ).message ] } ) );
		setResult( outcome );
		speak( outcome.sentences.join( ' ' ), outcome.ok ? 'polite' : 'assertive' );
		setRunning( false );
	};

	return (
		<div className="aaia-trial">
			<Button
				__next40pxDefaultSize
				variant="secondary"
				isBusy={ running }
				disabled={ running }
				accessibleWhenDisabled
				onClick={ () => void start() }
			>
				{ label }
			</Button>
			{ settings === undefined && isDirty( state ) && (
				<span className="aaia-trial__hint">{ __( 'Tests the saved settings, without your changes.', 'aaia-chatbot' ) }</span>
			) }
			{ Object.keys( typed ).length > 0 && (
				<span className="aaia-trial__hint">{ __( 'Tests what you entered, without saving.', 'aaia-chatbot' ) }</span>
			) }
			{ result && (
				<Notice status={ result.ok ? 'success' : 'error' } spokenMessage="" onRemove={ () => setResult( null ) }>
					{ result.sentences.map( ( sentence ) => (
						<p key={ sentence }>{ sentence }</p>
					) ) }
				</Notice>
			) }
		</div>
	);
}
