/** What a release says of itself agrees everywhere. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../tools/lib/run.mjs';
import { SHIPPED } from '../../tools/lib/shipped.mjs';
import { zip } from '../../tools/zip.mjs';

const field = ( text, name ) => new RegExp( `^[ *]*${ name }:\\s*(.+?)\\s*$`, 'm' ).exec( text )?.[ 1 ];

function versions( { root } ) {
	const read = ( file ) => readFileSync( join( root, file ), 'utf8' );
	const header = read( 'aaia-chatbot.php' );
	const readme = read( 'readme.txt' );
	const version = JSON.parse( read( 'package.json' ) ).version;
	const agree = ( what, ...values ) => ( new Set( values ).size === 1 && values[ 0 ] ? [] : [ `${ what } differ: ${ values.join( ', ' ) }` ] );
	return [
		...agree( 'Versions (header, readme.txt, package.json)', field( header, 'Version' ), field( readme, 'Stable tag' ), version ),
		...agree( 'Requires at least (header, readme.txt, contract)', field( header, 'Requires at least' ), field( readme, 'Requires at least' ), '7.0' ),
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

/** Prints the names in a zip, one a line. */
const LIST = '$z = new ZipArchive(); $z->open( $argv[1] ); for ( $i = 0; $i < $z->numFiles; $i++ ) { echo $z->getNameIndex( $i ), "\\n"; }';

async function zipContents( { root } ) {
	const { stdout } = await run( 'php', [ '-r', LIST, '--', await zip() ], { cwd: root } );
	const names = stdout.trim().split( '\n' );
	const needed = [ 'aaia-chatbot.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'build/widget/launcher.js', 'build/widget/markdown.js', 'build/widget/panel.js', 'build/widget/panel-fr_FR.js', 'languages/aaia-chatbot-fr_FR.l10n.php', 'includes/Plugin.php', 'vendor-prefixed/Smalot/PdfParser/Parser.php', 'vendor-prefixed/Smalot/PdfParser/LGPL-3.txt', 'vendor-prefixed/Smalot/PdfParser/GPL-3.txt' ];
	return [
		...needed.filter( ( name ) => ! names.includes( `aaia-chatbot/${ name }` ) ).map( ( name ) => `The zip lacks ${ name }.` ),
		...names.filter( ( name ) => ! SHIPPED.includes( name.split( '/' )[ 1 ] ) || ! name.startsWith( 'aaia-chatbot/' ) ).map( ( name ) => `${ name } does not belong into the zip.` ),
		...names.filter( ( name ) => /\.(tsx?|mjs|pot?|map|sqlite|log)$|\/\.|\/tests?\//.test( name ) ).map( ( name ) => `${ name } does not belong into the zip.` ),
	];
}

export const checks = [
	{ name: 'versions and requirements agree', run: versions },
	{ name: 'the zip holds what belongs in it, and nothing else', run: zipContents },
	{ name: 'generated wire types follow the PHP schemas', run: wire },
];
