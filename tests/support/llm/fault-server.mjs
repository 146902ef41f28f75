/**
 * A model server that misbehaves on request: the first part of the path names how.
 *
 * Serves `POST /<fault>/v1/chat/completions` and `GET /<fault>/v1/models`; `GET /seen` tells what it was asked, as JSON.
 * Prints one line, `listening <port>`; listens on 127.0.0.1 only and ends with its standard input.
 */
import { createServer } from 'node:http';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';

/** Every request so far: {fault, method, url, headers, body, ended: "answered" | "client left" | "open"}. */
const seen = [];

/** The key the tests send. */
const KEY = 'sk-secret-1234567890abcdef';

const TEXT = 'Nous livrons à Liège — 4,90 € 🚚. Réponse complète.';

const chunk = ( delta, more = {} ) => ( {
	id: 'c1',
	object: 'chat.completion.chunk',
	model: 'm1',
	choices: [ { index: 0, delta, finish_reason: null } ],
	...more,
} );
const finish = ( reason ) => ( {
	id: 'c1',
	object: 'chat.completion.chunk',
	model: 'm1',
	choices: [ { index: 0, delta: {}, finish_reason: reason } ],
} );
const usage = () => ( {
	id: 'c1',
	object: 'chat.completion.chunk',
	choices: [],
	usage: { prompt_tokens: 42, completion_tokens: 7, total_tokens: 49 },
} );
const event = ( value ) => `data: ${ typeof value === 'string' ? value : JSON.stringify( value ) }\n\n`;
const words = ( text ) => text.match( /\S+\s*/g ) ?? [];
const toolPiece = ( index, piece ) => chunk( { tool_calls: [ { ...( index === null ? {} : { index } ), ...piece } ] } );
const whole = () => [
	...words( TEXT ).map( ( content ) => chunk( { content } ) ),
	finish( 'stop' ),
	usage(),
	'[DONE]',
].map( event ).join( '' );

function json( response, status, body, headers = {} ) {
	response.writeHead( status, { 'content-type': 'application/json', ...headers } );
	response.end( JSON.stringify( body ) );
}

const refuse = ( status, error, headers = {} ) => ( response ) => json( response, status, { error }, headers );

function open( response ) {
	response.writeHead( 200, { 'content-type': 'text/event-stream' } );
	response.flushHeaders();
}

const events = ( ...values ) => ( response ) => {
	open( response );
	response.end( values.map( event ).join( '' ) );
};

/** Writes bytes in pieces of the given size, each in a packet of its own as far as the system allows. */
async function inPieces( response, bytes, size, gap ) {
	response.socket.setNoDelay( true );
	for ( let at = 0; at < bytes.length && ! response.destroyed; at += size ) {
		response.write( bytes.subarray( at, at + size ) );
		await pause( gap );
	}
	response.end();
}

/** How often a fault was asked for, so that the second attempt can go well. */
const times = ( fault ) => seen.filter( ( one ) => one.fault === fault ).length;

