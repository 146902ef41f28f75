import './hours.css';
import { Button } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall, plus } from '@wordpress/icons';
import { pageFacts } from '../../../data/page-facts';
import { Help } from '../../fields/Help';
import { useField } from '../../settings-context';
import type { Field } from '../../settings-context';
import { DAYS, HOURS_A_DAY, endsAt, hoursFrom, hoursProblem, linesOfHours } from './office-hours';
import type { Hours, OfficeHours } from './office-hours';
import { dayName, hoursProblemWords } from './hours-words';

const NONE: Hours = { from: '', to: '' };

/** Hours a day begins with when they are added: those of the day before, so that a week is quickly typed. */
function firstHours( week: OfficeHours[ 'week' ], index: number ): readonly Hours[] {
	const before = week[ index - 1 ] ?? [];
	return before.length > 0 ? before : [ { from: '09:00', to: '17:00' } ];
}

/** When the team is there: the hours of each day. */
export const HoursField = () => <HoursForm field={ useField( 'office_hours' ) } />;

export function HoursForm( { field }: { field: Field } ) {
	const saved = String( field.value );
	const [ form, setForm ] = useState< OfficeHours >( () => hoursFrom( saved ) );
	const id = useInstanceId( HoursForm, 'aaia-hours' );
	const group = useRef< HTMLDivElement >( null );
	useEffect( () => {
		// What is saved or discarded elsewhere replaces what stands here; what is being typed here does not.
		setForm( ( before ) => ( linesOfHours( before ).join( '\n' ) === saved ? before : hoursFrom( saved ) ) );
	}, [ saved ] );
	const change = ( next: OfficeHours ): void => {
		setForm( next );
		field.set( linesOfHours( next ) );
	};
	const changeDay = ( index: number, hours: readonly Hours[] ): void =>
		change( { ...form, week: form.week.map( ( day, at ) => ( at === index ? hours : day ) ) } );
	const focus = ( selector: string ): void => {
		window.setTimeout( () => group.current?.querySelector< HTMLElement >( selector )?.focus(), 0 );
	};
	const add = ( index: number ): void => {
		const day = form.week[ index ] ?? [];
		changeDay( index, day.length === 0 ? firstHours( form.week, index ) : [ ...day, NONE ] );
		focus( `[data-hours="${ index }-${ day.length }"]` );
	};
	const remove = ( index: number, at: number ): void => {
		changeDay( index, ( form.week[ index ] ?? [] ).filter( ( _hours, other ) => other !== at ) );
		focus( `[data-add="${ index }"]` );
	};
	const unset = form.week.every( ( day ) => day.length === 0 );
	const setWorkingDays = (): void => {
		change( { ...form, week: form.week.map( ( day, index ) => ( index < 5 ? firstHours( [], 0 ) : day ) ) } );
		focus( '[data-hours="0-0"]' );
	};
	return (
		<div
			ref={ group }
			id={ field.id }
			className="aaia-field"
			role="group"
			aria-labelledby={ `${ id }-legend` }
			aria-describedby={ `${ id }-help` }
		>
			<p id={ `${ id }-legend` } className="aaia-hours__legend">
				{ __( 'Office hours', 'aaia-chatbot' ) }
			</p>
			<p className="aaia-hours__zone">
				{ sprintf(
					/* translators: %s: name of a time zone, such as Europe/Paris. */
					__( 'Times are in the site’s time zone: %s.', 'aaia-chatbot' ),
					pageFacts().timezone.replace( /^(?=[+-])/, 'UTC' )
				) }
			</p>
			{ form.unknown.map( ( line ) => (
				<p key={ line } className="aaia-hours__unknown">
					<strong className="aaia-field__error">
						{ sprintf(
							/* translators: %s: what was typed. */
							__( '“%s” is not valid. Add these hours below, then remove it.', 'aaia-chatbot' ),
							line
						) }
					</strong>
					<Button
						size="compact"
						variant="secondary"
						aria-invalid="true"
						onClick={ () => change( { ...form, unknown: form.unknown.filter( ( other ) => other !== line ) } ) }
					>
						{ sprintf( /* translators: %s: what was typed. */ __( 'Remove “%s”', 'aaia-chatbot' ), line ) }
					</Button>
				</p>
			) ) }
			{ unset && (
				<p className="aaia-hours__unset">
					{ __( 'No hours are set: your team counts as always there.', 'aaia-chatbot' ) }
					<Button size="compact" variant="secondary" onClick={ setWorkingDays }>
						{ __( 'Start with Monday to Friday', 'aaia-chatbot' ) }
					</Button>
				</p>
			) }
			<ul className="aaia-hours">
				{ DAYS.map( ( day ) => {
					const hours = form.week[ day - 1 ] ?? [];
					return (
						<li key={ day } className="aaia-hours__day">
							<span className="aaia-hours__name">{ dayName( day ) }</span>
							<div className="aaia-hours__times">
								{ hours.length === 0 && ! unset && <span className="aaia-hours__none">{ __( 'Away', 'aaia-chatbot' ) }</span> }
								{ hours.map( ( _hours, at ) => (
									<HoursRow
										key={ at }
										day={ day }
										hours={ hours }
										at={ at }
										refused={ field.error !== '' }
										onChange={ ( changed ) => changeDay( day - 1, hours.map( ( one, other ) => ( other === at ? changed : one ) ) ) }
										onRemove={ () => remove( day - 1, at ) }
									/>
								) ) }
							</div>
							<Button
								__next40pxDefaultSize
								icon={ plus }
								data-add={ day - 1 }
								disabled={ hours.length >= HOURS_A_DAY }
								accessibleWhenDisabled
								label={ sprintf( /* translators: %s: day of the week. */ __( 'Add hours: %s', 'aaia-chatbot' ), dayName( day ) ) }
								onClick={ () => add( day - 1 ) }
							/>
						</li>
					);
				} ) }
			</ul>
			<p id={ `${ id }-help` } className="components-base-control__help">
				<Help field={ field } />
			</p>
		</div>
	);
}

