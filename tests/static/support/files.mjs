/** The project's own files, for checks that read sources. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SKIPPED = new Set( [
	'node_modules', 'vendor', 'vendor-prefixed', 'build', 'dist', '.cache', '.git', 'test-results', 'playwright-report',
] );

/** Paths (from the root, with slashes) of the files below a folder whose names end with one of the endings. */
export function filesUnder( root, folder, endings ) {
	const start = join( root, folder );
	if ( ! existsSync( start ) ) {
		return [];
	}
	return readdirSync( start, { withFileTypes: true } ).flatMap( ( entry ) => {
		const path = folder === '' ? entry.name : `${ folder }/${ entry.name }`;
		if ( entry.isDirectory() ) {
			return SKIPPED.has( entry.name ) ? [] : filesUnder( root, path, endings );
		}
		return endings.some( ( ending ) => entry.name.endsWith( ending ) ) ? [ path ] : [];
	} );
}
