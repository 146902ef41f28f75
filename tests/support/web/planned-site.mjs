/**
 * A website that answers as it is told, with the faults servers of others have, for tests. On loopback addresses only.
 * Prints {"http": port} once it listens (on 127.0.0.1 and, the same port, on 127.0.0.2), and ends with its standard input.
 *
 * PUT /--plan: {path: answer or list of answers, used up one per request, the last one stays}; an answer is
 * {status, headers, body, base64, gzip: packs the body, bomb: megabytes of zeros, packed, size: bytes of filler, flood: endless filler,
 * drip: endless, a byte at a time, hang: no answer}. A path that is not planned answers 404. GET /--journal: {path, headers, at, to} of
 * each request, oldest first; PUT /--journal forgets them.
 */
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';

let plan = {};
let journal = [];

function answerFor( path ) {
	const planned = plan[ path ];
	if ( ! Array.isArray( planned ) ) {
		return planned ?? { status: 404, body: 'Not here' };
	}
	return planned.length > 1 ? planned.shift() : planned[ 0 ];
}

function bodyOf( answer ) {
	if ( answer.bomb ) {
		return gzipSync( Buffer.alloc( answer.bomb * 1_000_000 ) );
	}
	const body = answer.size
		? Buffer.alloc( answer.size, 'word ' )
		: Buffer.from( answer.base64 ?? answer.body ?? '', answer.base64 ? 'base64' : 'utf8' );
	return answer.gzip ? gzipSync( body ) : body;
}

function endless( response, bytes, pause ) {
	const write = () => {
		if ( response.destroyed ) {
			return;
		}
		const more = response.write( bytes );
		if ( pause > 0 ) {
			setTimeout( write, pause );
		} else if ( more ) {
			setImmediate( write );
		} else {
			response.once( 'drain', write );
		}
	};
	write();
}

function serve( answer, response ) {
	if ( answer.hang ) {
		return;
	}
	response.writeHead(
		answer.status ?? 200,
		{
			'content-type': 'text/html; charset=utf-8',
			...( answer.bomb || answer.gzip === 'encoding' ? { 'content-encoding': 'gzip' } : {} ),
			...answer.headers,
		}
	);
	if ( answer.flood || answer.drip ) {
		endless( response, answer.flood ? Buffer.alloc( 65_536, 'word ' ) : 'w', answer.flood ? 0 : 100 );
		return;
	}
	response.end( bodyOf( answer ) );
}

async function handle( request, response ) {
	let body = '';
	for await ( const piece of request ) {
		body += piece;
	}
	if ( request.url === '/--plan' ) {
		plan = JSON.parse( body );
		response.end( 'true' );
	} else if ( request.url === '/--journal' ) {
		response.end( JSON.stringify( journal ) );
		journal = request.method === 'PUT' ? [] : journal;
	} else {
		journal.push( { path: request.url, headers: request.headers, at: Date.now(), to: request.socket.localAddress } );
		serve( answerFor( request.url ), response );
	}
}

const server = createServer( handle );
server.listen( 0, '127.0.0.1', () => {
	const { port } = server.address();
	createServer( handle ).listen( port, '127.0.0.2', () => process.stdout.write( JSON.stringify( { http: port } ) + '\n' ) );
} );
process.stdin.resume().on( 'end', () => process.exit( 0 ) );
