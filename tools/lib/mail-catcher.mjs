/** A real SMTP server that keeps what it receives, a page to read it and an API for programs. On 127.0.0.1 only. */
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { inProject } from './paths.mjs';

/** Most mails kept; the oldest are dropped. */
const KEPT = 500;

/**
 * Starts both servers; port 0 takes any free one. Answers {url, smtpPort, messages, refuse, stop}: `messages()` lists what arrived, oldest
 * first, `refuse( true )` makes the server refuse every recipient until `refuse( false )`.
 */
export async function startMailCatcher( { httpPort = 0, smtpPort = 0 } = {} ) {
	const [ { SMTPServer }, { simpleParser } ] = await Promise.all( [ import( 'smtp-server' ), import( 'mailparser' ) ] );
	const messages = [];
	let refusing = false;
	let received = 0;
	const smtp = new SMTPServer( {
		authOptional: true,
		disabledCommands: [ 'STARTTLS', 'AUTH' ],
		disableReverseLookup: true,
		onRcptTo: ( _address, _session, done ) => done(
			refusing ? Object.assign( new Error( 'Mailbox unavailable' ), { responseCode: 450 } ) : null
		),
		onData( stream, session, done ) {
			simpleParser( stream ).then( ( mail ) => {
				messages.push( asMessage( String( ++received ), mail, session.envelope ) );
				messages.splice( 0, messages.length - KEPT );
				done();
			}, done );
		},
	} );
	smtp.on( 'error', () => {} );
	const http = createServer( ( request, response ) => answer( request, response, messages, ( value ) => ( refusing = value ) ) );
	const [ smtpAt, httpAt ] = await Promise.all( [
		listening( smtp.server, () => smtp.listen( smtpPort, '127.0.0.1' ) ),
		listening( http, () => http.listen( httpPort, '127.0.0.1' ) ),
	] );
	return {
		url: `http://127.0.0.1:${ httpAt }`,
		smtpPort: smtpAt,
		messages: () => [ ...messages ],
		refuse: ( value ) => ( refusing = value ),
		async stop() {
			http.closeAllConnections();
			await Promise.all( [ new Promise( ( resolve ) => http.close( resolve ) ), new Promise( ( resolve ) => smtp.close( resolve ) ) ] );
		},
	};
}

function listening( server, listen ) {
	return new Promise( ( resolve, reject ) => {
		server.once( 'error', reject );
		server.once( 'listening', () => resolve( server.address().port ) );
		listen();
	} );
}

/**
 * A mail as programs read it: addresses without names in `to` (the envelope's recipients), header names in lower case, dates in ISO 8601.
 */
function asMessage( id, mail, envelope ) {
	const headers = {};
	for ( const { key, line } of mail.headerLines ) {
		const value = line.slice( line.indexOf( ':' ) + 1 ).replace( /\r?\n\s+/g, ' ' ).trim();
		headers[ key ] = key in headers ? `${ headers[ key ] }, ${ value }` : value;
	}
	return {
		id,
		from: mail.from?.text ?? '',
		to: envelope.rcptTo.map( ( { address } ) => address ),
		subject: mail.subject ?? '',
		date: ( mail.date ?? new Date() ).toISOString(),
		headers,
		text: mail.text ?? '',
		html: mail.html || '',
	};
}

function answer( request, response, messages, refuse ) {
	const { pathname } = new URL( request.url, 'http://localhost' );
	const send = ( status, type, body ) => response.writeHead( status, { 'content-type': type, 'cache-control': 'no-store' } ).end( body );
	const json = ( body ) => send( 200, 'application/json; charset=utf-8', JSON.stringify( body ) );
	if ( pathname === '/api/messages' && request.method === 'GET' ) {
		json( messages );
	} else if ( pathname === '/api/messages' && request.method === 'DELETE' ) {
		json( messages.splice( 0 ).length );
	} else if ( pathname === '/api/refuse' && [ 'PUT', 'DELETE' ].includes( request.method ) ) {
		json( refuse( request.method === 'PUT' ) );
	} else if ( pathname === '/' ) {
		send( 200, 'text/html; charset=utf-8', readFileSync( inProject( 'tools/lib/mail-catcher.html' ) ) );
	} else {
		send( 404, 'text/plain', 'Not found' );
	}
}
