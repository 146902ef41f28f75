import { aConfig, CONVERSATION } from '../../tests/js/widget/builders';
import type { FilePart, WidgetConfig } from '../../src/wire/wire';
import type { FilesElement } from '../element';
import type { Api, Call } from '../panel/api';
import { initialState } from '../panel/state';

/** The elements of attached files, as the panel uses them: put into the page, then given what they draw. */

const FILES: WidgetConfig[ 'files' ] = {
	accept: '.jpg,.pdf',
	bytes: 1000,
	count: 2,
	url: 'https://s.example/wp-json/aaia-chatbot/v1/chat',
	words: {
		attach: 'Attach', hint: 'images', send: 'Send files', remove: 'Remove', empty: 'Empty.', too_large: 'Too large.', too_many: 'Too many.',
		failed: 'Not sent.', download: 'Download', listen: 'Listen', unread: 'Not loaded.', close: 'Close',
	},
};

let asked: string[] = [];
let sent: unknown[] = [];
let uploads: Array< { url: string; token: unknown; name: string } > = [];
let answer: () => Response = () => new Response();

const api = {
	fetch: ( path: string, call?: Call ) => {
		asked.push( `${ path } ${ call?.accept }` );
		return Promise.resolve( new Response( 'bytes' ) );
	},
	json: ( path: string ) => {
		asked.push( path );
		return Promise.resolve( { ok: true } );
	},
	token: () => 'secret',
} as unknown as Api;

/** As the panel does: the element is in the page before it knows what it draws. */
async function put( name: 'aaia-file' | 'aaia-attach', what: FilesElement[ 'of' ][ 0 ] ): Promise< ShadowRoot > {
	const panel = document.createElement( 'section' );
	panel.className = 'panel';
	const field = document.createElement( 'div' );
	panel.append( field );
	document.body.replaceChildren( panel );
	const node = document.createElement( name ) as FilesElement;
	field.append( node );
	const state = { ...initialState( CONVERSATION ), config: aConfig( { files: FILES } ), draft: 'And a word' };
	node.of = [ what, api, ( ...message ) => void sent.push( message ), () => state ];
	await Promise.resolve();
	return node.shadowRoot as ShadowRoot;
}

const part = ( filename: string, mediaType: string, more: object = {} ): FilePart => ( {
	type: 'file', filename, mediaType,
	url: `https://s.example/index.php?rest_route=/aaia-chatbot/v1/chat/${ CONVERSATION }/attachments/f1`,
	providerMetadata: { aaia: { id: 'f1', size: 5_000_000, width: 800, height: 600, thumbnail: true, ...more } },
} );
const file = ( name: string, size: number ): File => new File( [ new Uint8Array( size ) ], name, { type: 'application/pdf' } );
const settled = (): Promise< void > => new Promise( ( done ) => setTimeout( done, 20 ) );

function choose( root: ShadowRoot, ...files: File[] ): void {
	const drop = new Event( 'drop', { bubbles: true, cancelable: true } );
	Object.assign( drop, { dataTransfer: { types: [ 'Files' ], files } } );
	root.host.closest( '.panel' )?.dispatchEvent( drop );
	expect( drop.defaultPrevented ).toBe( true );
}
const rows = ( root: ShadowRoot ): unknown[] =>
	[ ...root.querySelectorAll( 'li' ) ].map( ( one ) => one.querySelector( 'small' )?.textContent );
const press = ( root: ShadowRoot ): void => root.querySelector< HTMLElement >( '.go' )?.click();

beforeAll( () => {
	CSSStyleSheet.prototype.replaceSync ??= () => undefined;
	require( './index' );
} );

beforeEach( () => {
	asked = [];
	sent = [];
	uploads = [];
	URL.createObjectURL = () => 'blob:here';
	answer = () => new Response( JSON.stringify( { id: `id${ uploads.length }` } ), { status: 201 } );
	window.fetch = ( async ( url: string, { headers, body }: RequestInit ) => {
		const token = ( headers as Record< string, string > )[ 'X-Aaia-Session' ];
		uploads.push( { url, token, name: ( ( body as FormData ).get( 'file' ) as File ).name } );
		return answer();
	} ) as typeof fetch;
} );

