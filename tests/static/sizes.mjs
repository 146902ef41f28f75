/** What a visitor's browser loads stays within its bars, measured on the built files. */
import { build } from '../../tools/build.mjs';

/** Launcher, script and styles together: bytes, gzip. */
const LAUNCHER_GZIP = 2_200;

/** Everything after the first click, in each language: bytes. Scripts, styles and texts are one file. */
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
	const panels = ( await once() ).filter( ( { path } ) => /^build\/widget\/panel[^/]*\.js$/.test( path ) );
	const heavy = panels.filter( ( { gzip, brotli } ) => gzip > PANEL_GZIP || brotli > PANEL_BROTLI );
	return panels.length > 1 ? heavy.map( ( { path, gzip, brotli } ) => `${ path }: ${ gzip } bytes gzip (at most ${ PANEL_GZIP }), ${ brotli } bytes Brotli (at most ${ PANEL_BROTLI }).` ) : [ 'The panel was not built in every language.' ];
}

export const checks = [
	{ name: `the launcher weighs at most ${ LAUNCHER_GZIP } bytes`, run: launcher },
	{ name: 'the panel and everything after the first click stay within their bars', run: panel },
];
