/**
 * @jest-environment node
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const END = join( __dirname, '../../../tools/lib/end.mjs' );

/** A command that needs a moment to end what it started. */
const COMMAND = `
	import { untilAsked } from ${ JSON.stringify( END ) };
	untilAsked().then( () => setTimeout( () => {
		process.stdout.write( ' ended' );
		process.exit( 130 );
	}, 300 ) );
	setInterval( () => undefined, 1000 );
	process.stdout.write( 'started' );
`;

describe( 'a command that is asked to end', () => {
	it.each( [ 'SIGINT', 'SIGTERM' ] as const )( 'ends what it started when %s comes twice, from the terminal and npm', async ( signal ) => {
		const child = spawn( process.execPath, [ '--input-type=module', '--eval', COMMAND ] );
		let said = '';
		child.stdout.on( 'data', ( data ) => {
			said += String( data );
		} );
		await once( child.stdout, 'data' );
		child.kill( signal );
		await new Promise( ( resolve ) => {
			setTimeout( resolve, 100 );
		} );
		child.kill( signal );
		const [ code ] = await once( child, 'exit' );
		expect( [ said, code ] ).toEqual( [ 'started ended', 130 ] );
	} );
} );
