/** A running site, for start, stack and the end-to-end tests: settings, background worker, shutdown. */
import { join } from 'node:path';
import { service, stopServices } from './run.mjs';
import { wp, wpArgv } from './site.mjs';

/** Seconds after which the worker is restarted, so that changed code is loaded. */
const WORKER_SECONDS = 60;

/** Sets settings of the plugin: {key: value}. */
export async function setSettings( wordpress, site, settings, options = {} ) {
	for ( const [ key, value ] of Object.entries( settings ) ) {
		await wp(
			wordpress,
			site,
			[ 'aaia', 'setting', 'set', key, typeof value === 'boolean' ? String( Number( value ) ) : String( value ) ],
			options
		);
	}
}

/** Keeps `wp aaia worker` running until `stop()`, as on a site with a real cron. */
export function keepWorking( wordpress, site, { folder, env = {} } ) {
	const [ command, ...args ] = wpArgv( wordpress, site );
	let stopped = false;
	let current;
	const loop = ( async () => {
		while ( ! stopped ) {
			const begun = Date.now();
			current = service(
				command,
				[ ...args, 'aaia', 'worker', `--time-limit=${ WORKER_SECONDS }` ],
				{ cwd: site, env, log: join( folder, 'worker.log' ) }
			);
			await current.ended;
			await current.stop();
			if ( ! stopped && Date.now() - begun < 2_000 ) {
				await new Promise( ( resolve ) => setTimeout( resolve, 2_000 ) );
			}
		}
	} )();
	return {
		async stop() {
			stopped = true;
			await current?.stop();
			await loop;
		},
	};
}

/** Stops the given parts in order, then everything else that was started. */
export async function endAll( ...parts ) {
	for ( const part of parts ) {
		await part?.stop();
	}
	await stopServices();
}
