/** One way out: requests to other servers are made in includes/Http/Outgoing and nowhere else. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

const ROOM = 'includes/Http/Outgoing/';

/** Ways for PHP to open a connection, and to look a name up in order to. */
const WAYS = new RegExp( [
	String.raw`(?<!->|::|\w)(?:wp_(?:safe_)?remote_(?:get|post|head|request)|curl_\w+|p?fsockopen|stream_socket_client|socket_connect|gethostbynamel?|dns_get_record|checkdnsrr|get_headers|download_url|wp_get_http|fetch_feed)\s*\(`,
	String.raw`\bnew\s+\\?(?:WP_Http|SoapClient|WpOrg\\Requests\\Session)\b`,
	String.raw`\bRequests::(?:get|post|head|request|request_multiple)\s*\(`,
	String.raw`\b(?:file_get_contents|fopen|copy|file|readfile|simplexml_load_file|getimagesize)\s*\(\s*(?:['"](?:https?|ftp):|\$\w*(?:->)?\w*ur[il]\b)`,
].join( '|' ), 'i' );

/** Files that may, each for one reason and by these words only. */
const EXCEPTIONS = {
	'includes/Llm/WordPress/BlockingCallCanceller.php': { words: /\bcurl_setopt\(/, why: 'stops requests that WordPress\'s AI client makes' },
	'includes/Mail/Setup/SystemResolver.php': {
		words: /\bdns_get_record\(/,
		why: 'reads the TXT records of the site\'s own mail domain; nothing is connected to',
	},
};

/** Lines of a PHP file without comments. */
const code = ( text ) =>
	text.replace( /\/\*[\s\S]*?\*\//g, ( comment ) => comment.replace( /[^\n]/g, '' ) ).replace( /(^|[^:'"])\/\/.*$/gm, '$1' ).split( '\n' );

/** The lines of a PHP file that open a connection. */
export function waysOut( text ) {
	return code( text ).flatMap( ( line, at ) => ( WAYS.test( line ) && ! /function\s+\w+\s*\(/.test( line )
		? [ { line: line.trim(), at: at + 1 } ]
		: [] ) );
}

function problems( { root } ) {
	const files = [ ...filesUnder( root, 'includes', [ '.php' ] ), 'aaia-chatbot.php', 'uninstall.php' ];
	const unused = new Set( Object.keys( EXCEPTIONS ) );
	const found = files.filter( ( file ) => ! file.startsWith( ROOM ) ).flatMap( ( file ) => waysOut( readFileSync(
		join( root, file ),
		'utf8'
	) ).flatMap( ( { line, at } ) => {
		if ( EXCEPTIONS[ file ]?.words.test( line ) ) {
			unused.delete( file );
			return [];
		}
		return [ `${ file }:${ at }: goes out by itself; use Http\\Outgoing\\OutgoingClient: ${ line }` ];
	} ) );
	return [
		...found,
		...[ ...unused ].map( ( file ) => `${ file }: is an exception of tests/static/outgoing.mjs and does nothing of the kind any more.` ),
	];
}

/** What the check must find and what it must not: a check that finds nothing proves nothing. */
function blind() {
	const seen = [
		'$a = wp_remote_get( $x );',
		'wp_safe_remote_post($x);',
		'curl_exec( $h );',
		'fsockopen( $host );',
		"file_get_contents( 'http://a' );",
		'file_get_contents( $url );',
		'new WP_Http();',
		'\\WpOrg\\Requests\\Requests::get( $x );',
	];
	const fine = [
		'// wp_remote_get( $x );',
		'/** curl_exec( $h ); */',
		'file_get_contents( $path );',
		"function_exists( 'curl_init' )",
		'wp_remote_retrieve_body( $r );',
		'$response->get_headers();',
	];
	return [
		...seen.filter( ( line ) => waysOut( line ).length === 0 ).map( ( line ) => `The check does not see: ${ line }` ),
		...fine.filter( ( line ) => waysOut( line ).length > 0 ).map( ( line ) => `The check is wrong about: ${ line }` ),
	];
}

export const checks = [ { name: 'outgoing requests leave by one door', run: ( context ) => [ ...blind(), ...problems( context ) ] } ];
