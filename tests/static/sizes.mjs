/** What a visitor's browser loads stays within its bars, measured on the built files. */
import { build } from '../../tools/build.mjs';

/** Launcher, script and styles together: bytes, gzip. */
const LAUNCHER_GZIP = 2_200;

/** Everything after the first click, French texts included: bytes. */
const PANEL_GZIP = 25_000;
const PANEL_BROTLI = 20_000;

let built;
const once = () => ( built ??= build() );

async function launcher() {
	const files = ( await once() ).filter( ( { path } ) => /^build\/widget\/launcher\.(js|css)$/.test( path ) );
	const gzip = files.reduce( ( sum, file ) => sum + file.gzip, 0 );
	return files.length > 0 && gzip <= LAUNCHER_GZIP ? [] : [ `Launcher: ${ gzip } bytes gzip (at most ${ LAUNCHER_GZIP }).` ];
}

async function panel() {
	const files = ( await once() ).filter( ( { path } ) => /^build\/widget\/(?!launcher)/.test( path ) && ( ! path.endsWith( '.json' ) || path.endsWith( 'fr_FR.json' ) ) );
	const total = ( key ) => files.reduce( ( sum, file ) => sum + file[ key ], 0 );
	return files.length > 1 && total( 'gzip' ) <= PANEL_GZIP && total( 'brotli' ) <= PANEL_BROTLI ? [] : [ `Panel: ${ total( 'gzip' ) } bytes gzip (at most ${ PANEL_GZIP }), ${ total( 'brotli' ) } bytes Brotli (at most ${ PANEL_BROTLI }), ${ files.length } files.` ];
}

export const checks = [
	{ name: `the launcher weighs at most ${ LAUNCHER_GZIP } bytes`, run: launcher },
	{ name: 'the panel and everything after the first click stay within their bars', run: panel },
];
