import { SelectControl } from '@wordpress/components';

/** One filter of the list. */
export function FilterSelect< T extends string >( {
	label,
	value,
	choices,
	shown = false,
	disabled = false,
	onChoose,
}: {
	label: string;
	value: T;
	choices: Array< { value: T; label: string } >;
	/** Whether the label is to be seen. */
	shown?: boolean;
	disabled?: boolean;
	onChoose: ( value: T ) => void;
} ) {
	return (
		<SelectControl
			__next40pxDefaultSize
			hideLabelFromVision={ ! shown }
			label={ label }
			disabled={ disabled }
			value={ value }
			options={ choices }
			onChange={ ( chosen ) => {
				const choice = choices.find( ( one ) => one.value === chosen );
				if ( choice ) {
					onChoose( choice.value );
				}
			} }
		/>
	);
}
