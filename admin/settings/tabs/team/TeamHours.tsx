import { RadioControl } from '@wordpress/components';
import { __ } from '@wordpress/i18n';
import { HolidaysForm } from '../alerts/HolidaysField';
import { HoursForm } from '../alerts/HoursField';
import type { Field } from '../../settings-context';
import type { TeamOffice } from '../../../../src/wire/wire';

/** When a team is there: as the site, or in hours and on holidays of its own. */
export function TeamHours( { office, error, onChange }: {
	office: TeamOffice | null;
	/** Saving was refused: what is missing is shown. */
	error: string;
	onChange: ( office: TeamOffice | null ) => void;
} ) {
	const field = ( key: keyof TeamOffice, sentence: string ): Field => ( {
		id: `aaia-team-${ key }`,
		value: ( office?.[ key ] ?? [] ).join( '\n' ),
		sentence,
		note: '',
		error,
		set: ( lines ) => office && Array.isArray( lines ) && onChange( { ...office, [ key ]: [ ...lines ] } ),
	} );
	return (
		<>
			<RadioControl
				label={ __( 'Hours of the team', 'aaia-chatbot' ) }
				selected={ office === null ? 'site' : 'own' }
				options={ [
					{ value: 'site', label: __( 'As the site: tab Alerts, “Office hours”', 'aaia-chatbot' ) },
					{ value: 'own', label: __( 'Its own', 'aaia-chatbot' ) },
				] }
				onChange={ ( chosen ) => onChange( chosen === 'own' ? office ?? { hours: [], holidays: [] } : null ) }
			/>
			{ office && (
				<>
					<HoursForm field={ field( 'hours', __(
						'Visitors whose conversation is in this team are told when it is back, and by when they have an answer.',
						'aaia-chatbot'
					) ) } />
					<HolidaysForm field={ field( 'holidays', __( 'The holidays of the site do not count for this team.', 'aaia-chatbot' ) ) } />
				</>
			) }
		</>
	);
}
