import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { outbox } from '../../../../admin/data/outbox';
import { MessageFiles } from '../../../../admin/inbox/attachments/MessageFiles';
import { Composer } from '../../../../admin/inbox/Composer';
import { replyOutcome } from '../../../../admin/inbox/reply-outcome';
import type { Inbox } from '../../../../admin/inbox/use-inbox';
import type { Attachment, StaffAttachmentPart } from '../../../../src/wire/wire';
import { conversation, message } from '../builders';
import { fakeRoutes } from '../fake-routes';
import type { Asked } from '../fake-routes';

const inbox = { dispatch: jest.fn(), nudge: jest.fn() } as unknown as Inbox;
const about = conversation( { id: 'c1' } );
const LIMITS = { bytes: 1024 * 1024, count: 3, accept: '.jpg,.pdf', hint: 'images, PDF, up to 1 MB each', url: '/upload' };

let asked: Asked[] = [];
let uploads: FakeUpload[] = [];

/** An upload that a test answers. */
class FakeUpload {
	public upload: { onprogress?: ( event: object ) => void } = {};
	public onload: () => void = () => undefined;
	public onabort: () => void = () => undefined;
	public status = 0;
	public responseText = '';
	public name = '';
	public aborted = false;
	public open = jest.fn();
	public setRequestHeader = jest.fn();
	public abort(): void {
		this.aborted = true;
		this.onabort();
	}
	public send( body: FormData ): void {
		this.name = ( body.get( 'file' ) as File ).name;
		uploads.push( this );
	}
	public answers( status: number, data: unknown ): void {
		this.status = status;
		this.responseText = typeof data === 'string' ? data : JSON.stringify( data );
		act( () => this.onload() );
	}
}

const stored = ( id: string, more: Partial< Attachment > = {} ): Attachment => ( {
	id, name: `${ id }.pdf`, mime: 'application/pdf', size: 2048, width: null, height: null, thumbnail: false, ...more,
} );
const part = ( id: string, more: Partial< Attachment > = {} ): StaffAttachmentPart => ( { type: 'attachment', ...stored( id, more ) } );
const file = ( name: string, size = 2000 ): File => new File( [ new Uint8Array( size ) ], name, { type: 'application/pdf' } );
const sent = (): unknown[] => asked.filter( ( { path } ) => path.endsWith( '/c1/messages' ) ).map( ( { data } ) => data );

async function compose(): Promise< HTMLTextAreaElement > {
	const thread = { items: [ message( { id: 'm1' } ) ], activity: [], earlier: false, phase: 'ready' } as const;
	const { unmount } = render(
		<section className="aaia-thread"><Composer inbox={ inbox } conversation={ about } thread={ thread } name="Ana" /></section>
	);
	leave = unmount;
	await screen.findByRole( 'button', { name: /Attach files/ } );
	return screen.getByRole< HTMLTextAreaElement >( 'textbox' );
}

let leave: () => void = () => undefined;

const drop = ( ...files: File[] ): boolean =>
	fireEvent.drop( screen.getByRole( 'textbox' ), { dataTransfer: { types: [ 'Files' ], files } } );
const chips = (): HTMLElement[] => within( screen.getByRole( 'list', { name: 'Attached files' } ) ).queryAllByRole( 'listitem' );

beforeEach( () => {
	localStorage.clear();
	uploads = [];
	window.XMLHttpRequest = FakeUpload as unknown as typeof XMLHttpRequest;
	URL.createObjectURL = jest.fn( () => 'blob:here' );
	URL.revokeObjectURL = jest.fn();
	outbox.takeBack( 'c1' );
	outbox.start( replyOutcome( inbox ) );
	asked = fakeRoutes( ( { path } ) =>
		path === '/aaia-chatbot/v1/attachments'
			? LIMITS
			: path.endsWith( '/attachments/a' )
			? { deleted: true }
			: { message: message( { id: 'm2', author: 'agent' } ), conversation: about }
	);
} );

