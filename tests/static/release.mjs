/** What a release says of itself agrees everywhere. */
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { COMPATIBLE } from '../../tools/lib/licences.mjs';
import { fingerprint, temporaryFolder } from '../../tools/lib/paths.mjs';
import { run } from '../../tools/lib/run.mjs';
import { SHIPPED } from '../../tools/lib/shipped.mjs';
import { zip } from '../../tools/zip.mjs';
import { filesUnder } from './support/files.mjs';

const field = ( text, name ) => new RegExp( `^[ *]*${ name }:\\s*(.+?)\\s*$`, 'm' ).exec( text )?.[ 1 ];

function versions( { root } ) {
	const read = ( file ) => readFileSync( join( root, file ), 'utf8' );
	const header = read( 'aaia-chatbot.php' );
	const readme = read( 'readme.txt' );
	const version = JSON.parse( read( 'package.json' ) ).version;
	const agree = ( what, ...values ) => ( new Set( values ).size === 1 && values[ 0 ]
		? []
		: [ `${ what } differ: ${ values.join( ', ' ) }` ] );
	return [
		...agree( 'Versions (header, readme.txt, package.json)', field( header, 'Version' ), field( readme, 'Stable tag' ), version ),
		...agree(
			'Requires at least (header, readme.txt, contract)',
			field( header, 'Requires at least' ),
			field( readme, 'Requires at least' ),
			'7.0'
		),
		...agree( 'Requires PHP (header, readme.txt, contract)', field( header, 'Requires PHP' ), field( readme, 'Requires PHP' ), '8.1' ),
		...agree( 'Text domain', field( header, 'Text Domain' ), 'aaia-chatbot' ),
		...agree( 'Licence', field( header, 'License' ), field( readme, 'License' ), 'GPL-2.0-or-later' ),
		...( read( 'CHANGELOG.md' ).includes( `## ${ version }` ) ? [] : [ `CHANGELOG.md has no entry "## ${ version }".` ] ),
		...( readme.includes( `= ${ version } =` ) ? [] : [ `readme.txt has no changelog entry "= ${ version } =".` ] ),
	];
}

async function wire( { root } ) {
	const { code, stdout, stderr } = await run( 'node', [ 'tools/wire.mjs', '--check' ], { cwd: root, check: false } );
	return code === 0 ? [] : [ `${ stdout }${ stderr }`.trim() || 'src/wire is stale: run node tools/wire.mjs' ];
}

/** Unpacks the zip into a folder and prints the names in it, one a line. */
const UNPACK =
	'$z = new ZipArchive(); $z->open( $argv[1] ); $z->extractTo( $argv[2] ); for ( $i = 0; $i < $z->numFiles; $i++ ) { echo $z->getNameIndex( $i ), "\\n"; }';

/** A zip's names and its plugin's folder, unpacked. */
async function unpacked( archive ) {
	const folder = temporaryFolder( 'unpacked' );
	const { stdout } = await run( 'php', [ '-r', UNPACK, '--', archive, folder ] );
	return { names: stdout.trim().split( '\n' ), folder: join( folder, 'aaia-chatbot' ) };
}

/** What a site cannot do without. */
const NEEDED = [
	'aaia-chatbot.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes/Plugin.php', 'languages/aaia-chatbot-fr_FR.l10n.php',
	...[
		'launcher.js', 'markdown.js', 'more.js', 'more-fr_FR.js', 'more-template.js', 'panel.js', 'panel-fr_FR.js',
		'panel-template.js', 'panel-texts.php', 'versions.php',
	].map( ( name ) => `build/widget/${ name }` ),
	...[ 'Parser.php', 'LGPL-3.txt', 'GPL-3.txt' ].map( ( name ) => `vendor-prefixed/Smalot/PdfParser/${ name }` ),
	...[ 'colloquial-fr', 'colloquial-en', 'synonyms-fr', 'synonyms-en', 'licences' ].map(
		( name ) => `includes/Language/thesaurus/${ name }.txt`
	),
	'build/licences.txt', 'sources/README.txt', 'sources/package-lock.json', 'sources/tools/build.mjs', 'sources/widget/panel/index.tsx',
];

