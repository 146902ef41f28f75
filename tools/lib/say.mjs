/** What the commands say: progress on stderr, so that stdout stays for results that programs read. */

/** An error that the user can correct: printed as one sentence, without a stack trace. */
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

/** Prints progress with the seconds since the start. */
export function step( sentence ) {
	const seconds = ( ( Date.now() - started ) / 1000 ).toFixed( 0 ).padStart( 3 );
	process.stderr.write( `[${ seconds } s] ${ sentence }\n` );
}

/** Runs a command's main function. A Stop is printed as its sentence, any other error with its stack trace; both exit with code 1. */
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
