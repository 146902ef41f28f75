import { useId } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { colorWord } from './LabelPills';

/** A colour: one of a row of swatches, or any other. */
export function ColorChoice( { value, colors, onChoose }: {
	value: string;
	colors: readonly string[];
	onChoose: ( color: string ) => void;
} ) {
	const name = useId();
	return (
		<fieldset className="aaia-colors">
			<legend className="screen-reader-text">{ __( 'Colour', 'aaia-chatbot' ) }</legend>
			{ colors.map( ( color ) => (
				<input
					key={ color }
					type="radio"
					name={ name }
					aria-label={ colorWord( color ) }
					title={ colorWord( color ) }
					style={ { background: color } }
					checked={ color === value }
					onChange={ () => onChoose( color ) }
				/>
			) ) }
			<input
				type="color"
				aria-label={ __( 'Another colour', 'aaia-chatbot' ) }
				title={ __( 'Another colour', 'aaia-chatbot' ) }
				value={ value }
				onChange={ ( { target } ) => onChoose( target.value ) }
			/>
		</fieldset>
	);
}
