import { Button, CheckboxControl, Modal, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { asProblem } from '../../data/api';
import { loadReminders, setReminders } from '../../data/today';
import { ownZone } from '../../inbox/notices/quiet-hours';
import { useLoaded } from '../../shared/use-loaded';

/** Most times a day. */
const MOST = 4;

/** Chooses when one is reminded of this page by e-mail. */
export function RemindersButton() {
	const [ open, setOpen ] = useState( false );
	return (
		<>
			<Button size="compact" variant="secondary" aria-haspopup="dialog" onClick={ () => setOpen( true ) }>
				{ __( 'Reminders', 'aaia-chatbot' ) }
			</Button>
			{ open && <Dialog onClose={ () => setOpen( false ) } /> }
		</>
	);
}

function Dialog( { onClose }: { onClose: () => void } ) {
	const { value, problem } = useLoaded( loadReminders );
	return (
		<Modal title={ __( 'Reminders', 'aaia-chatbot' ) } size="small" onRequestClose={ onClose }>
			{ problem && <p role="alert">{ problem }</p> }
			{ value === null && ! problem && <Spinner /> }
			{ value && <Form times={ value.reminders?.times ?? [] } weekdays={ value.reminders?.weekdays ?? true } onClose={ onClose } /> }
		</Modal>
	);
}

function Form( { times: atFirst, weekdays: onWeekdays, onClose }: { times: readonly string[]; weekdays: boolean; onClose: () => void } ) {
	const [ times, setTimes ] = useState( atFirst.length === 0 ? [ '09:00' ] : [ ...atFirst ] );
	const [ weekdays, setWeekdays ] = useState( onWeekdays );
	const [ problem, setProblem ] = useState( '' );
	const save = (): void => {
		const wanted = times.filter( ( time ) => time !== '' );
		setReminders( wanted.length === 0 ? null : { times: wanted, weekdays, zone: ownZone() } )
			.then( onClose, ( failure ) => setProblem( asProblem( failure ).message ) );
	};
	return (
		<form
			className="aaia-today__reminders"
			onSubmit={ ( event ) => {
				event.preventDefault();
				save();
			} }
		>
			<p>{ __( 'You get an e-mail at these times, if something waits here.', 'aaia-chatbot' ) }</p>
			{ times.map( ( time, index ) => (
				<div key={ index } className="aaia-today__time">
					<input
						type="time"
						aria-label={ /* translators: %d: 1, 2, 3 or 4. */ sprintf( __( 'Time %d', 'aaia-chatbot' ), index + 1 ) }
						value={ time }
						onChange={ ( { target } ) => setTimes( times.map( ( one, other ) => other === index ? target.value : one ) ) }
					/>
					<Button
						size="compact"
						icon={ closeSmall }
						label={ __( 'Remove', 'aaia-chatbot' ) }
						onClick={ () => setTimes( times.filter( ( one, other ) => other !== index ) ) }
					/>
				</div>
			) ) }
			{ times.length === 0 && <p>{ __( 'No reminders.', 'aaia-chatbot' ) }</p> }
			{ times.length < MOST && (
				<Button size="compact" variant="tertiary" onClick={ () => setTimes( [ ...times, '14:00' ] ) }>
					{ __( 'Add a time', 'aaia-chatbot' ) }
				</Button>
			) }
			<CheckboxControl
				__nextHasNoMarginBottom
				label={ __( 'Monday to Friday only', 'aaia-chatbot' ) }
				checked={ weekdays }
				onChange={ setWeekdays }
			/>
			{ problem && <p className="aaia-review__problem" role="alert">{ problem }</p> }
			<div className="aaia-dialog__buttons">
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onClose }>{ __( 'Cancel', 'aaia-chatbot' ) }</Button>
				<Button __next40pxDefaultSize variant="primary" type="submit">{ __( 'Save', 'aaia-chatbot' ) }</Button>
			</div>
		</form>
	);
}
