/**
 * Stands in for Slack, Teams, Zendesk, Freshdesk and webhook receivers, with the shapes their documentation records and faults on demand,
 * for tests. On 127.0.0.1 only. Prints {http} once it listens and ends with its standard input.
 *
 * PUT /plan: a list of faults used up one per request: ok, 429, 500, redirect, hang, garbage, echo. GET /journal: requests that came in.
 * PUT /tickets: {id: status}.
 */
import { createServer } from 'node:http';

const journal = [];
const tickets = {};
let plan = [];
let made = 100;

const FAULTS = {
	429: ( response ) => response.writeHead( 429, { 'retry-after': '30' } ).end( 'rate_limited' ),
	500: ( response ) => response.writeHead( 500 ).end( '<h1>Internal error</h1>' ),
	redirect: ( response ) => response.writeHead( 302, { location: 'http://169.254.169.254/latest/meta-data/' } ).end(),
	garbage: ( response ) => response.writeHead( 200 ).end( '{"ticket": ' ),
	echo: ( response, request ) => response.writeHead( 403 ).end(
		`Wrong key in ${ request.headers.authorization }: ${ Buffer.from( ( request.headers.authorization ?? '' ).split( ' ' )[ 1 ] ?? '', 'base64' ) }`
	),
	hang: () => {},
};

const json =
	( response, status, value ) => response.writeHead( status, { 'content-type': 'application/json' } ).end( JSON.stringify( value ) );

function serve( request, response, body ) {
	const { pathname } = new URL( request.url, 'http://localhost' );
	if ( pathname === '/slack' ) {
		const message = JSON.parse( body );
		const fits = typeof message.text === 'string' &&
			message.blocks.every( ( block ) => [ 'header', 'section', 'actions' ].includes( block.type ) );
		response.writeHead( fits ? 200 : 400 ).end( fits ? 'ok' : 'invalid_blocks' );
	} else if ( pathname === '/teams' ) {
		const card = JSON.parse( body ).attachments?.[ 0 ];
		response.writeHead(
			card?.contentType === 'application/vnd.microsoft.card.adaptive' && card.content.type === 'AdaptiveCard' ? 202 : 400
		).end();
	} else if ( pathname === '/zendesk/api/v2/tickets.json' && request.method === 'POST' ) {
		const { ticket } = JSON.parse( body );
		json(
			response,
			...( ticket?.comment?.body
				? [ 201, { ticket: { id: ++made, status: 'new', subject: ticket.subject } } ]
				: [ 422, { error: 'RecordInvalid' } ] )
		);
	} else if ( pathname === '/freshdesk/api/v2/tickets' && request.method === 'POST' ) {
		const ticket = JSON.parse( body );
		const fits = ticket.email && ticket.description && [ 1, 2, 3, 4 ].includes( ticket.priority );
		json( response, ...( fits ? [ 201, { id: ++made, status: 2 } ] : [ 400, { description: 'Validation failed' } ] ) );
	} else if ( /^\/(zendesk|freshdesk)\/api\/v2\/tickets\/\d+/.test( pathname ) ) {
		const id = /tickets\/(\d+)/.exec( pathname )[ 1 ];
		const ticket = { id: Number( id ), status: tickets[ id ] };
		json( response, ticket.status === undefined ? 404 : 200, pathname.startsWith( '/zendesk' ) ? { ticket } : ticket );
	} else {
		response.writeHead( 204 ).end();
	}
}

const server = createServer( async ( request, response ) => {
	let body = '';
	for await ( const piece of request ) {
		body += piece;
	}
	if ( request.url === '/plan' ) {
		plan = JSON.parse( body );
		json( response, 200, true );
	} else if ( request.url === '/tickets' ) {
		Object.assign( tickets, JSON.parse( body ) );
		json( response, 200, true );
	} else if ( request.url === '/journal' ) {
		json( response, 200, journal );
	} else {
		journal.push( { method: request.method, path: request.url, headers: request.headers, body } );
		const answer = FAULTS[ plan.shift() ] ?? ( () => serve( request, response, body ) );
		answer( response, request );
	}
} );
server.listen( 0, '127.0.0.1', () => process.stdout.write( `${ JSON.stringify( { http: server.address().port } ) }\n` ) );
process.stdin.resume();
process.stdin.once( 'end', () => process.exit( 0 ) );
