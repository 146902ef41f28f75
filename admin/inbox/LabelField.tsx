import { __ } from '@wordpress/i18n';
import type { StaffLabel } from '../../src/wire/wire';

/** Characters of a name. */
export const LABEL_LENGTH = 40;

/** What a typed text means: the name without # in front, the labels that contain it, and the label of this name. */
export function searchLabels( labels: readonly StaffLabel[], typed: string ) {
	const name = typed.trim().replace( /^[# ]+/, '' );
	const wanted = name.toLowerCase();
	return {
		name,
		found: labels.filter( ( label ) => label.name.toLowerCase().includes( wanted ) ),
		known: labels.find( ( label ) => label.name.toLowerCase() === wanted ),
	};
}

/** A field to find a label or to name a new one. */
export function LabelField( { typed, onType, onEnter }: { typed: string; onType: ( typed: string ) => void; onEnter: () => void } ) {
	return (
		<input
			type="text"
			className="aaia-labels__field"
			aria-label={ __( 'Find or create a label', 'aaia-chatbot' ) }
			placeholder={ __( 'Find or create a label', 'aaia-chatbot' ) }
			maxLength={ LABEL_LENGTH }
			value={ typed }
			onChange={ ( { target } ) => onType( target.value ) }
			onKeyDown={ ( event ) => {
				if ( event.key === 'Enter' && searchLabels( [], typed ).name !== '' && ! event.nativeEvent.isComposing ) {
					event.preventDefault();
					onEnter();
				}
			} }
		/>
	);
}
