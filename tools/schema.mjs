/**
 * node tools/schema.mjs: writes includes/Storage/steps/VERSION.json for migrations that have none yet; those that are there stay as they
 * are.
 */
import { mkdirSync } from 'node:fs';
import { inProject } from './lib/paths.mjs';
import { phpTests } from './lib/php-tests.mjs';
import { main } from './lib/say.mjs';

await main( async () => {
	mkdirSync( inProject( 'includes/Storage/steps' ), { recursive: true } );
	process.env.AAIA_WRITE_STEPS = '1';
	const { failed } = await phpTests( { databases: [ 'sqlite' ], args: [ '--filter', 'FrozenStepsTest' ] } );
	return failed === 0 ? 0 : 1;
} );
