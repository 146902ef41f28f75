/**
 * What WordPress.org's Plugin Check says of the zip. docs/plugin-check.md tells which of its rules are asked here, and lists with reasons
 * what they find in error.
 */
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../tools/build.mjs';
import { fingerprint } from '../../tools/lib/paths.mjs';
import { run } from '../../tools/lib/run.mjs';
import { shippedFiles } from '../../tools/zip.mjs';

const DOCUMENT = 'docs/plugin-check.md';

const RULES = 'tests/static/plugin-check/ruleset.xml';

/** The table of what is false: [{rule, place}]. */
function falseOnes( root ) {
	const lines = readFileSync( join( root, DOCUMENT ), 'utf8' ).split( '\n' );
	return lines.flatMap( ( line ) => {
		const [ , rule, place, why ] = /^\| `([\w.]+)` \| `([^`]+)` \| (.{5,}) \|$/.exec( line ) ?? [];
		return why ? [ { rule, place } ] : [];
	} );
}

/** What PHP_CodeSniffer finds in the PHP of the zip that is ours: [{rule, file, line, message}]. */
async function sniffed( root ) {
	const { stdout, stderr } = await run( 'php', [
		'-d', 'memory_limit=1G', '-d', 'error_reporting=8191', 'vendor/bin/phpcs', '-q',
		'--runtime-set', 'installed_paths', 'vendor/wp-coding-standards/wpcs', `--standard=${ RULES }`,
		'--extensions=php', '--ignore-annotations', '--parallel=2', `--cache=${ join( tmpdir(), `aaia-phpcs-${ fingerprint( root ) }` ) }`,
		'--basepath=.', '--report=json',
		'aaia-chatbot.php', 'uninstall.php', 'includes', 'build', 'languages',
	], { cwd: root, check: false } );
	let report;
	try {
		report = JSON.parse( stdout.slice( stdout.indexOf( '{"totals"' ) ) );
	} catch {
		throw new Error( `PHP_CodeSniffer did not run: ${ `${ stdout }${ stderr }`.slice( 0, 500 ) }` );
	}
	return Object.entries( report.files ).flatMap( ( [ file, { messages } ] ) =>
		messages.map( ( { source, line, message } ) => ( { rule: source, file, line, message } ) ) );
}

async function sniffs( { root } ) {
	await build();
	const known = falseOnes( root );
	const explains = ( { rule, place } ) => ( finding ) => finding.rule === rule &&
		( finding.file === place || finding.file.startsWith( `${ place }/` ) );
	const found = await sniffed( root );
	return [
		...found.filter( ( finding ) =>
			! known.some( ( one ) => explains( one )( finding ) ) ).map( ( { rule, file, line, message } ) =>
				`${ file }:${ line }: ${ message } (${ rule })` ),
		...known.filter( ( one ) => ! found.some( explains( one ) ) ).map( ( { rule, place } ) =>
			`${ DOCUMENT } lists ${ rule } in ${ place }, where nothing is found any more.` ),
	];
}

/** Patterns that no PHP file of ours holds: what Plugin Check's own sniffs and its searches of files look for. */
const REFUSED_IN_PHP = {
	'asks for another site’s script, style or picture':
		/(?:wp_(?:enqueue|register)_(?:script|style)\([^;]*?|<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=["'])https?:\/\//s,
	'names an address on this machine': /https?:\/\/(?:localhost|127\.0\.0\.1|[\w.-]+\.local(?:host)?)\//,
	'takes over updates': /site_transient_update_plugins|plugin-update-checker|WP_GitHub_Updater|class \w+_Plugin_Updater/,
	'hides code': /sourceguardian|ionCube|@Zend|eval\s*\(\s*base64_decode/,
	'lets every file be uploaded': /ALLOW_UNFILTERED_UPLOADS/,
	'uses a shortened address': /https?:\/\/(?:bit\.ly|tinyurl\.com|goo\.gl|t\.co|ow\.ly)\//,
	'registers a setting without sanitising it': /register_setting\((?![^;]*sanitize_callback)/s,
	'links to another site from the menu': /add_menu_page\([^;]*https?:/s,
	'draws a picture by hand': /<img\b/i,
};

async function patterns( { root } ) {
	await build();
	const files = shippedFiles().filter( ( file ) => file.endsWith( '.php' ) && ! file.startsWith( 'vendor-prefixed/' ) );
	return files.flatMap( ( file ) => {
		const code = readFileSync( join( root, file ), 'utf8' ).replace( /\/\*[\s\S]*?\*\//g, '' );
		return Object.entries( REFUSED_IN_PHP ).filter( ( [ , pattern ] ) => pattern.test( code ) ).map( ( [ what ] ) =>
			`${ file }: ${ what }.` );
	} );
}

/** Archives, programs and whatever else the directory refuses. */
const REFUSED_TYPES =
	/\.(?:zip|gz|tgz|rar|tar|7z|phar|a|bin|bpk|deploy|dist|distz|dmg|dms|DS_Store|dump|elc|exe|iso|lha|lrf|lzh|o|obj|pkg|sh|so)$/;

/** Libraries that WordPress brings itself. */
const CORE_LIBRARIES =
	/\/(?:jquery[\w.-]*|backbone|lodash|moment|underscore|clipboard|codemirror|react(?:-dom)?|twemoji|thickbox)(?:\.min)?\.js$|\/(?:getid3|pclzip\.lib|PasswordHash|PHPMailer|SimplePie)\.php$/i;

/** Markdown at the top that the directory expects; other files there look like instructions to a machine. */
const EXPECTED_MARKDOWN = [ 'README.md', 'LICENSE.md' ];

async function names() {
	await build();
	const files = shippedFiles();
	const lower = new Map();
	files.forEach( ( file ) => lower.set( file.toLowerCase(), ( lower.get( file.toLowerCase() ) ?? 0 ) + 1 ) );
	return files.flatMap( ( file ) => [
		...( REFUSED_TYPES.test( file ) ? [ `${ file }: a kind of file that the directory refuses.` ] : [] ),
		...( /(?:^|\/)\./.test( file ) ? [ `${ file }: a hidden file.` ] : [] ),
		...( /[^\w./-]/.test( file ) ? [ `${ file }: a name with signs that some servers cannot store.` ] : [] ),
		...( CORE_LIBRARIES.test( `/${ file }` ) ? [ `${ file }: WordPress brings this library itself.` ] : [] ),
		...( /^[^/]+\.md$/.test( file ) && ! EXPECTED_MARKDOWN.includes( file )
			? [ `${ file }: Markdown at the top that the directory does not expect.` ]
			: [] ),
		...( lower.get( file.toLowerCase() ) > 1 ? [ `${ file }: differs from another file in its case only.` ] : [] ),
	] );
}

const field = ( text, name ) => new RegExp( `^[ *]*${ name }:\\s*(.+?)\\s*$`, 'm' ).exec( text )?.[ 1 ] ?? '';

/**
 * What the directory reads of a plugin's page, and its limits: characters of the short description, tags, characters of an upgrade notice.
 */
const SHORT_DESCRIPTION = 150;
const TAGS = 5;
const NOTICE = 300;

function readme( { root } ) {
	const text = readFileSync( join( root, 'readme.txt' ), 'utf8' );
	const header = readFileSync( join( root, 'aaia-chatbot.php' ), 'utf8' );
	const name = /^=== (.+) ===\n/.exec( text )?.[ 1 ];
	const short = /\n\n(.+)\n/.exec( text )?.[ 1 ] ?? '';
	const notices = ( /^== Upgrade Notice ==\n([\s\S]*?)(?=^== |(?![\s\S]))/m.exec( text )?.[ 1 ] ?? '' ).split( /^= .+ =$/m );
	const rules = [
		[ name !== undefined && name === field( header, 'Plugin Name' ), 'readme.txt and the header name the plugin alike.' ],
		[ ( name ?? '' ).replace( /[^a-z0-9]/gi, '' ).length >= 5, 'The name has at least 5 letters or digits.' ],
		[ short !== '' && [ ...short ].length <= SHORT_DESCRIPTION, `The short description has at most ${ SHORT_DESCRIPTION } characters.` ],
		[ field( text, 'Tags' ).split( ',' ).length <= TAGS, `There are at most ${ TAGS } tags.` ],
		[ /^[\w.@ ,-]+$/.test( field( text, 'Contributors' ) ), 'Contributors are names of the directory.' ],
		[ /^\d+\.\d+$/.test( field( text, 'Tested up to' ) ), '“Tested up to” names a version of WordPress, without its third number.' ],
		[
			/^\d+\.\d+(?:\.\d+)?$/.test( field( header, 'Requires at least' ) ) && /^\d+(?:\.\d+){1,2}$/.test( field( header, 'Requires PHP' ) ),
			'The header’s requirements are versions.',
		],
		[ /^GPL-2\.0-or-later$/.test( field( header, 'License' ) ), 'The header names the licence.' ],
		[
			field( header, 'Domain Path' ) === '/languages' && field( header, 'Text Domain' ) === 'aaia-chatbot',
			'The text domain is the folder’s name, and its path begins with a slash.',
		],
		[ ! /^[ *]*(?:Update URI|Restricted Label):/m.test( header ), 'The header has no field that the directory refuses.' ],
		[
			! /^(?:wp|wordpress|woo|woocommerce|google|microsoft|facebook|openai|chatgpt|chat-gpt|whatsapp|slack|zendesk)\b/i.test( name ?? '' ),
			'The name begins with nobody’s trademark.',
		],
		[ ! /Here is a short description|tag1|This is a short description/.test( text + header ), 'No text of the templates is left.' ],
		[ notices.every( ( notice ) => notice.trim().length <= NOTICE ), `An upgrade notice has at most ${ NOTICE } characters.` ],
		[
			[ 'Description', 'External services', 'Installation', 'Changelog' ].every( ( section ) => text.includes( `== ${ section } ==` ) ),
			'The sections that reviewers look for are there.',
		],
	];
	return rules.filter( ( [ holds ] ) => ! holds ).map( ( [ , rule ] ) => `Not so: ${ rule }` );
}

export const checks = [
	{ name: 'Plugin Check: its PHP rules find only what is listed as false', run: sniffs },
	{ name: 'Plugin Check: nothing of what it refuses stands in PHP', run: patterns },
	{ name: 'Plugin Check: names and kinds of files', run: names },
	{ name: 'Plugin Check: readme.txt and header', run: readme },
];