interface RowProps {
	day: number;
	hours: readonly Hours[];
	at: number;
	/** Saving was refused: what is missing is shown, left or not. */
	refused: boolean;
	onChange: ( hours: Hours ) => void;
	onRemove: () => void;
}

/** One pair of times. What is wrong stands below it, once it is typed or left. */
function HoursRow( { day, hours, at, refused, onChange, onRemove }: RowProps ) {
	const [ left, setLeft ] = useState( false );
	const id = useInstanceId( HoursRow, 'aaia-hours-row' );
	const row = hours[ at ] ?? NONE;
	const problem = hoursProblem( hours, at );
	const shown = problem !== null && ( problem !== 'incomplete' || left || refused ) ? hoursProblemWords( problem ) : '';
	const end = endsAt( row );
	const label = sprintf(
		/* translators: 1: day of the week, 2: number of the hours of that day. */
		__( '%1$s, hours %2$d', 'aaia-chatbot' ),
		dayName( day ),
		at + 1
	);
	const facts = {
		type: 'time',
		className: 'components-text-control__input',
		'aria-invalid': shown !== '',
		'aria-describedby': `${ id }-note`,
	};
	return (
		<div
			className={ shown ? 'aaia-hours__row is-wrong' : 'aaia-hours__row' }
			role="group"
			aria-label={ label }
			onBlur={ ( event ) => setLeft( left || ! event.currentTarget.contains( event.relatedTarget ) ) }
		>
			<label htmlFor={ `${ id }-from` }>{ __( 'From', 'aaia-chatbot' ) }</label>
			<input
				{ ...facts }
				id={ `${ id }-from` }
				data-hours={ `${ day - 1 }-${ at }` }
				value={ row.from }
				onChange={ ( event ) => onChange( { ...row, from: event.target.value } ) }
			/>
			<label htmlFor={ `${ id }-to` }>{ __( 'to', 'aaia-chatbot' ) }</label>
			<input { ...facts } id={ `${ id }-to` } value={ row.to } onChange={ ( event ) => onChange( { ...row, to: event.target.value } ) } />
			<Button
				__next40pxDefaultSize
				icon={ closeSmall }
				label={ sprintf( /* translators: %s: such as “Monday, hours 1”. */ __( 'Remove %s', 'aaia-chatbot' ), label ) }
				onClick={ onRemove }
			/>
			<span id={ `${ id }-note` } className="aaia-hours__note">
				{ shown && <strong className="aaia-field__error">{ shown }</strong> }
				{ ! shown && end === 'next day' && __( 'until the next day', 'aaia-chatbot' ) }
				{ ! shown && end === 'midnight' && __( 'until midnight', 'aaia-chatbot' ) }
			</span>
		</div>
	);
}
