import { ComboboxControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { loadAgents } from '../../../data/agents';
import { useSearch } from '../../../shared/use-search';
import type { StaffAgent } from '../../../../src/wire/wire';

/** A field to search people who answer, however many there are, and choose one after the other. */
export function PersonPicker( { label, without, onChoose }: {
	label: string;
	/** Those who are chosen already. */
	without: readonly number[];
	onChoose: ( agent: StaffAgent ) => void;
} ) {
	const [ search, setSearch ] = useState( '' );
	const { value, problem } = useSearch( search, loadAgents );
	const choices = ( value?.items ?? [] ).filter( ( { id } ) => ! without.includes( id ) );
	return (
		<ComboboxControl
			__next40pxDefaultSize
			className="aaia-person"
			label={ label }
			value={ null }
			options={ choices.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ) }
			help={ problem
				? __( 'Your colleagues could not be loaded. Type again.', 'aaia-chatbot' )
				: __( 'Everybody who may answer conversations. Type a part of the name.', 'aaia-chatbot' ) }
			onFilterValueChange={ setSearch }
			onChange={ ( chosen ) => {
				const agent = choices.find( ( { id } ) => String( id ) === chosen );
				if ( agent ) {
					onChoose( agent );
					setSearch( '' );
				}
			} }
		/>
	);
}
