/** The js layer: Jest. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureNodeModules } from './packages.mjs';
import { inProject, ROOT, temporaryFolder } from './paths.mjs';
import { run } from './run.mjs';

/** Runs Jest with `args`. Returns {passed, failed, skipped}; a file that does not load counts as one failure. */
export async function jsTests( args = [] ) {
	await ensureNodeModules();
	const work = temporaryFolder( 'jest' );
	try {
		const report = join( work, 'report.json' );
		await run(
			'node',
			[ inProject( 'node_modules/jest/bin/jest.js' ), '--json', `--outputFile=${ report }`, '--silent=false', ...args ],
			{ cwd: ROOT, check: false, show: false }
		)
			.then( ( { stderr } ) => process.stderr.write( stderr ) );
		return counts( report );
	} finally {
		rmSync( work, { recursive: true, force: true } );
	}
}

function counts( report ) {
	try {
		const {
			numPassedTests,
			numFailedTests,
			numPendingTests,
			numTodoTests,
			numRuntimeErrorTestSuites,
		} = JSON.parse( readFileSync( report, 'utf8' ) );
		return { passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests + numTodoTests };
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
}
