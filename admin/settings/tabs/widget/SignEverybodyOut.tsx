import { Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { signEverybodyOut } from '../../../data/visitors';
import { SureButton } from '../alerts/SureButton';

type Phase = { kind: 'ready' } | { kind: 'done' } | { kind: 'failed'; text: string };

/** Ends the sessions of all visitors, for instance after a leak. */
export function SignEverybodyOut() {
	const [ phase, setPhase ] = useState< Phase >( { kind: 'ready' } );
	const act = (): void => {
		signEverybodyOut().then(
			() => setPhase( { kind: 'done' } ),
			( failure: unknown ) => setPhase( { kind: 'failed', text: asProblem( failure ).message } )
		);
	};
	return (
		<>
			<p>
				{ __(
					'Ends every visitor’s session, for example if sessions may have leaked. Visitors start over and no longer see earlier conversations; your team keeps them all.',
					'aaia-chatbot'
				) }
			</p>
			<SureButton
				label={ __( 'Sign everybody out', 'aaia-chatbot' ) }
				question={ __( 'Sign everybody out now?', 'aaia-chatbot' ) }
				onSure={ act }
			/>
			{ phase.kind !== 'ready' && (
				<Notice status={ phase.kind === 'done' ? 'success' : 'error' } onRemove={ () => setPhase( { kind: 'ready' } ) }>
					{ phase.kind === 'done' ? __( 'Every visitor is signed out.', 'aaia-chatbot' ) : phase.text }
				</Notice>
			) }
		</>
	);
}
