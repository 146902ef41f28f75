/**
 * npm run stack [-- --port N --db mariadb|sqlite --zip FILE]: a native site for benchmarks and checks. Once it is up, prints one line of
 * JSON; on SIGINT or SIGTERM it ends and leaves nothing.
 */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { build } from './build.mjs';
import { untilAsked } from './lib/end.mjs';
import { readOptions, readPort } from './lib/options.mjs';
import { ensureNodeModules } from './lib/packages.mjs';
import { answers } from './lib/php-server.mjs';
import { endAll } from './lib/plugin-site.mjs';
import { main, step, Stop } from './lib/say.mjs';
import { startStack } from './lib/stack.mjs';

await main( async () => {
	const options = readOptions( { port: { type: 'string' }, db: { type: 'string', default: 'mariadb' }, zip: { type: 'string' } } );
	const port = readPort( options.port );
	if ( ! [ 'mariadb', 'sqlite' ].includes( options.db ) ) {
		throw new Stop( `--db wants mariadb or sqlite, not "${ options.db }".` );
	}
	if ( options.zip && ! existsSync( options.zip ) ) {
		throw new Stop( `There is no file ${ options.zip }. Make it with: npm run zip` );
	}
	if ( port && await answers( port ) ) {
		throw new Stop( `Port ${ port } is taken. Choose another with --port.` );
	}
	const asked = untilAsked();
	await ensureNodeModules();
	if ( ! options.zip ) {
		await build();
	}
	let stack;
	try {
		stack = await startStack( { port, db: options.db, zip: options.zip ? resolve( options.zip ) : null } );
		const { url, wp, path, db, user, applicationPassword, mail } = stack;
		process.stdout.write(
			`${ JSON.stringify( { url, wp, path, db, user, application_password: applicationPassword, mail: mail.url } ) }\n`
		);
		await asked;
		step( 'Ending.' );
	} finally {
		await endAll( stack );
	}
} );
