/** A row of the price list, as typed, valid or not. */
export interface PriceRow {
	model: string;
	input: string;
	output: string;
}

/** Rows from the lines of the setting: `name = 0.15 / 0.60`. A line that is not a price goes into the first field unchanged. */
export function rowsOf( lines: string ): PriceRow[] {
	return lines.split( '\n' ).filter( ( line ) => line.trim() !== '' ).map( ( line ) => {
		const found = /^(.*?)\s*=\s*([^/]*?)\s*\/\s*([^/]*)$/.exec( line );
		return found
			? { model: found[ 1 ] ?? '', input: found[ 2 ] ?? '', output: ( found[ 3 ] ?? '' ).trim() }
			: { model: line, input: '', output: '' };
	} );
}

/** The setting's lines from rows, without empty ones. */
export function linesOf( rows: readonly PriceRow[] ): string[] {
	return rows
		.filter( ( { model, input, output } ) => `${ model }${ input }${ output }`.trim() !== '' )
		.map( ( { model, input, output } ) => `${ model.trim() } = ${ input.trim() } / ${ output.trim() }` );
}

export type PriceProblem = 'model' | 'input' | 'output';

const AMOUNT = /^\d{1,6}([.,]\d{1,6})?$/;

/** The invalid fields of a row: a missing or overlong name, an invalid amount. An empty row is valid. */
export function priceProblems( { model, input, output }: PriceRow ): PriceProblem[] {
	if ( `${ model }${ input }${ output }`.trim() === '' ) {
		return [];
	}
	return [
		...( model.trim() === '' || [ ...model.trim() ].length > 100 ? [ 'model' as const ] : [] ),
		...( AMOUNT.test( input.trim() ) ? [] : [ 'input' as const ] ),
		...( AMOUNT.test( output.trim() ) ? [] : [ 'output' as const ] ),
	];
}
