/** Writes src/wire/wire.ts, the types of what travels between PHP and TypeScript. `--check` only says whether it is stale. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './lib/paths.mjs';
import { run } from './lib/run.mjs';

const target = inProject( 'src', 'wire', 'wire.ts' );
const { stdout } = await run( 'php', [ inProject( 'tools', 'wire.php' ) ] );
const written = existsSync( target ) ? readFileSync( target, 'utf8' ) : '';
if ( process.argv.includes( '--check' ) ) {
	if ( written !== stdout ) {
		process.stdout.write( 'src/wire/wire.ts is stale: run node tools/wire.mjs\n' );
		process.exitCode = 1;
	}
} else if ( written !== stdout ) {
	mkdirSync( join( target, '..' ), { recursive: true } );
	writeFileSync( target, stdout );
}
