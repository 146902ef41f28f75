/**
 * A real SMTP server that misbehaves as told, for tests. On 127.0.0.1 only, ports chosen by the system.
 *
 * Prints one line of JSON {smtp, http} once it listens and ends with its standard input. By HTTP:
 * PUT /plan with a list of faults, used up one per mail, `accept` when none is left; GET /messages what arrived, oldest first;
 * DELETE /messages forgets it. Faults: accept, refuse-sender, refuse-recipient, greylist, refuse-message, refuse-content, hang-connect,
 * hang-recipient, hang-data, drop-after-data (the mail is kept, the answer never comes).
 */
import { createServer } from 'node:http';
import { SMTPServer } from 'smtp-server';
import { simpleParser } from 'mailparser';

// smtp-server greets 100 ms late, to catch clients that speak first; with hundreds of mails that is most of a test's time.
const { setTimeout: later } = globalThis;
globalThis.setTimeout = ( work, milliseconds, ...values ) => later( work, milliseconds === 100 ? 0 : milliseconds, ...values );

const messages = [];
let plan = [];

const refusal = ( code, text ) => Object.assign( new Error( text ), { responseCode: code } );

/** The fault of the mail that this connection sends; taken from the plan when the connection is made. */
const faults = new Map();
const faultOf = ( session ) => faults.get( session.id ) ?? 'accept';

const smtp = new SMTPServer( {
	authOptional: true,
	disabledCommands: [ 'STARTTLS', 'AUTH' ],
	disableReverseLookup: true,
	closeTimeout: 100,
	onConnect( session, done ) {
		faults.set( session.id, plan.shift() ?? 'accept' );
		if ( faultOf( session ) !== 'hang-connect' ) {
			done();
		}
	},
	onMailFrom( _address, session, done ) {
		done( faultOf( session ) === 'refuse-sender' ? refusal( 550, 'Sender address rejected: not owned by user' ) : null );
	},
	onRcptTo( _address, session, done ) {
		const answers = {
			'refuse-recipient': () => done( refusal( 550, '5.1.1 No such user' ) ),
			greylist: () => done( refusal( 450, '4.2.0 Greylisted, try again later' ) ),
			'hang-recipient': () => {},
		};
		( answers[ faultOf( session ) ] ?? ( () => done() ) )();
	},
	onData( stream, session, done ) {
		simpleParser( stream, { skipHtmlToText: true } ).then( ( mail ) => {
			const fault = faultOf( session );
			if ( fault === 'refuse-message' || fault === 'refuse-content' ) {
				done( refusal( 554, fault === 'refuse-content' ? '5.7.1 Message taken for spam' : '5.0.0 Transaction failed' ) );
				return;
			}
			if ( fault === 'hang-data' ) {
				return;
			}
			messages.push( readable( mail, session.envelope ) );
			if ( fault === 'drop-after-data' ) {
				for ( const connection of smtp.connections ) {
					if ( connection.session.id === session.id ) {
						connection._socket.destroy();
					}
				}
				return;
			}
			done( null, 'Accepted' );
		}, done );
	},
} );
smtp.on( 'error', () => {} );

function readable( mail, envelope ) {
	return {
		envelope: { from: envelope.mailFrom.address, to: envelope.rcptTo.map( ( { address } ) => address ) },
		subject: mail.subject ?? '',
		from: mail.from?.text ?? '',
		to: mail.to?.text ?? '',
		reply_to: mail.replyTo?.text ?? '',
		message_id: mail.messageId ?? '',
		headers: mail.headerLines.map( ( { line } ) => line.replace( /\r?\n\s+/g, ' ' ) ),
		text: ( mail.text ?? '' ).replace( /\r\n/g, '\n' ).trimEnd(),
		html: mail.html || '',
	};
}

const http = createServer( async ( request, response ) => {
	let body = '';
	for await ( const piece of request ) {
		body += piece;
	}
	if ( request.url === '/plan' && request.method === 'PUT' ) {
		plan = JSON.parse( body );
	}
	if ( request.url === '/messages' && request.method === 'DELETE' ) {
		messages.length = 0;
		plan = [];
	}
	response.writeHead( 200, { 'content-type': 'application/json', connection: 'close' } ).end( JSON.stringify( messages ) );
} );

const listening = ( server, listen ) => new Promise( ( resolve ) => {
	server.once( 'listening', () => resolve( server.address().port ) );
	listen();
} );

const [ smtpPort, httpPort ] = await Promise.all( [
	listening( smtp.server, () => smtp.listen( 0, '127.0.0.1' ) ),
	listening( http, () => http.listen( 0, '127.0.0.1' ) ),
] );
process.stdout.write( `${ JSON.stringify( { smtp: smtpPort, http: httpPort } ) }\n` );
process.stdin.resume();
process.stdin.once( 'end', () => process.exit( 0 ) );
