import { expect, type APIRequestContext } from '@playwright/test';
import { randomBytes } from 'node:crypto';

/** A visitor who talks to the REST routes, as the widget does. */
export class Visitor {
	private constructor( private readonly request: APIRequestContext, private readonly api: string, private readonly token: string ) {}

	/** A new visitor with a token of its own. */
	public static async arrives( request: APIRequestContext, siteUrl: string ): Promise< Visitor > {
		const api = `${ siteUrl }/wp-json/aaia-chatbot/v1`;
		const response = await request.post( `${ api }/session`, { data: {} } );
		expect( response.ok() ).toBe( true );
		return new Visitor( request, api, ( ( await response.json() ) as { token: string } ).token );
	}

	/** Sends a message and waits for the answer, or for a person. Answers the conversation's id. */
	public async says( text: string, conversation?: string ): Promise< string > {
		const message = { id: randomBytes( 16 ).toString( 'base64url' ), parts: [ { type: 'text', text } ] };
		const response = await this.request.post( `${ this.api }/chat`, {
			headers: { 'X-Aaia-Session': this.token, Accept: 'application/json' },
			data: { ...( conversation ? { id: conversation } : {} ), message, page: { url: 'https://site.test/delivery', title: 'Delivery' } },
		} );
		expect( [ 200, 202 ] ).toContain( response.status() );
		return ( ( await response.json() ) as { metadata: { conversation: string } } ).metadata.conversation;
	}

	/** Asks for a person by the button. */
	public async asksForPerson( conversation: string, details: { email?: string; message?: string } ): Promise< void > {
		const response = await this.request.post(
			`${ this.api }/chat/${ conversation }/handover`,
			{ headers: { 'X-Aaia-Session': this.token }, data: details }
		);
		expect( response.status() ).toBe( 202 );
	}

	/** Rates the newest answer. */
	public async rates( conversation: string, value: 'up' | 'down', comment: string ): Promise< void > {
		const headers = { 'X-Aaia-Session': this.token };
		const thread = await ( await this.request.get( `${ this.api }/chat/${ conversation }/messages`, { headers } ) ).json();
		const { items } = thread as { items: Array< { id: string; role: string } > };
		const answer = items.filter( ( { role } ) => role === 'assistant' ).at( -1 );
		const path = `${ this.api }/chat/${ conversation }/messages/${ answer?.id }/rating`;
		expect( ( await this.request.put( path, { headers, data: { value, comment } } ) ).status() ).toBe( 200 );
	}

	/** Shows staff that the visitor is typing. */
	public async types( conversation: string ): Promise< void > {
		await this.request.post( `${ this.api }/chat/${ conversation }/typing`, { headers: { 'X-Aaia-Session': this.token }, data: {} } );
	}

	/** What the visitor reads in a conversation. */
	public async reads( conversation: string ): Promise< string > {
		const response = await this.request.get(
			`${ this.api }/chat/${ conversation }/messages`,
			{ headers: { 'X-Aaia-Session': this.token } }
		);
		return JSON.stringify( await response.json() );
	}
}
