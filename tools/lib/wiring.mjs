/** build/wiring.php: what the rooms' modules declare, as one PHP array. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { inProject } from './paths.mjs';
import { run } from './run.mjs';

/** The file's text, made from the modules as they stand. */
export const wiringFile = async () => ( await run( 'php', [ inProject( 'tools', 'wiring.php' ) ] ) ).stdout;

/** Writes it where the plugin looks for it. */
export async function writeWiring() {
	mkdirSync( inProject( 'build' ), { recursive: true } );
	writeFileSync( inProject( 'build', 'wiring.php' ), await wiringFile() );
}