/** What sites do not run: sources outside their folder, templates for translators, tests, logs. */
const REFUSED = /^(?!sources\/).*\.(?:tsx?|mjs|po)$|\.(?:pot|map|sqlite|log|md)$|(?:^|\/)\.|(?:^|\/)tests?\/|\.test\./;

async function zipContents() {
	const { names: all } = await unpacked( await zip() );
	const names = all.map( ( name ) => name.replace( /^aaia-chatbot\//, '' ) );
	return [
		...NEEDED.filter( ( name ) => ! names.includes( name ) ).map( ( name ) => `The zip lacks ${ name }.` ),
		...all.filter( ( name ) => ! name.startsWith( 'aaia-chatbot/' ) ).map( ( name ) => `${ name } lies outside the plugin’s folder.` ),
		...names.filter( ( name ) => ! [ ...SHIPPED, 'sources' ].includes( name.split( '/' )[ 0 ] ) ||
			REFUSED.test( name ) ).map( ( name ) => `${ name } does not belong into the zip.` ),
	];
}

/** Two zips of one tree, the second built and packed where clocks go differently. */
async function sameBytes( { root } ) {
	const first = readFileSync( await zip() );
	const other = 'dist/again.zip';
	await run(
		'node',
		[ '-e', `import( './tools/zip.mjs' ).then( ( { zip } ) => zip( { to: '${ other }' } ) )` ],
		{ cwd: root, env: { TZ: 'Pacific/Auckland' } }
	);
	const second = readFileSync( join( root, other ) );
	rmSync( join( root, other ) );
	return first.equals( second ) ? [] : [ `Built twice the zip differs: ${ first.length } and ${ second.length } bytes.` ];
}

/** Made from the plugin's own PHP, which the zip carries as it is. */
const MADE_FROM_PHP = 'build/wiring.php';

/** What somebody has who wants to change a script: the zip, Node and npm. */
async function buildsItself( { root } ) {
	const { folder } = await unpacked( await zip() );
	const sources = join( folder, 'sources' );
	symlinkSync( join( root, 'node_modules' ), join( sources, 'node_modules' ) );
	await run( 'node', [ 'tools/build.mjs' ], { cwd: sources } );
	const files = ( within ) => [
		...filesUnder( within, 'languages', [ '.php', '.json' ] ),
		...readdirSync( join( within, 'build' ), { recursive: true } ).map( ( name ) => `build/${ name }` ),
	].filter( ( name ) => statSync( join( within, name ) ).isFile() );
	const [ shipped, built ] = [ files( folder ).filter( ( name ) => name !== MADE_FROM_PHP ), files( sources ) ];
	return [
		...shipped.filter( ( name ) => ! built.includes( name ) ).map( ( name ) => `${ name } is not built from the sources in the zip.` ),
		...built.filter( ( name ) => ! shipped.includes( name ) ).map( ( name ) =>
			`${ name } is built from the sources in the zip, which lacks it.` ),
		...shipped.filter( ( name ) => built.includes( name ) &&
			! readFileSync( join( folder, name ) ).equals( readFileSync( join( sources, name ) ) ) ).map( ( name ) =>
				`${ name } is another one when it is built from the sources in the zip.` ),
	];
}

async function namedSource( { root } ) {
	const address = 'https://code.example/aaia-chatbot';
	const to = 'dist/named.zip';
	const { names, folder } = await unpacked( await zip( { sourceUrl: address, to } ) );
	rmSync( join( root, to ) );
	return [
		...( readFileSync( join( folder, 'readme.txt' ), 'utf8' ).includes( `are at ${ address }` )
			? []
			: [ 'readme.txt does not name the repository.' ] ),
		...( names.some( ( name ) => name.includes( '/sources/' ) ) ? [ 'The sources are in the zip all the same.' ] : [] ),
	];
}

/** Packages by what they leave in a built script: looked for in the scripts themselves, not in what the bundler says. */
const TRACES = {
	preact: /__k\b[\s\S]*__e\b/,
	'@tanstack/react-virtual': /directDomUpdates/,
	'@tanstack/virtual-core': /isScrollingResetDelay/,
	'@wordpress/icons': /viewBox:"0 0 24 24"/,
	react: /react\.production/,
	'smalot/pdfparser': null,
	'mythes-fr': null,
	'mythes-en-us': null,
};

async function licences( { root } ) {
	const { folder } = await unpacked( await zip() );
	const text = readFileSync( join( folder, 'build/licences.txt' ), 'utf8' );
	const listed =
		[
			...text.matchAll( /^={78}\n(\S+) (\S+)\nLicence: (\S+)\nIn: (.+)\n={78}\n\n([\s\S]*?)(?=^={78}|(?![\s\S]))/gm ),
		].map( ( [ , name, version, licence, where, words ] ) => ( { name, version, licence, where, words } ) );
	const scripts =
		filesUnder( folder, '', [ '.js' ] ).concat( readdirSync(
			join( folder, 'build' ),
			{ recursive: true }
		).filter( ( name ) => name.endsWith( '.js' ) ).map( ( name ) => `build/${ name }` ) );
	const code = scripts.map( ( name ) => readFileSync( join( folder, name ), 'utf8' ) ).join( '\n' );
	const there = Object.entries( TRACES ).filter( ( [ , trace ] ) => trace === null || trace.test( code ) ).map( ( [ name ] ) => name );
	const readme = readFileSync( join( root, 'readme.txt' ), 'utf8' );
	return [
		...there.filter( ( name ) => ! listed.some( ( one ) => one.name === name ) ).map( ( name ) =>
			`${ name } is in the zip and not in build/licences.txt.` ),
		...listed.filter( ( { name } ) => ! there.includes( name ) ).map( ( { name } ) =>
			`${ name } is in build/licences.txt, and no trace of it is known: add one.` ),
		...listed.filter( ( { licence } ) => ! COMPATIBLE.includes( licence ) ).map( ( { name, licence } ) =>
			`${ name }: ${ licence } does not fit the GPL.` ),
		...listed.filter( ( { words } ) => ! /copyright|licen[cs]e/i.test( words ) ).map( ( { name } ) =>
			`${ name }: the text of its licence is missing.` ),
		...listed.filter( ( { name } ) => ! readme.includes( name ) &&
			! readme.includes( name[ 0 ].toUpperCase() + name.slice( 1 ) ) ).map( ( { name } ) => `readme.txt does not name ${ name }.` ),
		...( /Permission is hereby granted/.test( listed.find( ( { name } ) => name === 'preact' )?.words ?? '' )
			? []
			: [ 'Preact’s notice does not ship.' ] ),
	];
}

/** The block's script is written without a build: its version is kept by hand, and right. */
function blockVersion( { root } ) {
	const read = ( name ) => readFileSync( join( root, 'includes/Channels/Web/block', name ), 'utf8' );
	const version = fingerprint( read( 'editor.js' ) ).slice( 0, 12 );
	return read( 'editor.asset.php' ).includes( `'version'      => '${ version }'` )
		? []
		: [ `editor.asset.php: the version of editor.js is '${ version }'.` ];
}

export const checks = [
	{ name: 'versions and requirements agree', run: versions },
	{ name: 'the zip holds what belongs in it, and nothing else', run: zipContents },
	{ name: 'the zip is the same, byte for byte, when it is built again', run: sameBytes },
	{ name: 'the sources in the zip build its scripts', run: buildsItself },
	{ name: 'the zip with a named repository says where the sources are', run: namedSource },
	{ name: 'the zip lists the licences of all that is in it', run: licences },
	{ name: 'the version of the block’s script is that of its content', run: blockVersion },
	{ name: 'generated wire types follow the PHP schemas', run: wire },
];
