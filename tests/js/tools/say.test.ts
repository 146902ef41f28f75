/**
 * @jest-environment node
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A command that says something long after its reader has gone, and then ends what it started: here, writes a file. */
const COMMAND = `
	import { writeFileSync } from 'node:fs';
	import { main, step } from './tools/lib/say.mjs';
	await main( async () => {
		await new Promise( ( resolve ) => process.stdin.on( 'end', resolve ).resume() );
		step( 'x'.repeat( 1_000_000 ) );
		process.stdout.write( 'y'.repeat( 1_000_000 ) );
		await new Promise( ( resolve ) => setTimeout( resolve, 200 ) );
		writeFileSync( process.argv[ 1 ], 'ended' );
	} );
`;

test( 'a command whose reader has gone still ends what it started', async () => {
	const folder = mkdtempSync( join( tmpdir(), 'aaia-say-' ) );
	const marker = join( folder, 'marker' );
	try {
		const child = spawn( process.execPath, [ '--input-type=module', '-e', COMMAND, marker ] );
		child.stdout.destroy();
		child.stderr.destroy();
		child.stdin.end();
		expect( await new Promise( ( resolve ) => child.on( 'exit', resolve ) ) ).toBe( 0 );
		expect( existsSync( marker ) ).toBe( true );
	} finally {
		rmSync( folder, { recursive: true, force: true } );
	}
} );
