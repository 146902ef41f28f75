/** MariaDB as a plain process in a temporary folder: no system service, no network. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { run, service, waitFor } from './run.mjs';
import { find } from './system.mjs';

const common = ( folder ) => [
	'--no-defaults',
	`--user=${ userInfo().username }`,
	`--datadir=${ join( folder, 'data' ) }`,
	'--innodb-log-file-size=16M',
];

/** Makes an empty database server's files in `folder`. */
export async function createMariaDb( folder ) {
	mkdirSync( join( folder, 'data' ), { recursive: true } );
	await run( find( 'mariadb-install-db' ), [ ...common( folder ), '--auth-root-authentication-method=normal', '--skip-test-db' ] );
}

/**
 * Starts the server on the files in `folder`; answers {socket, stop}.
 * `careless` gives up durability (no flush at commit), for tests only.
 */
export async function startMariaDb( folder, { careless = false } = {} ) {
	const socket = join( folder, 'db.sock' );
	mkdirSync( join( folder, 'tmp' ), { recursive: true } );
	const server = service( find( 'mariadbd' ), [
		...common( folder ),
		`--socket=${ socket }`,
		`--pid-file=${ join( folder, 'db.pid' ) }`,
		`--tmpdir=${ join( folder, 'tmp' ) }`,
		'--skip-networking',
		'--skip-log-bin',
		'--performance-schema=off',
		'--innodb-buffer-pool-size=128M',
		...( careless ? [ '--innodb-flush-log-at-trx-commit=0', '--sync-frm=0' ] : [] ),
	], { log: join( folder, 'mariadb.log' ) } );
	await waitFor( async () => {
		if ( ! server.alive() ) {
			return true;
		}
		return ( await run(
			find( 'mariadb-admin' ),
			[ '--no-defaults', `--socket=${ socket }`, '-uroot', 'ping' ],
			{ check: false }
		) ).code === 0;
	}, 30, `MariaDB did not start; see ${ join( folder, 'mariadb.log' ) }.` );
	return { socket, stop: server.stop };
}

/** Runs SQL as the server's administrator; returns its standard output (tab-separated). */
export async function sql( socket, statement ) {
	return ( await run( find( 'mariadb' ), [ '--no-defaults', `--socket=${ socket }`, '-uroot', '-N', '-e', statement ] ) ).stdout;
}
