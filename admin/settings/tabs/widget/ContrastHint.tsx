import { __, sprintf } from '@wordpress/i18n';
import { screenLanguage } from '../../../shared/times';
import { CONTROL_CONTRAST, contrast, inkOn } from '../../../shared/contrast';

/** A number with one decimal. */
const figure = ( value: number ): string =>
	value.toLocaleString( screenLanguage(), { minimumFractionDigits: 1, maximumFractionDigits: 1 } );

/** Contrast of the chosen colour: with its text, and with a white page. */
export function ContrastHint( { color }: { color: string } ) {
	const onPage = contrast( color, '#ffffff' );
	const inside = contrast( color, inkOn( color ) );
	const weak = onPage < CONTROL_CONTRAST;
	const figures = sprintf(
		/* translators: 1: contrast of the text on the colour, 2: contrast of the colour on white; both such as 4.6. */
		__( 'Contrast: text %1$s:1, button on a white page %2$s:1.', 'aaia-chatbot' ),
		figure( inside ),
		figure( onPage )
	);
	return (
		<p className={ weak ? 'aaia-field__warning' : 'aaia-field__note' } role="status">
			{ figures }{ ' ' }
			{ weak
				? __( 'On a light page this button is hard to see. Choose a darker colour.', 'aaia-chatbot' )
				: __( 'Easy to see.', 'aaia-chatbot' ) }
		</p>
	);
}
