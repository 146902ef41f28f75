/** What a visitor's browser loads stays within its bars, measured on the built files. */
import gettextParser from 'gettext-parser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, sizes } from '../../tools/build.mjs';
import { readTranslations, widgetTexts } from '../../tools/lib/translations.mjs';

/** Launcher, script and styles together: bytes, gzip. */
const LAUNCHER_GZIP = 1_600;

/** Everything the first click loads, in each language: bytes. Scripts, styles and texts are one file; the settings come beside it. */
const PANEL_GZIP = 25_000;
const PANEL_BROTLI = 20_000;

/** What a visitor who writes has loaded in all, the Markdown reader of the answers included: bytes. To become 24,000 and 21,000. */
const CONVERSATION_GZIP = 26_800;
const CONVERSATION_BROTLI = 24_500;

let built;
const once = ( root ) => ( built ??= build().then( ( files ) => [ ...files.filter( ( { path } ) => path !== TEMPLATE ), withLanguagePack( root ) ] ) );

const TEMPLATE = 'build/widget/panel-template.js';

/** The panel as a site with a language pack serves it, weighed with the French texts in it: no language is much longer. */
function withLanguagePack( root ) {
	const read = ( name ) => readFileSync( join( root, 'build/widget', name ), 'utf8' );
	const [ { texts } ] = readTranslations( gettextParser ).map( ( translation ) => ( { texts: widgetTexts( translation ) } ) );
	const names = new Map( [ ...read( 'panel-texts.php' ).matchAll( /'([0-9a-f]{8})' => __\( '((?:[^'\\]|\\.)*)'/g ) ].map( ( [ , name, text ] ) => [ name, text.replace( /\\(.)/g, '$1' ) ] ) );
	const code = read( 'panel-template.js' ).replace( /\{\{aaia:(\w+)\}\}/g, ( _, name ) => ( name === 'markdown' ? 'https://www.example.org/wp-content/plugins/aaia-chatbot/build/widget/markdown.js?12345678' : JSON.stringify( texts[ names.get( name ) ] ).slice( 1, -1 ) ) );
	return { path: 'build/widget/panel (language pack).js', ...sizes( Buffer.from( code ) ) };
}

async function launcher( { root } ) {
	const files = ( await once( root ) ).filter( ( { path } ) => /^build\/widget\/launcher\.(js|css)$/.test( path ) );
	const gzip = files.reduce( ( sum, file ) => sum + file.gzip, 0 );
	return files.length > 0 && gzip <= LAUNCHER_GZIP ? [] : [ `Launcher: ${ gzip } bytes gzip (at most ${ LAUNCHER_GZIP }).` ];
}

async function panel( { root } ) {
	const panels = ( await once( root ) ).filter( ( { path } ) => /^build\/widget\/panel[^/]*\.js$/.test( path ) );
	const heavy = panels.filter( ( { gzip, brotli } ) => gzip > PANEL_GZIP || brotli > PANEL_BROTLI );
	return panels.length > 2 ? heavy.map( ( { path, gzip, brotli } ) => `${ path }: ${ gzip } bytes gzip (at most ${ PANEL_GZIP }), ${ brotli } bytes Brotli (at most ${ PANEL_BROTLI }).` ) : [ 'The panel was not built in every language.' ];
}

async function conversation( { root } ) {
	const markdown = ( await once( root ) ).find( ( { path } ) => path === 'build/widget/markdown.js' );
	const panels = ( await once( root ) ).filter( ( { path } ) => /^build\/widget\/panel[^/]*\.js$/.test( path ) );
	if ( ! markdown ) {
		return [ 'The Markdown reader was not built.' ];
	}
	const sums = panels.map( ( { path, gzip, brotli } ) => ( { path, gzip: gzip + markdown.gzip, brotli: brotli + markdown.brotli } ) );
	return sums.filter( ( { gzip, brotli } ) => gzip > CONVERSATION_GZIP || brotli > CONVERSATION_BROTLI )
		.map( ( { path, gzip, brotli } ) => `${ path } with the Markdown reader: ${ gzip } bytes gzip (at most ${ CONVERSATION_GZIP }), ${ brotli } bytes Brotli (at most ${ CONVERSATION_BROTLI }).` );
}

export const checks = [
	{ name: `the launcher weighs at most ${ LAUNCHER_GZIP } bytes`, run: launcher },
	{ name: 'everything the first click loads stays within its bars', run: panel },
	{ name: 'a conversation loads little more', run: conversation },
];
