/**
 * No test asserts how long something took: such a test fails on a busy machine and tells nothing on a quick one. Times belong to bench/.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

const CLOCK = /\b(?:microtime|hrtime|performance\.now|Date\.now)\s*\(/;

const ASSERTION = /(?:->|::|\b)(?:assert\w+|expect(?:\.poll)?)\s*\(/;

/** Time that has passed: a clock in a subtraction. */
const ELAPSED = new RegExp( `(?:${ CLOCK.source }[^;]*?\\)\\s*-(?![->])|-(?![->])\\s*${ CLOCK.source })` );

/** The statements of a file of PHP or TypeScript without comments, each with its line. */
function statements( text ) {
	const code = text.replace( /\/\*[\s\S]*?\*\//g, ( comment ) => comment.replace( /[^\n]/g, '' ) ).replace( /(^|[^:'"])\/\/.*$/gm, '$1' );
	let at = 1;
	return code.split( ';' ).map( ( statement ) => {
		const line = at + ( /^\s*/.exec( statement )?.[ 0 ].split( '\n' ).length ?? 1 ) - 1;
		at += statement.split( '\n' ).length - 1;
		return { statement, line };
	} );
}

/** The lines of assertions on time that has passed, read there or kept in a variable before. */
export function timedAssertions( text ) {
	const elapsed = [];
	return statements( text ).flatMap( ( { statement, line } ) => {
		const name = /(\$?\w+)\s*=(?![=>])/.exec( statement )?.[ 1 ];
		if ( name && ELAPSED.test( statement ) && ! ASSERTION.test( statement ) ) {
			elapsed.push( name );
		}
		const from = statement.search( ASSERTION );
		const asserted = from === -1 ? '' : statement.slice( from );
		const isTimed = ELAPSED.test( asserted ) ||
			elapsed.some( ( one ) => new RegExp( `(?<![\\w$>.])${ one.replace( '$', '\\$' ) }(?!\\w)` ).test( asserted ) );
		return isTimed ? [ line ] : [];
	} );
}

function problems( { root } ) {
	const files = [
		...filesUnder( root, 'tests/php', [ '.php' ] ),
		...filesUnder( root, 'tests/js', [ '.ts', '.tsx' ] ),
		...filesUnder( root, 'tests/e2e', [ '.ts' ] ),
	];
	return files.flatMap( ( file ) =>
		timedAssertions( readFileSync( join( root, file ), 'utf8' ) ).map( ( line ) =>
			`${ file }:${ line }: asserts how long something took; assert a count, or measure it in bench/.` ) );
}

/** What the check must find and what it must not: a check that finds nothing proves nothing. */
function blind() {
	const seen = [
		'self::assertLessThan( 2.5, microtime( true ) - $begun );',
		'$this->assertLessThan( 20.0, ( hrtime( true ) - $begun ) / 1e9, "Slow" );',
		'$took = microtime( true ) - $begun; self::assertTrue( $took < 1 );',
		'expect( performance.now() - begun ).toBeLessThan( 100 );',
		'const took = Date.now() - begun; await x(); expect( took ).toBeLessThan( 100 );',
	];
	const fine = [
		'$silent->setValue( $writer, microtime( true ) - 3.1 ); self::assertSame( 1, $bytes );',
		'$until = microtime( true ) + 3; do { $this->assertTrue( true ); } while ( microtime( true ) < $until );',
		'// assertLessThan( 1, microtime( true ) - $begun );',
		'const name = `needle${ Date.now() }`; expect( page ).toContain( name );',
		'$queue->assertDue( $clock->now() );',
	];
	return [
		...seen.filter( ( code ) => timedAssertions( code ).length === 0 ).map( ( code ) => `The check does not see: ${ code }` ),
		...fine.filter( ( code ) => timedAssertions( code ).length > 0 ).map( ( code ) => `The check is wrong about: ${ code }` ),
	];
}

export const checks = [ { name: 'no test asserts a time', run: ( context ) => [ ...blind(), ...problems( context ) ] } ];
