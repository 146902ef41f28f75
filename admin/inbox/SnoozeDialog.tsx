import { Button, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _x } from '@wordpress/i18n';

const DAY = 24 * 60 * 60 * 1000;

const two = ( figure: number ): string => String( figure ).padStart( 2, '0' );

/** A moment as the field has it: in the zone of the device, `2026-03-02T09:00`. */
const typed = ( time: Date ): string => [
	[ time.getFullYear(), two( time.getMonth() + 1 ), two( time.getDate() ) ].join( '-' ),
	[ two( time.getHours() ), two( time.getMinutes() ) ].join( ':' ),
].join( 'T' );

/** The day after tomorrow at nine: the menu has the next days. */
function usual(): string {
	const time = new Date( Date.now() + 2 * DAY );
	time.setHours( 9, 0, 0, 0 );
	return typed( time );
}

/** Asks until when a conversation is snoozed. */
export function SnoozeDialog( { onSnooze, onClose }: { onSnooze: ( until: Date ) => void; onClose: () => void } ) {
	const [ value, setValue ] = useState( usual );
	const [ problem, setProblem ] = useState( '' );
	return (
		<Modal title={ __( 'Snooze until', 'aaia-chatbot' ) } size="small" onRequestClose={ onClose }>
			<form
				onSubmit={ ( event ) => {
					event.preventDefault();
					const until = new Date( value );
					if ( ! ( until.getTime() > Date.now() ) ) {
						setProblem( __( 'Choose a date and time to come.', 'aaia-chatbot' ) );
						return;
					}
					onSnooze( until );
					onClose();
				} }
			>
				<label className="aaia-snooze-date">
					{ __( 'Date and time', 'aaia-chatbot' ) }
					<input
						type="datetime-local"
						className="components-text-control__input"
						min={ typed( new Date() ) }
						value={ value }
						aria-invalid={ problem !== '' }
						onChange={ ( event ) => {
							setValue( event.target.value );
							setProblem( '' );
						} }
					/>
				</label>
				{ problem && <p className="aaia-composer__error" role="alert">{ problem }</p> }
				<div className="aaia-dialog__buttons">
					<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
					<Button __next40pxDefaultSize variant="primary" type="submit">{ _x( 'Snooze', 'conversation', 'aaia-chatbot' ) }</Button>
				</div>
			</form>
		</Modal>
	);
}
