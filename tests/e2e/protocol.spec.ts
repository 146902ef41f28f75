import { DefaultChatTransport, readUIMessageStream, type UIMessage, type UIMessageChunk } from 'ai';
import OpenAI from 'openai';
import { expect, test, type Site } from './fixtures';

const api = ( site: Site ): string => `${ site.url }/wp-json/aaia-chatbot/v1`;
const randomId = (): string => crypto.randomUUID().replaceAll( '-', '' );

/** A visitor known by a token, with the AI SDK's own transport. */
async function visitor( site: Site ): Promise< { headers: Record< string, string >; transport: DefaultChatTransport< UIMessage > } > {
	const session = ( await ( await fetch(
		`${ api( site ) }/session`,
		{ method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}' }
	) ).json() ) as { token: string };
	const headers = { 'X-Aaia-Session': session.token };
	const transport = new DefaultChatTransport< UIMessage >( {
		api: `${ api( site ) }/chat`,
		headers,
		prepareSendMessagesRequest: ( { id, messages } ) => ( { body: { id, message: messages.at( -1 ) } } ),
	} );
	return { headers, transport };
}

function question( text: string ): UIMessage {
	return { id: randomId(), role: 'user', parts: [ { type: 'text', text } ] };
}

async function finished( stream: ReadableStream< UIMessageChunk >, message?: UIMessage ): Promise< UIMessage > {
	let last: UIMessage | undefined;
	for await ( const next of readUIMessageStream(
		message ? { stream, message: structuredClone( message ), terminateOnError: true } : { stream, terminateOnError: true }
	) ) {
		last = next;
	}
	return last as UIMessage;
}

const textOf = ( message: UIMessage ): string => message.parts.map( ( part ) => ( part.type === 'text' ? part.text : '' ) ).join( '' );

test( 'the AI SDK reads an answer with sources, and resumes it from its start', async ( { site } ) => {
	const { transport } = await visitor( site );
	const chatId = randomId();
	const stream = await transport.sendMessages( {
		chatId,
		messages: [ question( 'How much does delivery cost?' ) ],
		trigger: 'submit-message',
		messageId: undefined,
		abortSignal: undefined,
	} );
	const answer = await finished( stream );
	expect( textOf( answer ).length ).toBeGreaterThan( 20 );
	expect( answer.parts.some( ( part ) => part.type === 'source-url' ) ).toBe( true );
	expect( answer.metadata ).toMatchObject( { conversation: chatId, message: answer.id } );
	const again = await transport.reconnectToStream( { chatId } );
	expect( again ).not.toBeNull();
	expect( textOf( await finished( again as ReadableStream< UIMessageChunk > ) ) ).toBe( textOf( answer ) );
} );

test( 'the AI SDK reads a request for approval and goes on in the same message', async ( { site, mailbox } ) => {
	const { transport, headers } = await visitor( site );
	const chatId = randomId();
	const asked = await finished(
		await transport.sendMessages( {
			chatId,
			messages: [ question( 'I want to talk to a human, please' ) ],
			trigger: 'submit-message',
			messageId: undefined,
			abortSignal: undefined,
		} )
	);
	const part =
		asked.parts.find( ( candidate ) => candidate.type === 'tool-send_support_email' ) as { state: string; approval: { id: string } };
	expect( part.state ).toBe( 'approval-requested' );
	const response = await fetch( `${ api( site ) }/chat`, {
		method: 'POST',
		headers: { ...headers, 'Content-Type': 'application/json' },
		body: JSON.stringify( { id: chatId, approval: { approvalId: part.approval.id, approved: true } } ),
	} );
	expect( response.headers.get( 'x-vercel-ai-ui-message-stream' ) ).toBe( 'v1' );
	class Reader extends DefaultChatTransport< UIMessage > {
		public read( body: ReadableStream< Uint8Array > ): ReadableStream< UIMessageChunk > {
			return this.processResponseStream( body as ReadableStream< Uint8Array< ArrayBufferLike > > );
		}
	}
	const after = await finished( new Reader().read( response.body as ReadableStream< Uint8Array > ), asked );
	expect( after.id ).toBe( asked.id );
	expect(
		( after.parts.find( ( candidate ) => candidate.type === 'tool-send_support_email' ) as { state: string } ).state
	).toBe( 'output-available' );
	expect( textOf( after ).length ).toBeGreaterThan( textOf( asked ).length );
	await mailbox.waitFor( ( mail ) => mail.subject.includes( 'support request' ) );
} );

