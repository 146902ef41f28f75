/**
 * An independent model server (@copilotkit/aimock) with the answers and faults our tests ask for by their words.
 *
 * Prints one line, `listening <port>`; listens on 127.0.0.1 only and ends with its standard input.
 */
import { LLMock } from '@copilotkit/aimock';

const mock = new LLMock( { port: 0, host: '127.0.0.1', logLevel: 'silent' } );
const tool = { toolCalls: [ { name: 'send_support_email', arguments: { summary: 'The boiler leaks', reason: 'asked' } } ] };

mock.addFixture( {
	match: { predicate: ( request ) => request.messages.at( -1 )?.role === 'tool' },
	response: { content: 'The team was told.' },
} );
mock.onMessage( 'delivery', { content: 'Delivery costs 4,90 € [1]. Élégant, n’est-ce pas ? 🚚' }, { chunkSize: 3, latency: 5 } );
mock.onMessage( 'a person', tool, { chunkSize: 4 } );
mock.onMessage(
	'cut me',
	{ content: 'This sentence will be cut somewhere in the middle of it.' },
	{ truncateAfterChunks: 3, chunkSize: 5, latency: 30 }
);
mock.onMessage(
	'hang up',
	{ content: 'This sentence takes long to be said and is broken off.' },
	{ latency: 40, chunkSize: 4, disconnectAfterMs: 150 }
);
mock.onMessage( 'too many', { error: { message: 'Rate limited', type: 'rate_limit_error' }, status: 429 } );
mock.onMessage(
	'bad key',
	{ error: { message: 'Incorrect API key', type: 'invalid_request_error', code: 'invalid_api_key' }, status: 401 }
);

await mock.start();
process.stdout.write( `listening ${ new URL( mock.url ).port }\n` );
process.stdin.resume();
process.stdin.on( 'end', () => process.exit( 0 ) );
