import { Button, Notice } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { isDirty } from './settings-state';
import { useSettings } from './settings-context';

export interface TrialResult {
	ok: boolean;
	sentences: string[];
}

/** A button that tries something with the saved settings and says how it went. Unsaved changes are saved first. */
export function Trial( { label, run }: { label: string; run: () => Promise< TrialResult > } ) {
	const { state, save } = useSettings();
	const [ running, setRunning ] = useState( false );
	const [ result, setResult ] = useState< TrialResult | null >( null );
	const dirty = isDirty( state );

	const start = async (): Promise< void > => {
		setRunning( true );
		setResult( null );
		if ( ! dirty || await save() ) {
			const outcome = await run().catch( ( failure ): TrialResult => ( { ok: false, sentences: [ asProblem( failure ).message ] } ) );
			setResult( outcome );
			speak( outcome.sentences.join( ' ' ), outcome.ok ? 'polite' : 'assertive' );
		}
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
			{ dirty && <span className="aaia-trial__hint">{ __( 'Your changes are saved first.', 'aaia-chatbot' ) }</span> }
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
