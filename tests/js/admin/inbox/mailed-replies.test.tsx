import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { pageFacts } from '../../../../admin/data/page-facts';
import { AddressFact } from '../../../../admin/inbox/AddressFact';
import { MailState } from '../../../../admin/inbox/MailState';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import type { StaffConversation, StaffMail } from '../../../../src/wire/wire';
import { conversation, message } from '../builders';
import { fakeRoutes, refusal } from '../fake-routes';

const inbox = { dispatch: jest.fn(), nudge: jest.fn(), act: jest.fn() };
const as = ( visitor: Partial< StaffConversation[ 'visitor' ] > ): StaffConversation => {
	const known = conversation( { id: 'c1' } );
	return { ...known, visitor: { ...known.visitor, ...visitor } };
};
/** WordPress's client sends PATCH and DELETE as POST with a header. */
const NO_LINKS = { open_until: null, replies_mailed: true };

beforeEach( () => {
	jest.clearAllMocks();
	window.aaiaChatbotAdmin = { ...pageFacts(), can: { reply: true, delete: false, export: false, manage: false } };
} );

afterEach( () => {
	delete window.aaiaChatbotAdmin;
} );

async function details( visitor: Partial< StaffConversation[ 'visitor' ] > = {} ): Promise< string > {
	const { container } = render( <dl><AddressFact inbox={ inbox as unknown as Inbox } conversation={ as( visitor ) } /></dl> );
	await act( async () => undefined );
	return container.textContent ?? '';
}

describe( 'the visitor’s address in the details', () => {
	it( 'says whose word it is and what becomes of replies', async () => {
		fakeRoutes( () => NO_LINKS );
		expect( await details( { email: 'ana@example.net' } ) )
			.toMatch( /E-mail \(not verified\)ana@example.net Edit.*once they have confirmed it/ );
		expect( await details( { email: 'ana@example.net', email_verified: true } ) ).toBe( 'E-mail (verified)ana@example.net Edit' );
		expect( await details( { email: 'ana@example.net', email_entered: true } ) )
			.toBe( 'E-mail (entered by the team)ana@example.net Edit' );
	} );

	it( 'is entered in place; what is refused stays in the field with the reason', async () => {
		let refuses = true;
		const asked = fakeRoutes( ( { method } ) => {
			if ( method === 'POST' && refuses ) {
				throw refusal( 400, 'aaia_invalid_email', 'Type one e-mail address.' );
			}
			return method === 'POST' ? as( { email: 'ana@example.net', email_entered: true } ) : NO_LINKS;
		} );
		await details();
		fireEvent.click( screen.getByRole( 'button', { name: 'Add' } ) );
		const field = screen.getByLabelText( 'Visitor’s e-mail address' );
		fireEvent.change( field, { target: { value: 'ana' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		expect( ( await screen.findByRole( 'alert' ) ).textContent ).toBe( 'Type one e-mail address.' );
		expect( ( field as HTMLInputElement ).value ).toBe( 'ana' );

		refuses = false;
		fireEvent.change( field, { target: { value: 'ana@example.net' } } );
		fireEvent.click( screen.getByRole( 'button', { name: 'Save' } ) );
		await waitFor( () => expect( inbox.act ).toHaveBeenCalledTimes( 1 ) );
		expect( asked.filter( ( { method } ) => method === 'POST' ).map( ( { data } ) => data ) )
			.toEqual( [ { email: 'ana' }, { email: 'ana@example.net' } ] );
	} );

	it( 'shows until when a mailed link works, and revokes it', async () => {
		const until = { open_until: '2026-11-28T09:00:00Z', replies_mailed: true };
		const asked = fakeRoutes( ( { method } ) => method === 'POST' ? NO_LINKS : until );
		expect( await details( { email: 'ana@example.net', email_verified: true } ) ).toMatch( /E-mailed linkWorks until .*2026.* Revoke/ );
		fireEvent.click( screen.getByRole( 'button', { name: 'Revoke' } ) );
		await waitFor( () => expect( asked.map( ( { method } ) => method ) ).toContain( 'POST' ) );
		await waitFor( () => expect( screen.queryByText( 'E-mailed link' ) ).toBeNull() );
	} );
} );

describe( 'a mailed reply in the thread', () => {
	const shown = ( mail: StaffMail | null ): string => render(
		<MailState inbox={ inbox as unknown as Inbox } conversation="c1" message={ message( { id: 'm1', author: 'agent', mail } ) } />
	).container.textContent?.replace( /\s+/g, ' ' ).trim() ?? '';
	const mail = { recipient: 'ana@example.net', at: '2026-11-21T14:05:00Z', explanation: null, error: null };

	it( 'says to whom and when, or why not and what to do', () => {
		expect( shown( null ) ).toBe( '' );
		expect( shown( { ...mail, state: 'sent' } ) ).toMatch( /^Sent by e-mail to ana@example.net at \d/ );
		expect( shown( { ...mail, state: 'waiting' } ) ).toBe( 'Being sent by e-mail to ana@example.net…' );
		expect( shown( { ...mail, state: 'waiting', explanation: 'The server is away.' } ) )
			.toMatch( /Not yet sent .* tried again at .*\. The server is away\.$/ );
		expect( shown( { ...mail, state: 'failed', explanation: 'No such mailbox.' } ) )
			.toBe( 'Could not be delivered by e-mail to ana@example.net. No such mailbox. Correct the address in the details, or try again' );
	} );

	it( 'is tried again', async () => {
		const asked = fakeRoutes( () => message( { id: 'm1' } ) );
		shown( { ...mail, state: 'failed', explanation: 'No such mailbox.' } );
		fireEvent.click( screen.getByRole( 'button', { name: 'try again' } ) );
		await waitFor( () => expect( inbox.dispatch ).toHaveBeenCalledTimes( 1 ) );
		expect( asked[ 0 ] ).toMatchObject( { method: 'POST', path: '/aaia-chatbot/v1/conversations/c1/messages/m1/mail' } );
	} );
} );
