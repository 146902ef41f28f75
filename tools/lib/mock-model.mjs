/** An independent model server (aimock) that speaks the OpenAI API, with a few fixed answers: what a model does, without one. */

/** Questions that make the pretended model ask for a person. */
const WANTS_A_PERSON = /\b(human|person|agent|someone|humain|personne|conseiller|quelqu’un|quelqu'un)\b/i;

const lastOf = ( request ) => request.messages.at( -1 );

const textOf = ( message ) => ( typeof message?.content === 'string'
	? message.content
	: ( message?.content ?? [] ).map( ( part ) => part.text ?? '' ).join( ' ' ) );

const isFrench = ( text ) => /\b(le|la|les|des|une?|est|vous|je|quels?|quelles?|combien|bonjour)\b/i.test( text );

/**
 * Starts it on a local port; answers {url (the base URL), server, stop}. Its journal is at /__aimock/journal. `answer`: what it says to
 * everything.
 */
export async function startMockModel( port, { chunkSize = 12, latency = 25, answer = null } = {} ) {
	const { LLMock } = await import( '@copilotkit/aimock' );
	const server = new LLMock( { port, host: '127.0.0.1', chunkSize, latency, logLevel: 'silent' } );
	if ( answer !== null ) {
		server.on( { predicate: () => true }, { content: answer } );
	}
	server.on(
		{ predicate: ( request ) => lastOf( request )?.role === 'tool' },
		( request ) => ( {
			content: isFrench( textOf( request.messages.findLast( ( message ) => message.role === 'user' ) ) )
				? 'C’est fait : l’équipe va vous répondre ici.'
				: 'Done: the team will answer you here.',
		} )
	);
	server.on(
		{
			predicate: ( request ) => WANTS_A_PERSON.test( textOf( lastOf( request ) ) ) &&
				( request.tools ?? [] ).some( ( tool ) => tool.function?.name === 'send_support_email' ),
		},
		( request ) => ( {
			toolCalls: [ {
				name: 'send_support_email',
				arguments: JSON.stringify( { summary: textOf( lastOf( request ) ).slice( 0, 200 ), reason: 'asked' } ),
			} ],
		} )
	);
	server.on(
		{ predicate: () => true },
		( request ) => ( {
			content: isFrench( textOf( lastOf( request ) ) )
				? 'D’après les pages du site, voici ce que je peux vous dire [1]. Ceci est une réponse du **modèle factice**.'
				: 'From the site’s pages, this is what I can tell you [1]. This is an answer of the **mock model**.',
		} )
	);
	await server.start();
	return { url: `http://127.0.0.1:${ port }/v1`, server, stop: () => server.stop() };
}