const FAULTS = {
	well: events( ...words( TEXT ).map( ( content ) => chunk( { content } ) ), finish( 'stop' ), usage(), '[DONE]' ),
	'one-byte-at-a-time': ( response ) => {
		open( response );
		return inPieces( response, Buffer.from( whole() ), 1, 0 );
	},
	slowly: async ( response ) => {
		open( response );
		for ( const content of [ 'One ', 'two ', 'three.' ] ) {
			response.write( event( chunk( { content } ) ) );
			await pause( 150 );
		}
		response.end( event( finish( 'stop' ) ) + event( '[DONE]' ) );
	},
	tools: events(
		chunk( { role: 'assistant', content: 'Let me ask. ' } ),
		toolPiece( 0, { id: 'call_a', type: 'function', function: { name: 'send_support_email', arguments: '' } } ),
		toolPiece( 0, { function: { arguments: '{"summary":"Fui' } } ),
		toolPiece( 1, { id: 'call_b', type: 'function', function: { name: 'search_knowledge', arguments: '{"query":' } } ),
		toolPiece( 0, { function: { arguments: 'te à réparer","reason":"asked"}' } } ),
		toolPiece( 1, { function: { arguments: '"x"}' } } ),
		finish( 'tool_calls' ), usage(), '[DONE]',
	),
	'tools-same-index': events(
		toolPiece( 0, { id: 'call_a', function: { name: 'one', arguments: '{"a":1}' } } ),
		toolPiece( 0, { id: 'call_b', function: { name: 'two', arguments: '{"b":' } } ),
		toolPiece( 0, { function: { arguments: '2}' } } ),
		finish( 'stop' ), '[DONE]',
	),
	'tools-without-index': events(
		chunk( {
			tool_calls: [ { id: 'x', function: { name: 'one', arguments: { a: 1 } } }, { function: { name: 'two', arguments: 'not json' } } ],
		} ),
		finish( 'tool_calls' ),
		'[DONE]'
	),
	'tool-wanted': events(
		toolPiece( 0, { id: 'call_a', function: { name: 'confirm_connection', arguments: '{"word":"OK"}' } } ),
		finish( 'tool_calls' ),
		'[DONE]'
	),
	'not-streamed': ( response ) => json(
		response,
		200,
		{
			id: 'c1',
			object: 'chat.completion',
			choices: [ { index: 0, message: { role: 'assistant', content: TEXT }, finish_reason: 'stop' } ],
			usage: { prompt_tokens: 42, completion_tokens: 7, total_tokens: 49 },
		}
	),
	'tool-not-streamed': ( response, body ) => {
		const asked = body.messages.at( -1 ).role !== 'tool';
		const message = asked
			? {
				role: 'assistant',
				content: null,
				tool_calls: [ {
					id: 'call_a',
					type: 'function',
					function: { name: body.tools[ 0 ].function.name, arguments: '{"summary":"Fuite","reason":"asked"}' },
				} ],
			}
			: { role: 'assistant', content: 'The team was told.' };
		json(
			response,
			200,
			{
				id: 'c1',
				object: 'chat.completion',
				choices: [ { index: 0, message, finish_reason: asked ? 'tool_calls' : 'stop' } ],
				usage: { prompt_tokens: 42, completion_tokens: 7, total_tokens: 49 },
			}
		);
	},
	'key-echoed': refuse(
		401,
		{ message: 'Incorrect API key provided: sk-secret-1234567890abcdef. Bearer sk-secret-1234567890abcdef', code: 'invalid_api_key' }
	),
	'key-echoed-in-pieces': events(
		...( 'Your key is ' + KEY.split( '' ).join( '\u200B' ) + ' or ' + KEY + ', ' + Buffer.from( KEY ).toString( 'base64' ) +
			'. Bye.' ).match( /.{1,3}/gsu ).map( ( content ) => chunk( { content } ) ),
		finish( 'stop' ),
		'[DONE]'
	),
	'key-echoed-at-the-end': events( chunk( { content: 'It is sk-secret-' } ), chunk( { content: '1234567890' } ) ),
	'key-echoed-to-a-tool': events(
		toolPiece(
			0,
			{
				id: 'call_a',
				function: {
					name: 'send_support_email',
					arguments: JSON.stringify( { summary: `My key is ${ KEY }`, reason: 'asked' } ).slice( 0, 30 ),
				},
			}
		),
		toolPiece( 0, { function: { arguments: JSON.stringify( { summary: `My key is ${ KEY }`, reason: 'asked' } ).slice( 30 ) } } ),
		finish( 'tool_calls' ),
		'[DONE]'
	),
	'key-echoed-in-spaces': refuse(
		401,
		{
			message:
				`Incorrect key: ${ KEY.split( '' ).join( ' ' ) }; ${ Buffer.from( KEY ).toString( 'hex' ).match( /../g ).join( ' ' ) }; ${ KEY.slice( 0, 12 ) }`,
		}
	),
	'key-in-a-redirect': ( response ) => {
		response.writeHead( 302, { location: `https://elsewhere.example/?k=${ encodeURIComponent( KEY ) }` } );
		response.end();
	},
	'other-scheme': ( response ) => {
		response.writeHead( 307, { location: `http://localhost:${ response.socket.localPort }/landed/v1/chat/completions` } );
		response.end();
	},
	'packed-twice': ( response ) => {
		response.writeHead( 200, { 'content-type': 'application/json', 'content-encoding': 'gzip' } );
		response.end( gzipSync( gzipSync( Buffer.alloc( 60_000_000 ) ) ) );
	},
	forbidden: refuse( 403, { message: 'Project has no access.' } ),
	'unknown-model': refuse( 404, { message: 'The model `m9` does not exist', code: 'model_not_found' } ),
	'unknown-model-400': refuse( 400, { message: 'Invalid model: m9' } ),
	quota: refuse( 429, { message: 'You exceeded your current quota', type: 'insufficient_quota' }, { 'retry-after': '1' } ),
	'too-long': refuse( 400, { message: 'This model\'s maximum context length is 4096 tokens', code: 'context_length_exceeded' } ),
	filtered: refuse( 400, { message: 'The response was filtered', code: 'content_filter' } ),
	'filtered-empty': events( finish( 'content_filter' ), '[DONE]' ),
	broken: refuse( 500, { message: 'boom' } ),
	page: ( response ) => {
		response.writeHead( 200, { 'content-type': 'text/html' } );
		response.end( '<!doctype html><title>Hello</title>' );
	},
	moved: ( response ) => {
		response.writeHead( 302, { location: 'http://127.0.0.1:1/elsewhere' } );
		response.end();
	},
	'no-such-path': ( response ) => {
		response.writeHead( 404, { 'content-type': 'text/plain' } );
		response.end( 'nothing here' );
	},
	'other-json': ( response ) => json( response, 200, { hello: 'world' } ),
	'rate-limit-once': ( response ) => ( times( 'rate-limit-once' ) === 1
		? refuse( 429, { message: 'slow down' }, { 'retry-after': '1' } )( response )
		: FAULTS.well( response ) ),
	'rate-limit-long': refuse( 429, { message: 'slow down' }, { 'retry-after': '120' } ),
	'rate-limit-date': ( response ) => refuse(
		429,
		{ message: 'slow down' },
		{ 'retry-after': new Date( Date.now() + 90_000 ).toUTCString() }
	)( response ),
	empty: events( finish( 'stop' ), '[DONE]' ),
	nothing: ( response ) => {
		open( response );
		response.end();
	},
	'bad-json': events( '{"choices": [', '[DONE]' ),
	'bad-json-later': events( chunk( { content: 'Hello ' } ), '{oops', '[DONE]' ),
	'ends-without-finish': events( chunk( { content: 'Half a wo' } ) ),
	'drops-mid-word': async ( response ) => {
		open( response );
		response.write( event( chunk( { content: 'Half a wo' } ) ) );
		await pause( 50 );
		response.socket.destroy();
	},
	'drops-at-once': ( response ) => response.socket.destroy(),
	stalls: async ( response ) => {
		open( response );
		response.write( event( chunk( { content: 'And then ' } ) ) );
		await once( response, 'close' );
	},
	silent: ( response ) => once( response, 'close' ),
	endless: async ( response ) => {
		open( response );
		while ( ! response.destroyed ) {
			response.write( event( chunk( { content: 'again ' } ) ) );
			await pause( 20 );
		}
	},
	'too-much': async ( response ) => {
		open( response );
		for ( let at = 0; at < 80 && ! response.destroyed; at++ ) {
			response.write( event( chunk( { content: 'x'.repeat( 1000 ) } ) ) );
		}
		response.end( event( finish( 'stop' ) ) );
	},
	'line-without-end': async ( response ) => {
		open( response );
		for ( let at = 0; at < 40 && ! response.destroyed; at++ ) {
			response.write( 'data: ' + 'x'.repeat( 100_000 ) );
			await pause( 1 );
		}
		response.end();
	},
	'error-inside': events( { error: { message: 'The server is overloaded', type: 'server_error', code: 503 } } ),
	'error-after-text': events( chunk( { content: 'Hello ' } ), { error: { message: 'boom' } } ),
	'stays-open': async ( response ) => {
		open( response );
		response.write( whole() );
		await once( response, 'close' );
	},
	thinks: events(
		...[ '<th', 'ink>Hmm, let ', 'me see</thi', 'nk>\n\n', 'Answer', '.' ].map( ( content ) => chunk( { content } ) ),
		finish( 'stop' ),
		'[DONE]'
	),
	'reasons-apart': events(
		chunk( { reasoning_content: 'Hmm' } ),
		chunk( { reasoning: 'Hmm', content: null } ),
		chunk( { content: [ { type: 'text', text: 'Answer.' } ] } ),
		finish( 'stop' ),
		'[DONE]'
	),
	'half-a-character': events( 'XX', '[DONE]' ),
	'no-usage-wanted': ( response, body ) => ( body.stream_options
		? refuse( 400, { message: 'Unrecognized request argument supplied: stream_options', param: 'stream_options' } )( response )
		: FAULTS.well( response ) ),
	'new-token-limit': ( response, body ) => ( body.max_tokens
		? refuse(
			400,
			{
				message: 'Unsupported parameter: \'max_tokens\' is not supported with this model. Use \'max_completion_tokens\' instead.',
				param: 'max_tokens',
			}
		)( response )
		: FAULTS.well( response ) ),
	'wants-little': ( response, body ) => {
		for ( const name of [ 'temperature', 'tools', 'stream_options' ] ) {
			if ( name in body ) {
				return json( response, 422, { detail: [ { loc: [ 'body', name ], msg: `Extra inputs are not permitted: ${ name }` } ] } );
			}
		}
		return FAULTS.well( response );
	},
};

