/** Rules for every source file. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

const SOURCES = [ '.php', '.ts', '.tsx', '.mjs', '.cjs', '.css', '.scss' ];

/** Made by our tools, not written by people. */
const isGenerated = ( file ) => file.startsWith( 'src/wire/' );

const sources = ( root ) =>
	filesUnder( root, '', SOURCES ).filter( ( file ) => ! isGenerated( file ) && ! file.startsWith( 'languages/' ) );

const read = ( root, file ) => readFileSync( join( root, file ), 'utf8' );

/** Written in pieces, so that this file does not find itself. */
const UNFINISHED = new RegExp( [
	'TO' + 'DO',
	'FIX' + 'ME',
	'XX' + 'X',
	'HA' + 'CK',
	'not ' + 'implemented',
	'for ' + 'now[,.]',
].map( ( word ) => `\\b${ word }` ).join( '|' ) );

function unfinished( { root } ) {
	return sources( root ).flatMap( ( file ) =>
		read( root, file ).split( '\n' ).flatMap( ( line, index ) => ( UNFINISHED.test( line )
			? [ `${ file }:${ index + 1 }: ${ line.trim().slice( 0, 100 ) }` ]
			: [] ) ) );
}

/** PHP files that hold a class: not the lists of dependencies beside a block's script. */
const classFiles = ( root ) => filesUnder( root, 'includes', [ '.php' ] ).filter( ( file ) => ! file.endsWith( '.asset.php' ) );

function phpHeads( { root } ) {
	return classFiles( root ).flatMap( ( file ) => {
		const code = read( root, file );
		const namespace = `Aaia\\Chatbot${ file.split( '/' ).slice( 1, -1 ).map( ( part ) => `\\${ part }` ).join( '' ) }`;
		const name = file.split( '/' ).pop().replace( '.php', '' );
		return [
			...( code.startsWith( '<?php\n\ndeclare( strict_types=1 );\n' ) ? [] : [ `${ file }: begins without declare( strict_types=1 ).` ] ),
			...( code.includes( `\nnamespace ${ namespace };\n` ) ? [] : [ `${ file }: its namespace is not ${ namespace }.` ] ),
			...( new RegExp( `^(?:(?:abstract|final) )?(?:class|interface|enum|trait) ${ name }\\b`, 'm' ).test( code )
				? []
				: [ `${ file }: does not hold ${ name }.` ] ),
		];
	} );
}

/** Every class in includes/ says what it is for: a docblock right before it. */
function phpDocblocks( { root } ) {
	const documented = /\*\/\n(?:#\[[^\n]+\]\n)*(?:(?:abstract|final) )?(?:class|interface|enum|trait) /;
	return classFiles( root )
		.filter( ( file ) => ! documented.test( read( root, file ) ) )
		.map( ( file ) => `${ file }: no docblock says what it is for.` );
}

/** Characters of a line. A tab counts as one. */
const LINE = 139;

/**
 * A line that is one literal, such as a text for translators or a fixture, may be longer: translators' tools want each text whole. So may
 * a line of JSON in a text block, and the description in a plugin's header, which WordPress reads by lines.
 */
const LITERAL = /(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|(?:String\.raw)?`(?:[^`\\]|\\.)*`|\/(?:[^/\\]|\\.)+\/[a-z]*)/.source;

const ONE_LITERAL = new RegExp(
	`^\\s*(?:[.+] )?(?:return )?(?:(?:[\\w$.]+|'[^']*') ?(?::|=>|=) )?(?:\\w*\\( )?${ LITERAL }(?:, 'aaia-chatbot')?(?: \\))*[,;]?$`
);

function longLines( { root } ) {
	return sources( root ).flatMap( ( file ) => read( root, file ).split( '\n' ).flatMap( ( line, index ) => (
		line.length > LINE && ! ONE_LITERAL.test( line ) && ! /^\s*\{".*\}$|^ \* Description: /.test( line )
			? [ `${ file }:${ index + 1 }: has ${ line.length } characters; end it before 140.` ]
			: []
	) ) );
}

export const checks = [
	{ name: 'lines end before 140 characters', run: longLines },
	{ name: 'nothing is marked unfinished', run: unfinished },
	{ name: 'PHP files are strict, in their namespace, one class each', run: phpHeads },
	{ name: 'every PHP class says what it is for', run: phpDocblocks },
];
