import { __ } from '@wordpress/i18n';
import { holidayProblem, holidaysFrom } from './tabs/alerts/holidays';
import { hoursFrom, isWrongWeek } from './tabs/alerts/office-hours';
import { priceProblems, rowsOf } from './tabs/assistant/prices';
import { asTyped } from './settings-state';
import type { SettingValues } from '../data/settings';

/** Forms that validate themselves and show errors beside their fields: whether their value is invalid. */
const CHECKS: Readonly< Record< string, ( lines: string ) => boolean > > = {
	office_hours: ( lines ) => isWrongWeek( hoursFrom( lines ) ),
	office_holidays: ( lines ) => holidaysFrom( lines, 2000 ).some( ( row ) => holidayProblem( row ) !== null ),
	model_prices: ( lines ) => rowsOf( lines ).some( ( row ) => priceProblems( row ).length > 0 ),
};

/** Whether what stands in a form is wrong or not finished. */
export const wrongLines = ( key: string, lines: readonly string[] ): boolean => CHECKS[ key ]?.( lines.join( '\n' ) ) ?? false;

export const correctFields = (): string => __( 'Correct the marked fields, then save again.', 'aaia-chatbot' );

/** The first changed form with an invalid value, and what to do. */
export function wrongForm( typed: SettingValues ): { field: string; sentence: string } | null {
	const field = Object.keys( typed ).find( ( key ) => CHECKS[ key ]?.( String( asTyped( typed[ key ] ?? '' ) ) ) );
	return field === undefined ? null : { field, sentence: correctFields() };
}
