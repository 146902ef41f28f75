import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';

/** A button for what cannot be undone: the first press asks, the second does it; leaving it takes the question back. */
export function SureButton( { label, description, question, onSure }: { label: string; description: string; question: string; onSure: () => void } ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<Button size="compact" variant={ asking ? 'primary' : 'tertiary' } isDestructive aria-label={ asking ? `${ question } ${ description }` : description }
			onClick={ () => {
				setAsking( ! asking );
				if ( asking ) {
					onSure();
				}
			} }
			onBlur={ () => setAsking( false ) }>
			{ asking ? question : label }
		</Button>
	);
}