FAULTS[ 'half-a-character' ] = ( response ) => {
	open( response );
	response.end(
		'data: {"choices":[{"delta":{"content":"A\\ud83d"}}]}\n\ndata: {"choices":[{"delta":{"content":"B"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
	);
};

async function read( request ) {
	const parts = [];
	for await ( const part of request ) {
		parts.push( part );
	}
	try {
		return JSON.parse( Buffer.concat( parts ).toString( 'utf8' ) || '{}' );
	} catch {
		return {};
	}
}

const server = createServer( async ( request, response ) => {
	const { pathname } = new URL( request.url, 'http://localhost' );
	if ( pathname === '/seen' ) {
		return json( response, 200, seen );
	}
	const [ , fault, ...rest ] = pathname.split( '/' );
	if ( rest.at( -1 ) === 'models' ) {
		if ( fault === 'no-list' ) {
			return json( response, 404, { error: { message: 'Not found' } } );
		}
		if ( fault === 'empty-list' ) {
			return json( response, 200, { object: 'list', data: [] } );
		}
		if ( fault === 'long-list' ) {
			return json( response, 200, { data: Array.from( { length: 2500 }, ( _, at ) => ( { id: `model-${ at }` } ) ) } );
		}
		if ( fault === 'heavy-list' ) {
			// Three million bytes, which would take 150 million of memory.
			return json( response, 200, { data: Array.from( { length: 200_000 }, ( _, at ) => ( { id: `m${ at }` } ) ) } );
		}
		if ( fault === 'endless-list' ) {
			return json( response, 200, { data: Array.from( { length: 40 }, () => ( { id: 'x'.repeat( 200_000 ) } ) ) } );
		}
		return fault === 'key-echoed'
			? FAULTS[ fault ]( response )
			: json(
				response,
				200,
				{ object: 'list', data: [ 'm1', 'm1-mini', 'mistral-small-latest', 'text-embedding-3' ].map( ( id ) => ( { id, object: 'model' } ) ) }
			);
	}
	const body = await read( request );
	const entry = { fault, method: request.method, url: request.url, headers: request.headers, body, ended: 'open' };
	seen.push( entry );
	response.on( 'close', () => {
		entry.ended = response.writableFinished ? 'answered' : 'client left';
	} );
	await ( FAULTS[ fault ] ?? FAULTS[ 'no-such-path' ] )( response, body );
} );

server.listen( Number( process.argv[ 2 ] ?? 0 ), '127.0.0.1', () => process.stdout.write( `listening ${ server.address().port }\n` ) );
process.stdin.resume();
process.stdin.on( 'end', () => process.exit( 0 ) );
