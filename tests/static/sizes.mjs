/** What a visitor's browser loads stays within its bars, measured on the built files. */
import gettextParser from 'gettext-parser';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, sizes } from '../../tools/build.mjs';
import { readTranslations, widgetTexts } from '../../tools/lib/translations.mjs';

/** Launcher, script and styles together: bytes, gzip. */
const LAUNCHER_GZIP = 1_600;

/**
 * All that a first conversation (open, ask, read an answer with sources) loads after the first click, in each language: bytes. That is the
 * panel, whose script holds styles and texts, and the Markdown reader; `tests/e2e/first-conversation.spec.ts` shows that it is no more.
 */
const CONVERSATION_GZIP = 24_000;
const CONVERSATION_BROTLI = 21_000;

/** What the rarely used parts load in all, when the first of them is drawn: bytes, gzip. */
const MORE_GZIP = 4_000;

/** What draws attached files, when the first of them is drawn or where visitors may attach some: bytes, gzip. */
const FILES_GZIP = 4_000;

let built;
const once = ( root ) =>
	( built ??= build().then( ( files ) => [ ...files.filter( ( { path } ) => ! TEMPLATES.test( path ) ), withLanguagePack( root ) ] ) );

const TEMPLATES = /^build\/widget\/(panel|more)-template\.js$/;

const PANELS = /^build\/widget\/panel[^/]*\.js$/;

const MARKDOWN = 'build/widget/markdown.js';

/** The panel as a site with a language pack serves it, weighed with the French texts in it: no language is much longer. */
function withLanguagePack( root ) {
	const read = ( name ) => readFileSync( join( root, 'build/widget', name ), 'utf8' );
	const [ { texts } ] = readTranslations( gettextParser ).map( ( translation ) => ( { texts: widgetTexts( translation ) } ) );
	const names =
		new Map( [
			...read( 'panel-texts.php' ).matchAll( /'([0-9a-f]{8})' => __\( '((?:[^'\\]|\\.)*)'/g ),
		].map( ( [ , name, text ] ) => [ name, text.replace( /\\(.)/g, '$1' ) ] ) );
	const addresses = {
		markdown: 'https://www.example.org/wp-content/plugins/aaia-chatbot/build/widget/markdown.js?12345678',
		files: 'https://www.example.org/wp-content/plugins/aaia-chatbot/build/widget/files.js?12345678',
		more: 'https://www.example.org/wp-json/aaia-chatbot/v1/widget/more?locale=fr_FR',
	};
	const literal = ( name ) => addresses[ name ] ?? JSON.stringify( texts[ names.get( name ) ] ).slice( 1, -1 );
	const code = read( 'panel-template.js' ).replace( /\{\{aaia:(\w+)\}\}/g, ( _, name ) => literal( name ) );
	return { path: 'build/widget/panel (language pack).js', ...sizes( Buffer.from( code ) ) };
}

async function launcher( { root } ) {
	const files = ( await once( root ) ).filter( ( { path } ) => /^build\/widget\/launcher\.(js|css)$/.test( path ) );
	const gzip = files.reduce( ( sum, file ) => sum + file.gzip, 0 );
	return files.length > 0 && gzip <= LAUNCHER_GZIP ? [] : [ `Launcher: ${ gzip } bytes gzip (at most ${ LAUNCHER_GZIP }).` ];
}

async function conversation( { root } ) {
	const files = await once( root );
	const markdown = files.find( ( { path } ) => path === MARKDOWN );
	const panels = files.filter( ( { path } ) => PANELS.test( path ) );
	if ( ! markdown || panels.length < 3 ) {
		return [ 'The Markdown reader, or the panel in every language, was not built.' ];
	}
	const sums = panels.map( ( { path, gzip, brotli } ) => ( { path, gzip: gzip + markdown.gzip, brotli: brotli + markdown.brotli } ) );
	return sums.filter( ( { gzip, brotli } ) => gzip > CONVERSATION_GZIP || brotli > CONVERSATION_BROTLI ).map( ( { path, gzip, brotli } ) =>
		`${ path } with the Markdown reader: ${ gzip } bytes gzip (at most ${ CONVERSATION_GZIP }), ${ brotli } bytes Brotli (at most ${ CONVERSATION_BROTLI }).` );
}

async function more( { root } ) {
	const parts = ( await once( root ) ).filter( ( { path } ) => /^build\/widget\/more[^/]*\.js$/.test( path ) );
	const heavy = parts.filter( ( { gzip } ) => gzip > MORE_GZIP );
	return parts.length > 1
		? heavy.map( ( { path, gzip } ) => `${ path }: ${ gzip } bytes gzip (at most ${ MORE_GZIP }).` )
		: [ 'The rarely used parts were not built in every language.' ];
}

async function files( { root } ) {
	const found = ( await once( root ) ).find( ( { path } ) => path === 'build/widget/files.js' );
	return ! found ? [ 'What draws attached files was not built.' ]
		: found.gzip > FILES_GZIP ? [ `${ found.path }: ${ found.gzip } bytes gzip (at most ${ FILES_GZIP }).` ] : [];
}

export const checks = [
	{ name: `the launcher weighs at most ${ LAUNCHER_GZIP } bytes`, run: launcher },
	{ name: 'all that a first conversation loads after the first click stays within its bars', run: conversation },
	{ name: 'what draws attached files weighs little', run: files },
	{ name: 'the rarely used parts weigh little when they are used', run: more },
];