describe( 'a file of a message', () => {
	it( 'that is a picture is shown small, asked for with the token in a header and never in an address', async () => {
		const root = await put( 'aaia-file', part( 'tap.jpg', 'image/jpeg' ) );
		await settled();
		expect( root.querySelector( 'img' ) ).toMatchObject( { src: 'blob:here', alt: 'tap.jpg', width: 800 } );
		expect( asked ).toEqual( [ `/chat/${ CONVERSATION }/attachments/f1?size=thumbnail */*` ] );
	} );

	it( 'that is a large picture without a thumbnail, or anything else, is a name to download', async () => {
		const big = part( 'big.png', 'image/png', { thumbnail: false } );
		for ( const one of [ big, part( 'x.svg', 'image/svg+xml' ), part( 'a.pdf', 'application/pdf' ) ] ) {
			const root = await put( 'aaia-file', one );
			expect( root.querySelector( 'button' )?.textContent ).toContain( `Download ${ one.filename }` );
			expect( root.querySelector( 'img' ) ).toBeNull();
		}
		expect( asked ).toEqual( [] );
	} );

	it( 'that is sound plays where it stands', async () => {
		const root = await put( 'aaia-file', part( 'memo.mp3', 'audio/mpeg' ) );
		root.querySelector( 'button' )?.click();
		await settled();
		expect( root.querySelector( 'audio' )?.getAttribute( 'aria-label' ) ).toBe( 'memo.mp3' );
	} );
} );

describe( 'what a visitor attaches', () => {
	it( 'leaves only after a click, and goes with what stands in the field', async () => {
		const root = await put( 'aaia-attach', FILES );
		choose( root, file( 'a.pdf', 10 ), file( 'b.pdf', 20 ) );
		await settled();
		expect( uploads ).toEqual( [] );
		press( root );
		await settled();
		expect( uploads.map( ( { name } ) => name ) ).toEqual( [ 'a.pdf', 'b.pdf' ] );
		expect( uploads[ 0 ] ).toMatchObject( { url: `${ FILES.url }/${ CONVERSATION }/attachments`, token: 'secret' } );
		expect( sent ).toEqual( [ [ 'And a word', [ 'id1', 'id2' ] ] ] );
		expect( rows( root ) ).toEqual( [] );
	} );

	it( 'is refused before it leaves when it is empty, too large or too much', async () => {
		const root = await put( 'aaia-attach', FILES );
		choose( root, file( 'empty', 0 ), file( 'large', 1001 ), file( 'a', 1 ), file( 'b', 1 ), file( 'c', 1 ) );
		expect( rows( root ).filter( ( words ) => /\.$/.test( String( words ) ) ) ).toEqual( [ 'Empty.', 'Too large.', 'Too many.' ] );
		press( root );
		await settled();
		expect( uploads.map( ( { name } ) => name ) ).toEqual( [ 'a', 'b' ] );
	} );

	it( 'stays when the server refuses it, with the server’s words, and nothing is sent', async () => {
		const root = await put( 'aaia-attach', FILES );
		choose( root, file( 'x.php.jpg', 10 ) );
		answer = () => new Response( JSON.stringify( { message: 'Of no kind.' } ), { status: 415 } );
		press( root );
		await settled();
		expect( [ rows( root ), sent ] ).toEqual( [ [ 'Of no kind.' ], [] ] );
		answer = () => new Response( '<html>', { status: 413 } );
		press( root );
		await settled();
		expect( rows( root ) ).toEqual( [ 'Too large.' ] );
		root.querySelector< HTMLElement >( 'li button' )?.click();
		expect( rows( root ) ).toEqual( [] );
	} );

	it( 'is sent again once the session is renewed', async () => {
		const root = await put( 'aaia-attach', FILES );
		choose( root, file( 'a.pdf', 10 ) );
		answer = () => new Response( JSON.stringify( { id: 'a' } ), { status: uploads.length === 1 ? 401 : 201 } );
		press( root );
		await settled();
		expect( asked ).toEqual( [ '/session/updates' ] );
		expect( sent ).toEqual( [ [ 'And a word', [ 'a' ] ] ] );
	} );
} );
