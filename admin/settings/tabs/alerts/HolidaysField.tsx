import { Button, CheckboxControl } from '@wordpress/components';
import { useInstanceId } from '@wordpress/compose';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import { Help } from '../../fields/Help';
import { useField } from '../../settings-context';
import type { Field } from '../../settings-context';
import { holidayProblem, holidaysFrom, linesOfHolidays } from './holidays';
import type { HolidayRow } from './holidays';
import { holidayProblemWords } from './hours-words';

const thisYear = (): number => new Date().getFullYear();

/** Days on which the team is away, a row each: first day, last day, every year or once. */
export const HolidaysField = () => <HolidaysForm field={ useField( 'office_holidays' ) } />;

export function HolidaysForm( { field }: { field: Field } ) {
	const saved = String( field.value );
	const [ rows, setRows ] = useState< HolidayRow[] >( () => holidaysFrom( saved, thisYear() ) );
	const id = useInstanceId( HolidaysForm, 'aaia-holidays' );
	const group = useRef< HTMLDivElement >( null );
	useEffect( () => {
		// What is saved or discarded elsewhere replaces what stands here; what is being typed here does not.
		setRows( ( before ) => ( linesOfHolidays( before ).join( '\n' ) === saved ? before : holidaysFrom( saved, thisYear() ) ) );
	}, [ saved ] );
	const change = ( next: HolidayRow[] ): void => {
		setRows( next );
		field.set( linesOfHolidays( next ) );
	};
	const add = (): void => {
		change( [ ...rows, { first: '', last: '', yearly: false } ] );
		window.setTimeout( () => [ ...( group.current?.querySelectorAll< HTMLElement >( '[data-first]' ) ?? [] ) ].at( -1 )?.focus(), 0 );
	};
	const remove = ( at: number ): void => {
		change( rows.filter( ( _row, other ) => other !== at ) );
		window.setTimeout( () => group.current?.querySelector< HTMLElement >( '.aaia-holidays__add' )?.focus(), 0 );
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
				{ __( 'Holidays', 'aaia-chatbot' ) }
			</p>
			{ rows.map( ( row, at ) => (
				<Row
					key={ at }
					row={ row }
					at={ at }
					refused={ field.error !== '' }
					onChange={ ( changed ) => change( rows.map( ( one, other ) => ( other === at ? changed : one ) ) ) }
					onRemove={ () => remove( at ) }
				/>
			) ) }
			<Button __next40pxDefaultSize variant="secondary" className="aaia-holidays__add" onClick={ add }>
				{ __( 'Add a holiday', 'aaia-chatbot' ) }
			</Button>
			<p id={ `${ id }-help` } className="components-base-control__help">
				<Help field={ field } />
			</p>
		</div>
	);
}

interface RowProps {
	row: HolidayRow;
	at: number;
	/** Saving was refused: what is missing is shown, left or not. */
	refused: boolean;
	onChange: ( row: HolidayRow ) => void;
	onRemove: () => void;
}

/** One holiday. What is wrong stands below it, once it is typed or left. */
function Row( { row, at, refused, onChange, onRemove }: RowProps ) {
	const [ left, setLeft ] = useState( false );
	const id = useInstanceId( Row, 'aaia-holiday' );
	const problem = holidayProblem( row );
	const shown = problem !== null && ( problem !== 'no date' || left || refused ) ? holidayProblemWords( problem, row.unknown ?? '' ) : '';
	const label = sprintf( /* translators: %d: number of the holiday in the list. */ __( 'Holiday %d', 'aaia-chatbot' ), at + 1 );
	const facts = {
		type: 'date',
		className: 'components-text-control__input',
		'aria-invalid': shown !== '',
		'aria-describedby': `${ id }-note`,
	};
	const type = ( changed: Partial< HolidayRow > ): void => {
		const { unknown: _unknown, ...known } = row;
		onChange( { ...known, ...changed } );
	};
	return (
		<div
			className={ shown ? 'aaia-holidays__row is-wrong' : 'aaia-holidays__row' }
			role="group"
			aria-label={ label }
			onBlur={ ( event ) => setLeft( left || ! event.currentTarget.contains( event.relatedTarget ) ) }
		>
			<div>
				<label htmlFor={ `${ id }-first` }>{ __( 'First day', 'aaia-chatbot' ) }</label>
				<input
					{ ...facts }
					data-first
					id={ `${ id }-first` }
					value={ row.first }
					onChange={ ( event ) => type( { first: event.target.value } ) }
				/>
			</div>
			<div>
				<label htmlFor={ `${ id }-last` }>{ __( 'Last day, if several', 'aaia-chatbot' ) }</label>
				<input { ...facts } id={ `${ id }-last` } value={ row.last } onChange={ ( event ) => type( { last: event.target.value } ) } />
			</div>
			<CheckboxControl label={ __( 'Every year', 'aaia-chatbot' ) } checked={ row.yearly } onChange={ ( yearly ) => type( { yearly } ) } />
			<Button
				__next40pxDefaultSize
				icon={ closeSmall }
				label={ sprintf( /* translators: %s: such as “Holiday 1”. */ __( 'Remove %s', 'aaia-chatbot' ), label ) }
				onClick={ onRemove }
			/>
			<span id={ `${ id }-note` } className="aaia-hours__note">
				{ shown && <strong className="aaia-field__error">{ shown }</strong> }
			</span>
		</div>
	);
}
