import { Button } from '@wordpress/components';
import { useState } from '@wordpress/element';

/**
 * A button for what cannot be undone: the first press asks, the second does it; leaving it takes the question back.
 *
 * `description` says to screen readers what the button is for where several are alike. It begins with the label, so that who speaks the
 * label presses the button.
 */
export function SureButton( {
	label,
	description = label,
	question,
	onSure,
}: {
	label: string;
	description?: string;
	question: string;
	onSure: () => void;
} ) {
	const [ asking, setAsking ] = useState( false );
	return (
		<Button
			size="compact"
			variant={ asking ? 'primary' : 'tertiary' }
			isDestructive
			aria-label={ asking ? `${ question } ${ description }` : description }
			onClick={ () => {
				setAsking( ! asking );
				if ( asking ) {
					onSure();
				}
			} }
			onBlur={ () => setAsking( false ) }
		>
			{ asking ? question : label }
		</Button>
	);
}
