import { Button, SelectControl, TextControl } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { choosePace, loadRules } from '../../../data/alerts';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import type { ChoosePaceBody } from '../../../../src/wire/wire';

const paces = (): Array< { value: ChoosePaceBody[ 'pace' ]; label: string } > => [
	{ value: 'now', label: __( 'At once', 'aaia-chatbot' ) },
	{ value: 'hourly', label: __( 'In one e-mail per hour', 'aaia-chatbot' ) },
	{ value: 'daily', label: __( 'In one e-mail per day', 'aaia-chatbot' ) },
];

/** How often each person wants to be told. */
export function PeopleSection() {
	const rules = useLoaded( useCallback( loadRules, [] ) );
	const [ address, setAddress ] = useState( '' );
	const [ pace, setPace ] = useState< ChoosePaceBody[ 'pace' ] >( 'hourly' );
	const [ problem, setProblem ] = useState( '' );
	const choose = ( choice: ChoosePaceBody ): void => {
		choosePace( choice ).then( () => {
			setAddress( '' );
			setProblem( '' );
			rules.reload();
		}, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<Section
			title={ __( 'How often recipients are notified', 'aaia-chatbot' ) }
			description={ __( 'Everyone is notified at once, unless they prefer collected alerts.', 'aaia-chatbot' ) }
		>
			{ ( rules.value?.people ?? [] ).map( ( person ) => (
				<SelectControl
					key={ person.address }
					__next40pxDefaultSize
					label={ person.address }
					value={ person.pace }
					options={ paces() }
					onChange={ ( how ) => choose( { address: person.address, pace: how } ) }
				/>
			) ) }
			<div className="aaia-people__new">
				<TextControl
					__next40pxDefaultSize
					type="email"
					label={ __( 'E-mail address', 'aaia-chatbot' ) }
					value={ address }
					onChange={ setAddress }
				/>
				<SelectControl
					__next40pxDefaultSize
					label={ __( 'Notify', 'aaia-chatbot' ) }
					value={ pace }
					options={ paces() }
					onChange={ setPace }
				/>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					disabled={ address === '' }
					accessibleWhenDisabled
					onClick={ () => choose( { address, pace } ) }
				>
					{ __( 'Save', 'aaia-chatbot' ) }
				</Button>
			</div>
			{ problem !== '' && (
				<ActionNotice ok={ false } sentences={ [ problem ] } onRemove={ () => setProblem( '' ) } />
			) }
		</Section>
	);
}
