/** The static layer: every check of tests/static, each one counted as passed or failed. */
import { readdirSync } from 'node:fs';
import { ensureLibraries, ensureNodeModules } from './packages.mjs';
import { inProject, ROOT } from './paths.mjs';
import { ensure } from './system.mjs';

/** Runs the checks whose names contain one of `args` (all without); answers {passed, failed, skipped}. */
export async function staticTests( args = [] ) {
	await ensure( 'php' );
	await ensureNodeModules();
	await ensureLibraries();
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for ( const file of readdirSync( inProject( 'tests/static' ) ).filter( ( name ) => name.endsWith( '.mjs' ) ).sort() ) {
		const { checks } = await import( inProject( 'tests/static', file ) );
		for ( const { name, run } of checks ) {
			if ( args.length > 0 && ! args.some( ( part ) => name.toLowerCase().includes( part.toLowerCase() ) ) ) {
				continue;
			}
			const problems = await attempt( run );
			counts[ problems.length === 0 ? 'passed' : 'failed' ] += 1;
			process.stderr.write(
				`${ problems.length === 0 ? '  ok    ' : '  FAILED' } ${ name }\n${ problems.map( ( line ) => `           ${ line }\n` ).join( '' ) }`
			);
		}
	}
	return counts;
}

async function attempt( run ) {
	try {
		return await run( { root: ROOT } );
	} catch ( error ) {
		return [ error.message ];
	}
}
