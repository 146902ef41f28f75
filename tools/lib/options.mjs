/** Options of the commands. */
import { parseArgs } from 'node:util';
import { Stop } from './say.mjs';

/** Reads options from the command line; an unknown one is a Stop that names those there are. */
export function readOptions( options ) {
	try {
		return parseArgs( { options, strict: true, allowPositionals: false } ).values;
	} catch ( error ) {
		throw new Stop( `${ error.message }\nOptions: ${ Object.keys( options ).map( ( name ) => `--${ name }` ).join( ', ' ) }.` );
	}
}

/** A port number, or undefined when none was given. */
export function readPort( text ) {
	if ( text === undefined ) {
		return undefined;
	}
	const port = Number( text );
	if ( ! Number.isInteger( port ) || port < 1 || port > 65_535 ) {
		throw new Stop( `--port wants a number from 1 to 65535, not "${ text }".` );
	}
	return port;
}
