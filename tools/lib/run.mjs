/** Child processes: run to the end, or keep beside us until we stop. */
import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { Stop } from './say.mjs';

/** How long a service may take to end by itself before it is killed, in milliseconds. */
const PATIENCE_MS = 5_000;

const services = new Set();

/**
 * Runs a command to its end. Resolves with {code, stdout, stderr}; with `check` (the default) a failure is a Stop.
 * `show` sends both outputs to our stderr while they come.
 */
export function run( command, args = [], { cwd, env, input, check = true, show = false } = {} ) {
	return new Promise( ( resolve, reject ) => {
		const child = spawn( command, args, { cwd, env: { ...process.env, ...env }, stdio: [ 'pipe', 'pipe', 'pipe' ] } );
		let stdout = '';
		let stderr = '';
		child.stdout.on( 'data', ( data ) => {
			stdout += data;
			if ( show ) {
				process.stderr.write( data );
			}
		} );
		child.stderr.on( 'data', ( data ) => {
			stderr += data;
			if ( show ) {
				process.stderr.write( data );
			}
		} );
		child.on( 'error', ( error ) => reject( new Stop( `${ command } could not be started: ${ error.message }` ) ) );
		child.on( 'close', ( code ) => {
			if ( check && code !== 0 ) {
				const shown = show ? '' : `\n${ ( stdout + stderr ).trim().split( '\n' ).slice( -30 ).join( '\n' ) }`;
				reject( new Stop( `${ [ command, ...args ].join( ' ' ).slice( 0, 300 ) } failed (code ${ code }).${ shown }` ) );
				return;
			}
			resolve( { code: code ?? 1, stdout, stderr } );
		} );
		child.stdin.on( 'error', () => {} );
		child.stdin.end( input ?? '' );
	} );
}

/**
 * Starts a process that stays beside us, in a process group of its own so that its workers end with it.
 * Its outputs go to `log`. Ends with `stop()`, or with `stopServices()`.
 */
export function service( command, args, { cwd, env, log, signal = 'SIGTERM' } = {} ) {
	const child = spawn( command, args, { cwd, env: { ...process.env, ...env }, detached: true, stdio: [ 'ignore', 'pipe', 'pipe' ] } );
	const file = createWriteStream( log, { flags: 'a' } );
	child.stdout.pipe( file );
	child.stderr.pipe( file );
	const ended = new Promise( ( resolve ) => {
		child.on( 'error', resolve );
		child.on( 'exit', resolve );
	} );
	const handle = {
		pid: child.pid,
		ended,
		alive: () => child.exitCode === null && child.signalCode === null && child.pid !== undefined,
		async stop() {
			services.delete( handle );
			tell( child.pid, signal );
			const killer = setTimeout( () => tell( child.pid, 'SIGKILL' ), PATIENCE_MS );
			await ended;
			clearTimeout( killer );
			tell( child.pid, 'SIGKILL' );
		},
	};
	services.add( handle );
	return handle;
}

/** Signals a whole process group; one that is gone already is no error. */
function tell( pid, signal ) {
	try {
		process.kill( -pid, signal );
	} catch ( error ) {
		if ( error.code !== 'ESRCH' ) {
			throw error;
		}
	}
}

/** Ends every service started here, the newest first. */
export async function stopServices() {
	for ( const handle of [ ...services ].reverse() ) {
		await handle.stop();
	}
}

/** Waits until `ready()` answers something true, at most `seconds`; otherwise a Stop with `sentence`. */
export async function waitFor( ready, seconds, sentence ) {
	const until = Date.now() + seconds * 1000;
	let answer = await ready();
	while ( ! answer ) {
		if ( Date.now() > until ) {
			throw new Stop( sentence );
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 50 ) );
		answer = await ready();
	}
	return answer;
}
