/**
 * The test bench with 1,000 cases over 1,518 pages (../shared/data/retrieval/piaf): time of a run with the built-in assistant beside that
 * of its answers alone, whether a rerun is the same, and rows that a run leaves elsewhere. AAIA_CASES=200 measures another number.
 */
import { join } from 'node:path';
import { inProject, ROOT } from '../tools/lib/paths.mjs';

export const title = 'Test bench';

const CASES = Number( process.env.AAIA_CASES ?? 1000 );
const DATA = join( ROOT, '../shared/data/retrieval/piaf' );

/** Seconds that a run of 1,000 cases may take on two cores. */
const BAR = 60 * CASES / 1000;

export async function measure( { stack } ) {
	const { run } = await stack();
	await run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
	await run( [ 'aaia', 'knowledge', 'import', join( DATA, 'corpus.jsonl' ) ] );
	const script = inProject( 'bench/testbench.php' );
	const { stdout } = await run( [ 'eval-file', '--use-include', script, join( DATA, 'questions.jsonl' ), String( CASES ) ] );
	const found = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
	return [
		{ what: `a run of ${ CASES.toLocaleString( 'en' ) } cases with the built-in assistant`, value: found.seconds, unit: 's', bar: BAR },
		{ what: 'its rerun / the first', value: found.again / found.seconds, unit: 'ratio' },
		{ what: 'a run / its answers alone', value: found.seconds / found.alone, unit: 'ratio', bar: 1.25 },
		{ what: 'an answer', value: 1000 * found.alone / CASES, unit: 'ms' },
		{ what: 'answers that differ in the rerun', value: found.different, unit: 'answers', bar: 0 },
		{ what: 'rows left elsewhere', value: found.left, unit: 'rows', bar: 0 },
		{ what: 'cases that 10 changed pages touch: found in', value: found.touched_seconds, unit: 's' },
		{ what: 'cases that 10 changed pages touch', value: found.touched, unit: 'cases' },
		{ what: 'check before an answer is published', value: found.guard_seconds, unit: 's', bar: 8 },
	];
}