test( '20 parallel sends of one message make one message and one answer', async ( { site } ) => {
	const { headers } = await visitor( site );
	const body = JSON.stringify( { id: randomId(), message: { id: randomId(), parts: [ { type: 'text', text: 'When are you open?' } ] } } );
	const send = async (): Promise< { status: number; id: string } > => {
		const response = await fetch(
			`${ api( site ) }/chat`,
			{ method: 'POST', headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' }, body }
		);
		return { status: response.status, id: ( ( await response.json() ) as { id: string } ).id };
	};
	const answers = await Promise.all( Array.from( { length: 20 }, send ) );
	const settled = await send();
	expect( settled.status ).toBe( 200 );
	expect(
		new Set( answers.filter( ( answer ) => answer.status === 200 ).map( ( answer ) => answer.id ) )
	).toEqual( new Set( [ settled.id ] ) );
	expect( answers.every( ( answer ) => answer.status === 200 || answer.status === 202 ) ).toBe( true );
	const history = ( await ( await fetch(
		`${ api( site ) }/chat/${ ( JSON.parse( body ) as { id: string } ).id }/messages`,
		{ headers }
	) ).json() ) as { items: unknown[] };
	expect( history.items ).toHaveLength( 2 );
} );

test( 'the AI SDK ends in order when a newer reader took its place, and has kept what it read', async () => {
	// What the server sends: tests/php/Channels/Web/FollowerLeasesTest.php holds it to this.
	const chunks = [
		{
			type: 'start',
			messageId: 'answer-00000000000001',
			messageMetadata: { conversation: 'c', question: 'q', message: 'answer-00000000000001' },
		},
		{ type: 'start-step' }, { type: 'text-start', id: 'text-1' }, { type: 'text-delta', id: 'text-1', delta: 'Half an answer' },
		{ type: 'data-evicted', data: { conversation: 'c' }, transient: true },
		{ type: 'text-end', id: 'text-1' }, { type: 'finish-step' }, {
			type: 'finish',
			finishReason: 'other',
			messageMetadata: { generation: 'streaming' },
		},
	];
	const body =
		new Blob( [ ...chunks.map( ( chunk ) => JSON.stringify( chunk ) ), '[DONE]' ].map( ( line ) => `data: ${ line }\n\n` ) ).stream();
	class Reader extends DefaultChatTransport< UIMessage > {
		public read( bytes: ReadableStream< Uint8Array > ): ReadableStream< UIMessageChunk > {
			return this.processResponseStream( bytes as ReadableStream< Uint8Array< ArrayBufferLike > > );
		}
	}
	const message = await finished( new Reader().read( body ) );
	expect( textOf( message ) ).toBe( 'Half an answer' );
	expect( message.metadata ).toMatchObject( { generation: 'streaming' } );
} );

test( 'a visitor who is signed out on the command line is a stranger', async ( { site, wp } ) => {
	const { headers } = await visitor( site );
	const conversation = randomId();
	const ask = async ( path: string ): Promise< number > => ( await fetch( `${ api( site ) }${ path }`, { headers } ) ).status;
	await fetch(
		`${ api( site ) }/chat`,
		{
			method: 'POST',
			headers: { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' },
			body: JSON.stringify( { id: conversation, message: { id: randomId(), parts: [ { type: 'text', text: 'When are you open?' } ] } } ),
		}
	);
	expect( await ask( `/chat/${ conversation }/messages` ) ).toBe( 200 );
	await wp( 'aaia', 'visitor', 'revoke', conversation );
	expect( await ask( `/chat/${ conversation }/messages` ) ).toBe( 401 );
	await expect( wp( 'aaia', 'visitor', 'revoke', 'nobody-0000000000000000' ) ).rejects.toThrow();
	await expect( wp( 'aaia', 'visitor', 'revoke' ) ).rejects.toThrow();
} );

test( 'the openai client lists the model, asks whole and streamed', async ( { site } ) => {
	const client = new OpenAI( {
		baseURL: api( site ),
		apiKey: Buffer.from( `${ site.user }:${ site.applicationPassword }` ).toString( 'base64' ),
		maxRetries: 0,
	} );
	expect( ( await client.models.list() ).data.map( ( model ) => model.id ) ).toEqual( [ 'site' ] );
	const messages = [ { role: 'user' as const, content: 'How much does delivery cost?' } ];
	const whole = await client.chat.completions.create( { model: 'site', messages, temperature: 0.2 } );
	expect( whole.choices[ 0 ]?.message.content ).toContain( 'Sources' );
	let streamed = '';
	for await ( const chunk of await client.chat.completions.create( { model: 'site', messages, stream: true } ) ) {
		streamed += chunk.choices[ 0 ]?.delta.content ?? '';
	}
	expect( streamed ).toBe( whole.choices[ 0 ]?.message.content );
} );

test( 'the openai client understands our refusals', async ( { site } ) => {
	const stranger = new OpenAI( {
		baseURL: api( site ),
		apiKey: Buffer.from( `${ site.user }:wrong` ).toString( 'base64' ),
		maxRetries: 0,
	} );
	await expect( stranger.models.list() ).rejects.toBeInstanceOf( OpenAI.AuthenticationError );
	const client = new OpenAI( {
		baseURL: api( site ),
		apiKey: Buffer.from( `${ site.user }:${ site.applicationPassword }` ).toString( 'base64' ),
		maxRetries: 0,
	} );
	await expect( client.chat.completions.create( {
		model: 'site',
		messages: [ { role: 'assistant', content: 'Hi' } ],
	} ) ).rejects.toBeInstanceOf( OpenAI.BadRequestError );
} );
