/**
 * A server of embeddings that misbehaves on request: the first part of the path names how.
 *
 * Serves `POST /<fault>/v1/embeddings`; `GET /seen` tells what it was asked, as JSON. Its vectors are made by rule, not by a model: words
 * of one meaning in the list below get one direction, every other word one of its own. So "bike" and "bicycle" are near, and a test can
 * know what is found. Prints one line, `listening <port>`; listens on 127.0.0.1 only and ends with its standard input.
 */
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const SIZE = 96;

/** Words of one meaning. */
const MEANINGS = [
	[ 'bicycle', 'bicycles', 'bike', 'bikes', 'velo', 'velos', 'vélo', 'vélos', 'fahrrad' ],
	[ 'repair', 'repairs', 'fix', 'mend', 'réparer', 'réparation' ],
	[ 'refund', 'refunds', 'money', 'reimbursement', 'remboursement' ],
	[ 'open', 'opening', 'hours', 'horaires', 'ouvert' ],
	[ 'holiday', 'holidays', 'vacation', 'vacances' ],
];

/** Every request so far: {fault, url, headers, body, ended}. */
const seen = [];

const times = ( fault ) => seen.filter( ( one ) => one.fault === fault ).length;

function vector( text, size = SIZE ) {
	const numbers = new Array( size ).fill( 0 );
	// Vectors of real models share a direction.
	numbers[ 0 ] = 3;
	for ( const word of text.toLowerCase().match( /[\p{L}\d]+/gu ) ?? [] ) {
		const meaning = MEANINGS.findIndex( ( words ) => words.includes( word ) );
		const hash = createHash( 'sha256' ).update( meaning === -1 ? word : `meaning ${ meaning }` ).digest();
		for ( let piece = 0; piece < 3; piece++ ) {
			numbers[ 1 +
				( hash.readUInt16BE( 2 * piece ) % ( size - 1 ) ) ] += ( meaning === -1 ? 0.3 : 2 ) * ( hash[ 8 + piece ] % 2 === 0 ? 1 : -1 );
		}
	}
	return numbers;
}

const answer = ( texts, size = SIZE ) => ( {
	object: 'list',
	model: 'meanings',
	data: texts.map( ( text, index ) => ( { object: 'embedding', index, embedding: vector( text, size ) } ) ),
	usage: { prompt_tokens: 10 * texts.length, total_tokens: 10 * texts.length },
} );

function json( response, status, body, headers = {} ) {
	response.writeHead( status, { 'content-type': 'application/json', ...headers } );
	response.end( typeof body === 'string' ? body : JSON.stringify( body ) );
}

/** A good answer, changed. */
const changed = ( change ) => ( response, { input } ) => {
	const whole = answer( input );
	json( response, 200, change( whole ) ?? whole );
};

const refuse =
	( status, message, headers = {} ) => ( response ) => json( response, status, { error: { message, type: 'error' } }, headers );

const well = ( response, { input, dimensions } ) => json( response, 200, answer( input, dimensions ?? SIZE ) );

/** Goes well from the given request on. */
const wellFrom =
	( fault, number, before ) => ( response, body ) => ( times( fault ) < number ? before( response, body ) : well( response, body ) );

