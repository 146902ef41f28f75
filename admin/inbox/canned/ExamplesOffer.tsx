import { Button, CheckboxControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { addExampleReplies } from '../../data/canned-replies';
import { pageFacts } from '../../data/page-facts';
import type { CannedReplies } from '../../../src/wire/wire';

type Phase = { kind: 'asking' } | { kind: 'saving' } | { kind: 'failed'; text: string };

/** Offers replies to begin with, once. */
export function ExamplesOffer( { onDecided }: { onDecided: ( replies: CannedReplies ) => void } ) {
	const isFrench = pageFacts().locale.startsWith( 'fr' );
	const [ french, setFrench ] = useState( isFrench );
	const [ english, setEnglish ] = useState( ! isFrench );
	const [ phase, setPhase ] = useState< Phase >( { kind: 'asking' } );
	const decide = ( languages: Array< 'en' | 'fr' > ): void => {
		setPhase( { kind: 'saving' } );
		addExampleReplies( languages ).then( onDecided, ( failure ) => setPhase( { kind: 'failed', text: asProblem( failure ).message } ) );
	};
	const chosen: Array< 'en' | 'fr' > = [ ...( english ? [ 'en' as const ] : [] ), ...( french ? [ 'fr' as const ] : [] ) ];
	const busy = phase.kind === 'saving';
	return (
		<div className="aaia-replies__offer" role="group" aria-label={ __( 'Examples', 'aaia-chatbot' ) }>
			<p>
				{ __(
					'Start with examples, for everybody: acknowledgements, common solutions, escalation. You can change and delete each of them.',
					'aaia-chatbot'
				) }
			</p>
			<CheckboxControl __nextHasNoMarginBottom label="English" checked={ english } onChange={ setEnglish } />
			<CheckboxControl __nextHasNoMarginBottom label="Français" checked={ french } onChange={ setFrench } />
			{ phase.kind === 'failed' && <p className="aaia-composer__error" role="alert">{ phase.text }</p> }
			<Button
				size="compact"
				variant="secondary"
				disabled={ chosen.length === 0 || busy }
				isBusy={ busy }
				accessibleWhenDisabled
				onClick={ () => decide( chosen ) }
			>
				{ __( 'Add examples', 'aaia-chatbot' ) }
			</Button>
			<Button size="compact" variant="tertiary" disabled={ busy } accessibleWhenDisabled onClick={ () => decide( [] ) }>
				{ __( 'No, thanks', 'aaia-chatbot' ) }
			</Button>
		</div>
	);
}
