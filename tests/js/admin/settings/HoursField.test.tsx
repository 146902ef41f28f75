import { fireEvent, render, screen, within } from '@testing-library/react';
import { useReducer } from '@wordpress/element';
import { wrongForm } from '../../../../admin/settings/checks';
import { SettingsContext } from '../../../../admin/settings/settings-context';
import { initialSettings, settingsReducer } from '../../../../admin/settings/settings-state';
import { HolidaysField } from '../../../../admin/settings/tabs/alerts/HolidaysField';
import { HoursField } from '../../../../admin/settings/tabs/alerts/HoursField';
import { PriceList } from '../../../../admin/settings/tabs/assistant/PriceList';
import type { SettingValues } from '../../../../admin/data/settings';
import type { SettingValue } from '../../../../src/wire/wire';

let typed: SettingValues;

function Screen( { values }: { values: Record< string, SettingValue > } ) {
	const server = { values: { office_hours: [], office_holidays: [], model_prices: [], ...values }, sentences: {}, notes: {} };
	const [ state, dispatch ] = useReducer(
		settingsReducer,
		settingsReducer( initialSettings, { type: 'loaded', answer: server as never } )
	);
	typed = state.typed;
	const tools = {
		state,
		change: ( key: string, value: SettingValue ) => dispatch( { type: 'typed', key, value } ),
		save: () => Promise.resolve( true ),
	};
	return (
		<SettingsContext.Provider value={ tools }>
			<HoursField />
			<HolidaysField />
			<PriceList />
		</SettingsContext.Provider>
	);
}

const row = ( name: string ) => within( screen.getByRole( 'group', { name } ) );

const press = ( name: string ): void => {
	fireEvent.click( screen.getByRole( 'button', { name } ) );
};

/** What a screen reader says of a field beside its name. */
const described = ( field: HTMLElement ): string =>
	( field.getAttribute( 'aria-describedby' ) ?? '' )
		.split( ' ' )
		.map( ( id ) => document.getElementById( id )?.textContent ?? '' )
		.join( ' ' );

beforeAll( () => {
	// WordPress's checkbox asks for the width of the window.
	window.matchMedia = () => ( { matches: false } ) as MediaQueryList;
} );

it( 'begin with the working days where none are set', () => {
	render( <Screen values={ {} } /> );
	screen.getByText( 'No hours are set: your team counts as always there.' );
	expect( screen.queryByText( 'Away' ) ).toBeNull();
	press( 'Start with Monday to Friday' );
	expect( typed[ 'office_hours' ] ).toEqual( [ '1-5 09:00-17:00' ] );
	expect( screen.getAllByText( 'Away' ) ).toHaveLength( 2 );
} );

it( 'types a week: a day takes over the hours of the day before', () => {
	render( <Screen values={ {} } /> );
	press( 'Add hours: Monday' );
	press( 'Add hours: Tuesday' );
	expect( typed[ 'office_hours' ] ).toEqual( [ '1-2 09:00-17:00' ] );
	fireEvent.change( row( 'Tuesday, hours 1' ).getByLabelText( 'to' ), { target: { value: '02:00' } } );
	expect( typed[ 'office_hours' ] ).toEqual( [ '1 09:00-17:00', '2 09:00-02:00' ] );
	expect( described( row( 'Tuesday, hours 1' ).getByLabelText( 'to' ) ) ).toContain( 'until the next day' );
	press( 'Remove Monday, hours 1' );
	expect( typed[ 'office_hours' ] ).toEqual( [ '2 09:00-02:00' ] );
} );

it( 'refuses overlapping hours at once, beside their fields, and does not send them', () => {
	render( <Screen values={ { office_hours: [ '1 09:00-12:00', '1 14:00-18:00' ] } } /> );
	const from = row( 'Monday, hours 2' ).getByLabelText( 'From' );
	expect( from.getAttribute( 'aria-invalid' ) ).toBe( 'false' );
	fireEvent.change( from, { target: { value: '11:00' } } );
	expect( from.getAttribute( 'aria-invalid' ) ).toBe( 'true' );
	expect( described( from ) ).toContain( 'These hours overlap the ones above.' );
	expect( wrongForm( typed )?.field ).toBe( 'office_hours' );
	fireEvent.change( from, { target: { value: '12:00' } } );
	expect( wrongForm( typed ) ).toBe( null );
} );

it( 'refuses a last day before the first', () => {
	render( <Screen values={ { office_holidays: [ '2026-12-24/2026-12-26' ] } } /> );
	const last = row( 'Holiday 1' ).getByLabelText( 'Last day, if several' );
	fireEvent.change( last, { target: { value: '2026-12-20' } } );
	expect( described( last ) ).toContain( 'The last day comes before the first.' );
	expect( wrongForm( typed )?.field ).toBe( 'office_holidays' );
} );

it( 'says of each field of a price what is wrong with it, once it is left', () => {
	render( <Screen values={ { model_prices: [ 'm = 1 / 2' ] } } /> );
	const [ read, written ] = [ screen.getByLabelText( 'Input' ), screen.getByLabelText( 'Output' ) ];
	fireEvent.change( read, { target: { value: 'cheap' } } );
	fireEvent.blur( read );
	expect( [ read, written ].map( ( field ) => field.getAttribute( 'aria-invalid' ) ) ).toEqual( [ 'true', 'false' ] );
	expect( described( read ) ).toContain( 'Enter an amount such as 0.15.' );
	expect( wrongForm( typed )?.field ).toBe( 'model_prices' );
} );
