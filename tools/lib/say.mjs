/** What the commands say: progress on stderr, so that stdout stays for results that programs read. */

/** An end the user can do something about: printed as one sentence, without a stack. */
export class Stop extends Error {}

// Whoever read our output may have gone: writing to a closed pipe must not end a command before it has ended what it started.
for ( const stream of [ process.stdout, process.stderr ] ) {
	stream.on( 'error', ( error ) => {
		if ( error.code !== 'EPIPE' ) {
			throw error;
		}
	} );
}

const started = Date.now();

/** Says what is being done now, with the seconds since the command began. */
export function step( sentence ) {
	const seconds = ( ( Date.now() - started ) / 1000 ).toFixed( 0 ).padStart( 3 );
	process.stderr.write( `[${ seconds } s] ${ sentence }\n` );
}

/** Runs a command's main function; a Stop ends it with its sentence, anything else with its stack, both with code 1. */
export async function main( work ) {
	try {
		const code = await work();
		if ( typeof code === 'number' ) {
			process.exitCode = code;
		}
	} catch ( error ) {
		process.stderr.write( `\n${ error instanceof Stop ? error.message : error.stack }\n` );
		process.exitCode = 1;
	}
}
