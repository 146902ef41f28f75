/** When a command is asked to end. */

/** How often we look whether npm is still there, in milliseconds. */
const LOOK_MS = 500;

/**
 * Resolves once when the user or another program asks us to end: by a signal (npm passes on those it can), or by
 * ending npm itself. Without npm a lost parent means nothing (nohup, a closed terminal). A signal that comes again ends nothing early:
 * after Ctrl-C npm passes on what the terminal has sent us already.
 */
export function untilAsked() {
	return new Promise( ( resolve ) => {
		for ( const signal of [ 'SIGINT', 'SIGTERM', 'SIGHUP' ] ) {
			process.on( signal, resolve );
		}
		if ( process.env.npm_lifecycle_event ) {
			const parent = process.ppid;
			const look = setInterval( () => {
				if ( process.ppid !== parent ) {
					clearInterval( look );
					resolve();
				}
			}, LOOK_MS );
			look.unref();
		}
	} );
}
