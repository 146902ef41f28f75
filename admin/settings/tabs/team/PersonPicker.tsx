import { ComboboxControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { loadAgents } from '../../../data/agents';
import type { StaffAgent } from '../../../../src/wire/wire';

/** Pause in typing after which people are searched. Milliseconds. */
const SEARCH_PAUSE = 250;

/** A field to search people who answer, however many there are, and choose one after the other. */
export function PersonPicker( { label, without, onChoose }: {
	label: string;
	/** Those who are chosen already. */
	without: readonly number[];
	onChoose: ( agent: StaffAgent ) => void;
} ) {
	const [ search, setSearch ] = useState( '' );
	const [ found, setFound ] = useState< readonly StaffAgent[] >( [] );
	const [ failed, setFailed ] = useState( false );
	useEffect( () => {
		const controller = new AbortController();
		const timer = window.setTimeout( () => {
			loadAgents( search.trim(), controller.signal ).then(
				( { items } ) => {
					setFound( items );
					setFailed( false );
				},
				() => ! controller.signal.aborted && setFailed( true )
			);
		}, search === '' ? 0 : SEARCH_PAUSE );
		return () => {
			window.clearTimeout( timer );
			controller.abort();
		};
	}, [ search ] );
	const choices = found.filter( ( { id } ) => ! without.includes( id ) );
	return (
		<ComboboxControl
			__next40pxDefaultSize
			className="aaia-person"
			label={ label }
			value={ null }
			options={ choices.map( ( { id, name } ) => ( { value: String( id ), label: name } ) ) }
			help={ failed
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
