/** Sources of the built scripts, as the zip carries them in `sources/`: what `node tools/build.mjs` reads, and nothing else. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesUnder } from '../../tests/static/support/files.mjs';
import { inProject, ROOT } from './paths.mjs';

/** The folder of the zip they are in. */
export const SOURCES = 'sources';

/** Files that describe the build. */
export const GUIDE = `Sources of the scripts and styles in build/ and of the French translation.

To build them you need Node 20.19 or newer. In this folder:

    npm ci
    node tools/build.mjs

The files appear in build/ and languages/ here and are the ones of the plugin, byte for byte.
`;

const FOLDERS = [ 'admin', 'src', 'widget' ];

const FILES = [
	'composer.json', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.json', 'tsconfig.admin.json',
	'tsconfig.widget.json',
];

const isTest = ( file ) => /\.test\.tsx?$/.test( file );

/** Paths from the project's root, sorted. */
export function sourceFiles() {
	const scripts =
		FOLDERS.flatMap( ( folder ) => filesUnder(
			ROOT,
			folder,
			[ '.ts', '.tsx', '.css', '.scss', '.svg', '.png' ]
		) ).filter( ( file ) => ! isTest( file ) );
	return [
		...FILES,
		...scripts,
		...filesUnder( ROOT, 'languages', [ '.po' ] ),
		...imported( 'tools/build.mjs' ),
	].filter( ( file ) => existsSync( inProject( file ) ) ).sort();
}

/** A module of ours and every one that it imports, directly or not. */
function imported( file, known = new Set() ) {
	known.add( file );
	for ( const [ , path ] of readFileSync( inProject( file ), 'utf8' ).matchAll( /from '(\.[^']+)'/g ) ) {
		const other = join( dirname( file ), path );
		if ( ! known.has( other ) ) {
			imported( other, known );
		}
	}
	return [ ...known ];
}
