/** What a visitor's browser loads stays within its bars, measured on the built files. */
import { build } from '../../tools/build.mjs';

/** Launcher, script and styles together: bytes, gzip. */
const LAUNCHER_GZIP = 2_200;

/** Everything the first click loads, in each language: bytes. Scripts, styles and texts are one file; the settings come beside it. */
const PANEL_GZIP = 25_000;
const PANEL_BROTLI = 20_000;

/** What a visitor who writes has loaded in all, the Markdown reader of the answers included: bytes, gzip. */
const CONVERSATION_GZIP = 27_000;

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

async function conversation() {
	const markdown = ( await once() ).find( ( { path } ) => path === 'build/widget/markdown.js' );
	const panels = ( await once() ).filter( ( { path } ) => /^build\/widget\/panel[^/]*\.js$/.test( path ) );
	const heavy = panels.filter( ( { gzip } ) => ! markdown || gzip + markdown.gzip > CONVERSATION_GZIP );
	return heavy.map( ( { path, gzip } ) => `${ path } with the Markdown reader: ${ gzip + ( markdown?.gzip ?? 0 ) } bytes gzip (at most ${ CONVERSATION_GZIP }).` );
}

export const checks = [
	{ name: `the launcher weighs at most ${ LAUNCHER_GZIP } bytes`, run: launcher },
	{ name: 'everything the first click loads stays within its bars', run: panel },
	{ name: 'a conversation loads little more', run: conversation },
];
