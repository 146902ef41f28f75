/** Conversations, messages and turns are written in their own room only: each change there is one transaction together with its event. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

const TABLES = [ 'conversations', 'messages', 'turns' ];

const OWN_ROOM = 'includes/Conversations/';

/** The repositories of those tables: outside the room they are for reading. */
const REPOSITORIES = [ 'ConversationRepository', 'MessageRepository', 'TurnRepository' ];

const NAMES = TABLES.join( '|' );

/** Functions of Storage\Database and of wpdb that write into the table they are given. */
const WRITERS = /->(?:insert|insert_new|update|delete|replace)\(/g;

/** Functions that run a statement. */
const RUNNERS = /->(?:execute|write_and_read|rows|row|value|query|define|get_results|get_var|get_row|prepare|prepared)\(/g;

const WRITES = /\b(?:INSERT|UPDATE|DELETE|REPLACE|TRUNCATE)\b(?! KEY)/;

const withoutComments = ( code ) => code.replace( /\/\*[\s\S]*?\*\//g, '' ).replace( /^\s*\/\/.*$/gm, '' );

/** What stands between a parenthesis that was opened before `start` and its end, split at the commas of that level. */
function argumentsAt( code, start ) {
	const found = [];
	let depth = 0;
	let from = start;
	let quote = '';
	for ( let at = start; at < code.length; at++ ) {
		const sign = code[ at ];
		if ( quote !== '' ) {
			at += sign === '\\' ? 1 : 0;
			quote = sign === quote ? '' : quote;
		} else if ( sign === "'" || sign === '"' ) {
			quote = sign;
		} else if ( '([{'.includes( sign ) ) {
			depth++;
		} else if ( ')]}'.includes( sign ) && depth-- === 0 || sign === ',' && depth === 0 ) {
			found.push( code.slice( from, at ).trim() );
			from = at + 1;
			if ( depth < 0 ) {
				break;
			}
		}
	}
	return found;
}

/** Calls that match a pattern ending in their parenthesis: where, and with what. */
const callsOf = ( code, pattern ) =>
	[ ...code.matchAll( pattern ) ].map( ( match ) => ( { at: match.index, given: argumentsAt( code, match.index + match[ 0 ].length ) } ) );

/** An expression with what its variables and constants were set to in the same function or class. */
function resolved( code, before, expression ) {
	return expression.replace( /\$(\w+)|(?:self|static)::([A-Z_]+)/g, ( name, variable, constant ) => {
		const set = constant ? `const ${ constant }\\s*=` : `\\$${ variable }\\s*\\.?=(?![=>])`;
		const values = [
			...code.slice(
				constant ? 0 : functionAt( code, before ),
				constant ? undefined : before
			).matchAll( new RegExp( `${ set }([^;]*);`, 'g' ) ),
		];
		return `${ name } ${ values.map( ( value ) => value[ 1 ] ).join( ' ' ) }`;
	} );
}

/** Where the function begins that a place stands in. */
const functionAt = ( code, place ) => Math.max( 0, code.lastIndexOf( '\n\t}', place ) );

/** Whether an expression names one of the tables, as the database's own functions want it or in full. */
const names = ( expression ) => new RegExp(
	`table(?:_of_site)?\\([^)]*'(?:${ NAMES })'|aaia_(?:${ NAMES })\\b|^'(?:${ NAMES })'$`
).test( expression );

/** Whether a statement writes into one of the tables: its `%i` before SET, VALUES or WHERE are what is written. */
function writesThem( sql, values ) {
	if ( ! WRITES.test( sql ) ) {
		return false;
	}
	const words = sql.slice( sql.search( WRITES ) );
	const end = words.search( /^UPDATE/.test( words ) ? /\bSET\b/ : /\bWHERE\b|\bSELECT\b|\bVALUES\b/ );
	const target = end === -1 ? words : words.slice( 0, end );
	const skipped = ( sql.slice( 0, sql.search( WRITES ) ).match( /%[isdf]/g ) ?? [] ).length;
	const marks = [ ...target.matchAll( /%[isdf]/g ) ];
	const written = marks.length === 0 ? [] : marks.map( ( _, index ) => values[ skipped + index ] ?? values.at( -1 ) ?? '' );
	return names( target ) || written.some( ( value ) => names( value ) );
}

/** Public functions of a repository that write. */
function writingFunctions( root, name ) {
	const code = withoutComments( readFileSync( join( root, `${ OWN_ROOM }${ name }.php` ), 'utf8' ) );
	const starts = [ ...code.matchAll( /^\t(public|private) (?:static )?function (\w+)\(/gm ) ];
	const bodies = starts.map( ( start, index ) => ( { name: start[ 2 ], body: code.slice( start.index, starts[ index + 1 ]?.index ) } ) );
	const direct =
		bodies.filter( ( { body } ) => new RegExp( WRITERS.source ).test( body ) || /->execute\(/.test( body ) ).map( ( found ) => found.name );
	return bodies.filter( ( { name: own, body } ) => direct.includes( own ) ||
		direct.some( ( other ) => body.includes( `$this->${ other }(` ) ) ).map( ( found ) => found.name );
}

/** What a file does against the rule: a line of code each. */
export function writesIn( source, writing ) {
	const code = withoutComments( source );
	const found = [];
	for ( const { at, given } of callsOf( code, WRITERS ) ) {
		if ( names( given[ 0 ] ?? '' ) || names( resolved( code, at, given[ 0 ] ?? '' ).replace( /^\S+ /, '' ).trim() ) ) {
			found.push( code.slice( at, at + 80 ) );
		}
	}
	for ( const { at, given: [ sql = '', ...values ] } of callsOf( code, RUNNERS ) ) {
		if ( writesThem( resolved( code, at, sql ), values.map( ( value ) => resolved( code, at, value ) ) ) ) {
			found.push( code.slice( at, at + 80 ) );
		}
	}
	for ( const [ repository, functions ] of Object.entries( writing ) ) {
		for ( const [ , held ] of code.matchAll( new RegExp( `\\b${ repository }\\s+\\$(\\w+)`, 'g' ) ) ) {
			found.push( ...( code.match( new RegExp( `\\$(?:this->)?${ held }->(?:${ functions.join( '|' ) })\\(.{0,40}`, 'g' ) ) ?? [] ) );
		}
		found.push( ...( code.match( new RegExp( `${ repository }::class \\)->(?:${ functions.join( '|' ) })\\(.{0,40}`, 'g' ) ) ?? [] ) );
	}
	return found.map( ( words ) => words.replace( /\s+/g, ' ' ).slice( 0, 100 ) );
}

function problems( root ) {
	const writing = Object.fromEntries( REPOSITORIES.map( ( name ) => [ name, writingFunctions( root, name ) ] ) );
	return filesUnder( root, 'includes', [ '.php' ] )
		.filter( ( file ) => ! file.startsWith( OWN_ROOM ) )
		.map( ( file ) => ( { file, source: readFileSync( join( root, file ), 'utf8' ) } ) )
		.filter( ( { source } ) => ! /implements [^{]*\bMigration\b/.test( source ) )
		.flatMap( ( { file, source } ) =>
			writesIn( source, writing ).map( ( words ) =>
				`${ file }: “${ words }” writes conversations, messages or turns. Let a service of includes/Conversations do it.` ) );
}

/** The check reads code by patterns: what it must find, and what it must leave alone. */
const FORBIDDEN = [
	"$this->database->update( 'conversations', $now, [ 'id' => 1 ] );",
	"$this->database->insert_new(\n\t'messages', $data );",
	"$table = 'turns';\n$this->database->delete( $table, [] );",
	"foreach ( self::ALL as $table ) {\n}\n$this->database->execute( 'UPDATE %i SET unread = 1', $this->database->table( 'conversations' ) );",
	"$this->database->execute( 'DELETE m FROM %i x JOIN %i m ON m.id = x.id WHERE x.a = %d', $this->database->table( 'alerts' ), $this->database->table( 'messages' ), 1 );",
	"$messages = $this->database->table( 'messages' );\n$this->database->execute( 'REPLACE INTO %i ( id ) VALUES ( %d )', $messages, 1 );",
	"const SQL = 'INSERT INTO %i ( id ) VALUES ( 1 )';\n$this->database->execute( self::SQL, $this->database->table( 'turns' ) );",
	'$this->wpdb->query( "DELETE FROM {$this->wpdb->prefix}aaia_messages" );',
	"$this->wpdb->update( $this->wpdb->prefix . 'aaia_turns', [], [] );",
	'__construct( private readonly MessageRepository $messages ) {}\n$this->messages->change( 1, [] );',
	'$services->get( ConversationRepository::class )->change( 1, [] );',
];

const ALLOWED = [
	"$this->database->update( 'alerts', [ 'conversation_id' => 1 ], [ 'id' => 1 ] );",
	"$this->database->rows( 'SELECT id FROM %i FOR UPDATE', $this->database->table( 'conversations' ) );",
	"$this->database->execute( 'DELETE FROM %i WHERE message_id NOT IN ( SELECT id FROM %i )', $this->database->table( 'alerts' ), $this->database->table( 'messages' ) );",
	"$this->database->execute( 'INSERT INTO %i ( id ) SELECT id FROM %i', $this->database->table( 'question_words' ), $this->database->table( 'messages' ) );",
	'__construct( private readonly MessageRepository $messages ) {}\n$this->messages->by_id( 1 );',
];

function itself( root ) {
	const writing = Object.fromEntries( REPOSITORIES.map( ( name ) => [ name, writingFunctions( root, name ) ] ) );
	const count = ( code ) => writesIn( code.replaceAll( '\\n', '\n' ), writing ).length;
	return [
		...FORBIDDEN.filter( ( code ) => count( code ) === 0 ).map( ( code ) =>
			`tests/static/conversation-writers.mjs does not see: ${ code }` ),
		...ALLOWED.filter( ( code ) => count( code ) > 0 ).map( ( code ) => `tests/static/conversation-writers.mjs is wrong about: ${ code }` ),
	];
}

export const checks = [ {
	name: 'conversations, messages and turns have one room of writers',
	run: ( { root } ) => [ ...itself( root ), ...problems( root ) ],
} ];
