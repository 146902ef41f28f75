/** PHP's built-in server for a site, with a router for pretty permalinks. For development only. */
import { cpSync } from 'node:fs';
import { connect } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { inProject } from './paths.mjs';
import { service, waitFor } from './run.mjs';

/** Requests served at the same time: a stream, a poll and pages side by side. */
const WORKERS = 6;

/** Starts the server and returns its handle. `folder` receives log and router. */
export async function startPhpServer( { site, port, folder, env = {} } ) {
	const router = join( folder, 'router.php' );
	cpSync( inProject( 'tools/lib/router.php' ), router );
	const server = service( 'php', [
		'-d', 'memory_limit=256M', '-d', 'opcache.enable=1', '-d', 'opcache.enable_cli=1', '-d', 'upload_max_filesize=64M',
		'-d', 'post_max_size=64M',
		'-d', 'max_execution_time=120', '-S', `127.0.0.1:${ port }`, '-t', site, router,
	], { cwd: site, env: { PHP_CLI_SERVER_WORKERS: String( WORKERS ), ...env }, log: join( folder, 'php-server.log' ) } );
	await waitFor(
		async () => ! server.alive() || ( await answers( port ) ),
		15,
		`PHP's server did not start; see ${ join( folder, 'php-server.log' ) }.`
	);
	return server;
}

/** Whether something listens on a local port. */
export function answers( port ) {
	return new Promise( ( resolve ) => {
		const socket = connect( { port, host: '127.0.0.1' } );
		socket.once( 'connect', () => {
			socket.destroy();
			resolve( true );
		} );
		socket.once( 'error', () => resolve( false ) );
	} );
}

/** A free local port: the wanted one, or the next above it that is free; 0 takes any. */
export async function freePort( wanted = 0 ) {
	const { port, release } = await holdPort( wanted );
	await release();
	return port;
}

/** The same, kept from others until it is released: what uses it may take a while to start. */
export async function holdPort( wanted = 0 ) {
	for ( let port = wanted; port < wanted + 100; port++ ) {
		const got = await new Promise( ( resolve ) => {
			const holder = createServer( ( socket ) => socket.destroy() );
			holder.once( 'error', () => resolve( null ) );
			holder.listen( port, '127.0.0.1', () => {
				holder.unref();
				resolve( { port: holder.address().port, release: () => new Promise( ( done ) => holder.close( done ) ) } );
			} );
		} );
		if ( got !== null ) {
			return got;
		}
	}
	throw new Error( `No free port from ${ wanted } on.` );
}