const FAULTS = {
	well,
	other: ( response, { input } ) => json( response, 200, answer( input, 64 ) ),
	shuffled: changed( ( whole ) => void whole.data.reverse() ),
	'without-index': changed( ( whole ) => void whole.data.forEach( ( row ) => delete row.index ) ),
	'without-usage': changed( ( whole ) => void delete whole.usage ),
	'one-missing': changed( ( whole ) => void whole.data.pop() ),
	'one-twice': changed( ( whole ) => {
		whole.data.at( -1 ).index = 0;
	} ),
	'one-shorter': changed( ( whole ) => void whole.data[ 0 ].embedding.pop() ),
	'a-word': changed( ( whole ) => {
		whole.data[ 0 ].embedding[ 3 ] = 'NaN';
	} ),
	nothing: changed( ( whole ) => {
		whole.data[ 0 ].embedding[ 3 ] = null;
	} ),
	zeros: changed( ( whole ) => void whole.data[ 0 ].embedding.fill( 0 ) ),
	empty: changed( ( whole ) => {
		whole.data[ 0 ].embedding = [];
	} ),
	base64: changed( ( whole ) => {
		whole.data[ 0 ].embedding = 'AACAPwAAgD8=';
	} ),
	infinite: ( response, { input } ) => json(
		response,
		200,
		JSON.stringify( answer( input ) ).replace( '"embedding":[3', '"embedding":[1e999' )
	),
	nan: ( response, { input } ) => json( response, 200, JSON.stringify( answer( input ) ).replace( '"embedding":[3', '"embedding":[NaN' ) ),
	'half-an-answer': ( response, { input } ) => json( response, 200, JSON.stringify( answer( input ) ).slice( 0, 200 ) ),
	html: ( response ) => {
		response.writeHead( 200, { 'content-type': 'text/html' } );
		response.end( '<html><body>It works!</body></html>' );
	},
	'too-much': ( response ) => json( response, 200, `{"data":[{"embedding":[${ '1,'.repeat( 6_000_000 ) }1]}]}` ),
	chat: ( response ) => json( response, 200, { choices: [ { message: { content: 'Hello' } } ] } ),
	'error-in-200': ( response ) => json( response, 200, { error: { message: 'The model is overloaded', code: 503 } } ),
	'failing-once': wellFrom( 'failing-once', 2, refuse( 500, 'Oops' ) ),
	'busy-once': wellFrom( 'busy-once', 2, refuse( 429, 'Slow down', { 'retry-after': '1' } ) ),
	'busy-long': refuse( 429, 'Slow down', { 'retry-after': '120' } ),
	down: refuse( 503, 'Down' ),
	'bad-key': refuse( 401, 'Incorrect API key provided: sk-abcdefghijkl' ),
	'no-such-path': refuse( 404, 'Not Found' ),
	'one-size': ( response, body ) => ( body.dimensions
		? refuse( 400, 'Model does not support matryoshka representation, changing output dimensions will lead to poor results.' )( response )
		: well( response, body ) ),
	'short-texts': ( response, body ) => ( body.input.some( ( text ) => text.length > 850 )
		? refuse( 400, 'This model’s maximum context length is 400 tokens' )( response )
		: well( response, body ) ),
	squeamish: ( response, body ) => ( body.input.some( ( text ) => text.includes( 'forbidden' ) )
		? refuse( 400, 'flagged by moderation' )( response )
		: well( response, body ) ),
	'refuses-all': refuse( 400, 'Unknown field' ),
	slow: async ( response, body ) => {
		await pause( 4000 );
		well( response, body );
	},
	dripping: async ( response ) => {
		response.writeHead( 200, { 'content-type': 'application/json' } );
		for ( let piece = 0; piece < 40 && ! response.destroyed; piece++ ) {
			response.write( ' ' );
			await pause( 200 );
		}
		response.end();
	},
};

async function read( request ) {
	const pieces = [];
	for await ( const piece of request ) {
		pieces.push( piece );
	}
	return JSON.parse( Buffer.concat( pieces ).toString( 'utf8' ) || '{}' );
}

const server = createServer( async ( request, response ) => {
	const { pathname } = new URL( request.url, 'http://localhost' );
	if ( pathname === '/seen' ) {
		return json( response, 200, seen );
	}
	const [ , fault ] = pathname.split( '/' );
	const entry = { fault, url: request.url, headers: request.headers, body: await read( request ), ended: 'open' };
	seen.push( entry );
	response.on( 'close', () => {
		entry.ended = response.writableFinished ? 'answered' : 'client left';
	} );
	await ( pathname.endsWith( '/embeddings' )
		? FAULTS[ fault ] ?? FAULTS[ 'no-such-path' ]
		: FAULTS[ 'no-such-path' ] )( response, entry.body );
} );

server.listen( Number( process.argv[ 2 ] ?? 0 ), '127.0.0.1', () => process.stdout.write( `listening ${ server.address().port }\n` ) );
process.stdin.resume();
process.stdin.on( 'end', () => process.exit( 0 ) );