describe( 'files in the composer', () => {
	it( 'are dropped, uploaded and named in the reply, which waits for them', async () => {
		const field = await compose();
		fireEvent.change( field, { target: { value: 'Here' } } );
		drop( file( 'a.pdf' ), file( 'b.pdf' ) );
		expect( uploads.map( ( { name } ) => name ) ).toEqual( [ 'a.pdf', 'b.pdf' ] );
		// Problems come in the language of the person, not of the site.
		expect( uploads[ 0 ]?.open ).toHaveBeenCalledWith( 'POST', expect.stringMatching( /[?&]_locale=user$/ ) );
		uploads[ 0 ]?.answers( 201, stored( 'a' ) );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( sent() ).toEqual( [] );
		expect( screen.getByText( 'It is sent as soon as its files are there.' ) ).toBeTruthy();
		uploads[ 1 ]?.answers( 201, stored( 'b' ) );
		await waitFor( () => expect( sent() ).toHaveLength( 1 ) );
		expect( sent()[ 0 ] ).toMatchObject( { text: 'Here', attachments: [ 'a', 'b' ] } );
		expect( screen.queryByRole( 'list', { name: 'Attached files' } ) ).toBeNull();
	} );

	it( 'are sent without words', async () => {
		const field = await compose();
		expect( screen.getByRole( 'button', { name: 'Send' } ).getAttribute( 'aria-disabled' ) ).toBe( 'true' );
		drop( file( 'a.pdf' ) );
		uploads[ 0 ]?.answers( 201, stored( 'a' ) );
		fireEvent.keyDown( field, { key: 'Enter' } );
		await waitFor( () => expect( sent()[ 0 ] ).toMatchObject( { text: '', attachments: [ 'a' ] } ) );
	} );

	it( 'that are too large, empty or too many are refused before they leave', async () => {
		const field = await compose();
		drop( file( 'huge.pdf', 1024 * 1024 + 1 ), file( 'empty.pdf', 0 ) );
		expect( uploads ).toEqual( [] );
		expect( chips().map( ( one ) => one.textContent ) ).toEqual( [
			'huge.pdfThis file is too large. Files can have up to 1 MB.',
			'empty.pdfThis file is empty.',
		] );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( screen.getByText( 'A file could not be attached. Remove it, then send.' ) ).toBeTruthy();
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove huge.pdf' } ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove empty.pdf' } ) );
		drop( file( '1.pdf' ), file( '2.pdf' ), file( '3.pdf' ), file( '4.pdf' ) );
		expect( uploads ).toHaveLength( 3 );
		expect( chips()[ 3 ]?.textContent ).toContain( 'At most 3 files fit in one message.' );
	} );

	it( 'that the server refuses stand there with its sentence, and nothing is sent', async () => {
		const field = await compose();
		drop( file( 'x.php.jpg' ), file( 'b.pdf' ) );
		fireEvent.keyDown( field, { key: 'Enter' } );
		uploads[ 0 ]?.answers( 415, { code: 'aaia_file_refused', message: 'This file’s content is of no kind', data: { status: 415 } } );
		uploads[ 1 ]?.answers( 413, '<html>413 Request Entity Too Large</html>' );
		await waitFor( () => expect( screen.getAllByRole( 'alert' ).map( ( one ) => one.textContent ) ).toEqual( [
			'A file could not be attached. Remove it, then send.',
			'This file’s content is of no kind',
			'This file is too large for the server.',
		] ) );
		expect( sent() ).toEqual( [] );
	} );

	it( 'are pasted; a picture beside words is not', async () => {
		const field = await compose();
		const paste = ( text: string ): boolean =>
			fireEvent.paste( field, { clipboardData: { files: [ file( 'image.png' ) ], getData: () => text } } );
		paste( 'cells of a spreadsheet' );
		expect( uploads ).toHaveLength( 0 );
		paste( '' );
		expect( uploads ).toHaveLength( 1 );
	} );

	it( 'stay in the draft, come back with a reply that is taken back, and are removed from the server', async () => {
		window.aaiaChatbotAdmin = { preferences: { enter_sends: true, undo_send: true } } as NonNullable< Window[ 'aaiaChatbotAdmin' ] >;
		let field = await compose();
		drop( file( 'a.pdf' ) );
		uploads[ 0 ]?.answers( 201, stored( 'a' ) );
		await waitFor( () => expect( localStorage.getItem( 'aaia-draft:0:c1' ) ).toContain( 'a.pdf' ) );
		leave();
		field = await compose();
		expect( chips() ).toHaveLength( 1 );
		fireEvent.keyDown( field, { key: 'Enter' } );
		expect( screen.getByText( '📎 a.pdf' ) ).toBeTruthy();
		fireEvent.click( screen.getByRole( 'button', { name: 'Undo' } ) );
		await waitFor( () => expect( chips() ).toHaveLength( 1 ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove a.pdf' } ) );
		expect( asked.at( -1 )?.path ).toBe( '/aaia-chatbot/v1/attachments/a' );
		await waitFor( () => expect( localStorage.getItem( 'aaia-draft:0:c1' ) ).toBeNull() );
		delete window.aaiaChatbotAdmin;
	} );

	it( 'on their way stop when they are removed', async () => {
		await compose();
		drop( file( 'a.pdf' ) );
		fireEvent.click( screen.getByRole( 'button', { name: 'Remove a.pdf' } ) );
		expect( uploads[ 0 ]?.aborted ).toBe( true );
		expect( screen.queryByRole( 'list', { name: 'Attached files' } ) ).toBeNull();
	} );
} );

describe( 'files of a message', () => {
	beforeEach( () => {
		asked = fakeRoutes( () => new Response( 'bytes' ) );
	} );

	it( 'show pictures, which open large and turn with the arrow keys, and rows for the others', async () => {
		const picture = { mime: 'image/jpeg', width: 800, height: 600, thumbnail: true };
		render(
			<MessageFiles files={ [ part( 'p', { ...picture, name: 'one.jpg' } ), part( 'q', { ...picture, name: 'two.jpg' } ), part( 'doc' ) ] } />
		);
		expect( screen.getByText( 'doc.pdf' ).parentElement?.textContent ).toBe( 'doc.pdf2 KB' );
		fireEvent.click( screen.getByRole( 'button', { name: 'Open one.jpg' } ) );
		const dialog = screen.getByRole( 'dialog', { name: 'one.jpg' } );
		expect( dialog.textContent ).toContain( '1 of 2' );
		fireEvent.keyDown( dialog, { key: 'ArrowRight' } );
		await waitFor( () => expect( screen.getByRole( 'dialog', { name: 'two.jpg' } ) ).toBeTruthy() );
		const paths = asked.map( ( { path } ) => path );
		expect( paths ).toContain( '/aaia-chatbot/v1/attachments/p?size=thumbnail' );
		expect( paths ).toContain( '/aaia-chatbot/v1/attachments/q' );
	} );

	it( 'load sound only when somebody listens', async () => {
		render( <MessageFiles files={ [ part( 'sound', { mime: 'audio/mpeg', name: 'memo.mp3' } ) ] } /> );
		expect( asked ).toEqual( [] );
		fireEvent.click( screen.getByRole( 'button', { name: 'Listen' } ) );
		await waitFor( () => expect( screen.getByLabelText( 'memo.mp3' ).getAttribute( 'src' ) ).toBe( 'blob:here' ) );
	} );
} );
