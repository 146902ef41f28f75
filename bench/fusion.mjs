/** Search by words joined with simulated models of several strengths, on the public sets: what is gained, and what a bad model harms. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, ROOT } from '../tools/lib/paths.mjs';

export const title = 'Words and meaning joined';

const DATA = join( ROOT, '../shared/data/retrieval' );

const qualities = ( label, { r1, ndcg } ) => [
	{ what: `${ label }: R@1`, value: r1, unit: '' },
	{ what: `${ label }: nDCG@10`, value: ndcg, unit: '' },
];

export async function measure( { stack } ) {
	if ( ! existsSync( DATA ) ) {
		throw new Error( `The public sets are not in ${ DATA }.` );
	}
	const { run } = await stack();
	const measures = [];
	for ( const set of [ 'service-public', 'piaf' ] ) {
		const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/fusion.php' ), join( DATA, set ) ] );
		const { words, models } = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
		measures.push( ...qualities( `${ set }: words alone`, words ) );
		for ( const [ name, { alone, joined } ] of Object.entries( models ) ) {
			measures.push(
				...qualities( `${ set }: a ${ name } model alone`, alone ),
				...qualities( `${ set }: words with a ${ name } model`, joined )
			);
		}
	}
	await run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
	return measures;
}
