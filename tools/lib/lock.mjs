/** A lock between runs of our own commands: a folder with the holder's process id in it. */
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './say.mjs';

/** A lock without a readable holder is given up after this, in milliseconds. */
const ORPHAN_MS = 10_000;

/** Runs `work` while holding the lock; waits for another live holder, takes over from a dead one. */
export async function locked( folder, work ) {
	let told = false;
	while ( ! take( folder ) ) {
		if ( ! told ) {
			step( 'Waiting for another run to finish preparing the same thing.' );
			told = true;
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 200 ) );
	}
	try {
		return await work();
	} finally {
		rmSync( folder, { recursive: true, force: true } );
	}
}

function take( folder ) {
	try {
		mkdirSync( folder );
		writeFileSync( join( folder, 'pid' ), String( process.pid ) );
		return true;
	} catch ( error ) {
		if ( error.code !== 'EEXIST' ) {
			throw error;
		}
	}
	if ( abandoned( folder ) ) {
		rmSync( folder, { recursive: true, force: true } );
	}
	return false;
}

function abandoned( folder ) {
	try {
		process.kill( Number( readFileSync( join( folder, 'pid' ), 'utf8' ) ), 0 );
		return false;
	} catch ( error ) {
		if ( error.code === 'ESRCH' ) {
			return true;
		}
	}
	try {
		return Date.now() - statSync( folder ).mtimeMs > ORPHAN_MS;
	} catch {
		return false;
	}
}

/** Takes a lock until this process ends, or answers false when another live process holds it. A dead holder's lock is taken over. */
export function takeForLife( folder ) {
	if ( ! take( folder ) && ! take( folder ) ) {
		return false;
	}
	process.once( 'exit', () => rmSync( folder, { recursive: true, force: true } ) );
	return true;
}
