import { CheckboxControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import type { QuietHours } from '../../../src/wire/wire';
import { ownZone } from './quiet-hours';

const usual = (): QuietHours => ( { from: '22:00', until: '07:00', zone: ownZone() } );

/** Hours without notifications, every day. */
export function QuietSection( { hours, onChange }: { hours: QuietHours | null; onChange: ( hours: QuietHours | null ) => void } ) {
	const [ typed, setTyped ] = useState( hours ?? usual() );
	const change = ( part: Partial< QuietHours > ): void => {
		const next = { ...typed, ...part, zone: ownZone() };
		setTyped( next );
		if ( next.from !== '' && next.until !== '' && next.from !== next.until ) {
			onChange( next );
		}
	};
	const time = ( name: 'from' | 'until', label: string ) => (
		<label className="aaia-notices__time">
			{ label }
			<input type="time" required value={ typed[ name ] } onChange={ ( { target } ) => change( { [ name ]: target.value } ) } />
		</label>
	);
	return (
		<fieldset>
			<legend>{ __( 'Quiet hours', 'aaia-chatbot' ) }</legend>
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Every day some hours without notifications', 'aaia-chatbot' ) }
				help={ __( 'At their end, one notification says that something came.', 'aaia-chatbot' ) }
				checked={ hours !== null }
				onChange={ ( wanted ) => onChange( wanted ? { ...typed, zone: ownZone() } : null ) }
			/>
			{ hours && (
				<>
					<div className="aaia-notices__line">
						{ time( 'from', __( 'From', 'aaia-chatbot' ) ) }
						{ time( 'until', __( 'Until', 'aaia-chatbot' ) ) }
					</div>
					{ typed.from === typed.until && <p role="alert">{ __( 'Choose two different times.', 'aaia-chatbot' ) }</p> }
					{ hours.zone !== 'UTC' && (
						<p className="aaia-quiet">
							{ sprintf( /* translators: %s: a time zone, such as Europe/Paris. */ __( 'Time zone: %s', 'aaia-chatbot' ), hours.zone ) }
						</p>
					) }
				</>
			) }
		</fieldset>
	);
}
