/** A price as it stands in its row: what was typed, right or wrong. */
export interface PriceRow {
	model: string;
	input: string;
	output: string;
}

/** Rows from the lines of the setting: `name = 0.15 / 0.60`. What is no price stands in the first field, as it is. */
export function rowsOf( lines: string ): PriceRow[] {
	return lines.split( '\n' ).filter( ( line ) => line.trim() !== '' ).map( ( line ) => {
		const found = /^(.*?)\s*=\s*([^/]*?)\s*\/\s*([^/]*)$/.exec( line );
		return found
			? { model: found[ 1 ] ?? '', input: found[ 2 ] ?? '', output: ( found[ 3 ] ?? '' ).trim() }
			: { model: line, input: '', output: '' };
	} );
}

/** The lines of rows; empty rows are none. */
export function linesOf( rows: readonly PriceRow[] ): string[] {
	return rows
		.filter( ( { model, input, output } ) => `${ model }${ input }${ output }`.trim() !== '' )
		.map( ( { model, input, output } ) => `${ model.trim() } = ${ input.trim() } / ${ output.trim() }` );
}
