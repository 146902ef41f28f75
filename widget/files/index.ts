import type { Attachment, FilePart, WidgetConfig } from '../../src/wire/wire';
import type { FilesElement } from '../element';
import styles from './styles.css';

/*
 * Attached files, a script of its own: `aaia-file` shows one in a message, `aaia-attach` chooses, shows and sends those of the visitor.
 * The panel fetches it when the first of them is drawn, and gives each element what it draws (`of`). It is the same in every language:
 * its words come with the owner's settings. The visitor's token is in a header, never in an address: files are fetched, then shown from
 * memory.
 */

type Words = Record< string, string >;
type Settings = WidgetConfig[ 'files' ];
type Of = FilesElement[ 'of' ];

/** Pictures without a thumbnail are shown up to this size. Bytes. */
const SHOWN = 2_000_000;

const PICTURE = /^image\/(?:jpeg|png|gif|webp)$/;

const make = < Tag extends keyof HTMLElementTagNameMap >(
	tag: Tag,
	properties: object = {},
	...children: Array< Node | string >
): HTMLElementTagNameMap[ Tag ] => {
	const made = Object.assign( document.createElement( tag ), properties );
	made.append( ...children );
	return made;
};

const size = ( bytes: number ): string => {
	const [ value, unit ] = bytes < 1024 ** 2 ? [ bytes / 1024, 'kilobyte' ] : [ bytes / 1024 ** 2, 'megabyte' ];
	const language = document.documentElement.lang || undefined;
	return new Intl.NumberFormat( language, { style: 'unit', unit, maximumFractionDigits: 1 } ).format( value );
};

/** Lines of drawings, 24 by 24. */
const CLIP = 'm20 11-7.5 7.5a5 5 0 0 1-7-7l8-8a3.3 3.3 0 0 1 4.7 4.7l-8 8a1.7 1.7 0 0 1-2.4-2.4L15 6.8';
const SHEET = 'M14 3H7a1 1 0 0 0-1 1v16a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V7zm0 0v4h4M9 12h6M9 16h6';
const SPEAKER = 'M4 9.5v5h3.5L12 19V5L7.5 9.5zM16 9a4.5 4.5 0 0 1 0 6M18.5 6.5a8 8 0 0 1 0 11';

function drawing( lines: string ): SVGElement {
	const draw = ( name: string, attributes: Record< string, string > ): SVGElement => {
		const made = document.createElementNS( 'http://www.w3.org/2000/svg', name );
		Object.entries( attributes ).forEach( ( [ key, value ] ) => made.setAttribute( key, value ) );
		return made;
	};
	const look = { fill: 'none', stroke: 'currentColor', 'stroke-width': '1.8' };
	const svg = draw( 'svg', { viewBox: '0 0 24 24', width: '20', height: '20', ...look } );
	svg.setAttribute( 'aria-hidden', 'true' );
	svg.append( draw( 'path', { 'd': lines, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } ) );
	return svg;
}

/** A file's path below the routes' base, from its whole address in either form of WordPress's addresses. */
const pathOf = ( url: string ): string => decodeURIComponent( url ).replace( /^.*\/v1(?=\/chat\/)/, '' );

/** An element that is drawn when it has what it draws, whichever comes first: this script or the panel's call. */
abstract class Late extends HTMLElement {
	declare public of?: Of;
	#drawn: unknown;

	public connectedCallback(): void {
		// The panel gives it what it draws right after putting it into the page.
		queueMicrotask( () => {
			const [ what ] = this.of ?? [];
			if ( what && what !== this.#drawn ) {
				this.#drawn = what;
				const root = this.shadowRoot ?? this.attachShadow( { mode: 'open' } );
				const sheet = new CSSStyleSheet();
				sheet.replaceSync( styles );
				root.adoptedStyleSheets = [ sheet ];
				this.draw( root );
			}
		} );
	}

	protected abstract draw( root: ShadowRoot ): void;

	protected get words(): Words {
		return this.of?.[ 3 ]().config?.files.words ?? {};
	}

	protected async fetched( path: string ): Promise< string > {
		const response = await ( this.of as Of )[ 1 ].fetch( path, { accept: '*/*' } );
		if ( ! response.ok ) {
			throw new Error( String( response.status ) );
		}
		return URL.createObjectURL( await response.blob() );
	}
}

/** A file of a message: a picture that opens large, sound to listen to, or a name to download. */
class AaiaFile extends Late {
	protected override draw( root: ShadowRoot ): void {
		const part = this.of?.[ 0 ] as FilePart;
		const { size: bytes, thumbnail, width, height } = part.providerMetadata.aaia;
		const path = pathOf( part.url );
		const small = thumbnail ? `${ path }${ path.includes( '?' ) ? '&' : '?' }size=thumbnail` : path;
		if ( PICTURE.test( part.mediaType ) && ( thumbnail || bytes <= SHOWN ) ) {
			const image = make( 'img', { alt: part.filename, width: width ?? 240, height: height ?? 180 } );
			const enlarge = (): void => this.enlarge( path, part );
			const button = make( 'button', { type: 'button', className: 'picture', title: part.filename, onclick: enlarge }, image );
			button.setAttribute( 'aria-haspopup', 'dialog' );
			root.replaceChildren( button );
			this.fetched( small ).then( ( url ) => ( image.src = url ), () => this.row( root, part, path ) );
			return;
		}
		this.row( root, part, path );
	}

	/** Name and size; a click saves the file, or plays it. */
	private row( root: ShadowRoot, { filename, mediaType, providerMetadata }: FilePart, path: string ): void {
		const sound = mediaType.startsWith( 'audio/' );
		const problem = make( 'small', { role: 'alert' } );
		const button = make(
			'button',
			{
				type: 'button',
				className: 'row',
				onclick: () => {
					problem.textContent = '';
					this.fetched( path ).then( ( url ) => {
						if ( sound ) {
							const player = make( 'audio', { controls: true, autoplay: true, src: url } );
							player.setAttribute( 'aria-label', filename );
							button.replaceWith( make( 'bdi', {}, filename ), player );
						} else {
							make( 'a', { href: url, download: filename } ).click();
						}
					}, () => ( problem.textContent = this.words[ 'unread' ] ?? '' ) );
				},
			},
			drawing( sound ? SPEAKER : SHEET ),
			make( 'span', { className: 'unseen', textContent: `${ this.words[ sound ? 'listen' : 'download' ] ?? '' } ` } ),
			make( 'bdi', {}, filename ),
			make( 'small', {}, size( providerMetadata.aaia.size ) )
		);
		root.replaceChildren( button, problem );
	}

	/** The picture as large as the window allows. Escape and a click beside it close it. */
	private enlarge( path: string, { filename }: FilePart ): void {
		const close = make( 'button', { type: 'button', className: 'close', textContent: '✕', onclick: () => box.close() } );
		close.setAttribute( 'aria-label', this.words[ 'close' ] ?? '' );
		const image = make( 'img', { alt: filename } );
		const box: HTMLDialogElement = make( 'dialog', {
			onclick: ( { target }: Event ) => target === box && box.close(),
			onclose: () => box.remove(),
			// The panel would close with it.
			onkeydown: ( event: KeyboardEvent ) => event.stopPropagation(),
		}, close, image );
		box.setAttribute( 'aria-label', filename );
		this.shadowRoot?.append( box );
		box.showModal();
		this.fetched( path ).then( ( url ) => ( image.src = url ), () => image.replaceWith( this.words[ 'unread' ] ?? '' ) );
	}
}

/** What the visitor chose: not sent before a click says so. */
class AaiaAttach extends Late {
	#list = make( 'ul' );
	#actions = make( 'div', { className: 'actions', hidden: true } );
	#files: Array< { file: File; row: HTMLElement; note: HTMLElement } > = [];

	protected override draw( root: ShadowRoot ): void {
		const { accept, count } = this.of?.[ 0 ] as Settings;
		const { words } = this;
		const input: HTMLInputElement = make( 'input', {
			type: 'file', accept, multiple: count > 1, hidden: true,
			onchange: () => {
				this.add( [ ...input.files ?? [] ] );
				input.value = '';
			},
		} );
		const title = `${ words[ 'attach' ] }: ${ words[ 'hint' ] }`;
		const clip = make( 'button', { type: 'button', className: 'clip', onclick: () => input.click(), title } );
		clip.setAttribute( 'aria-label', clip.title );
		clip.append( drawing( CLIP ) );
		const send = make( 'button', { type: 'button', className: 'go', textContent: words[ 'send' ], onclick: () => void this.send( send ) } );
		this.#actions.replaceChildren( send );
		root.replaceChildren( clip, input, make( 'div', { className: 'chosen' }, this.#list, this.#actions ) );
		// What is chosen stands above the field.
		( this.parentElement as HTMLElement ).style.position = 'relative';
		const panel = this.closest< HTMLElement >( '.panel' );
		panel?.addEventListener( 'paste', ( { clipboardData } ) => {
			if ( this.isConnected && clipboardData && ! clipboardData.getData( 'text/plain' ) ) {
				this.add( [ ...clipboardData.files ] );
			}
		} );
		panel?.addEventListener( 'dragover', ( event ) => this.dragged( event ) && event.preventDefault() );
		panel?.addEventListener( 'drop', ( event ) => {
			if ( this.dragged( event ) ) {
				event.preventDefault();
				this.add( [ ...event.dataTransfer?.files ?? [] ] );
			}
		} );
	}

	private dragged( { dataTransfer }: DragEvent ): boolean {
		return this.isConnected && !! dataTransfer?.types.includes( 'Files' );
	}

	private add( files: File[] ): void {
		const { bytes, count } = this.of?.[ 0 ] as Settings;
		const { words } = this;
		files.forEach( ( file ) => {
			const problem = file.size === 0 ? 'empty' : file.size > bytes ? 'too_large' : this.#files.length >= count ? 'too_many' : '';
			const note = make( 'small', { textContent: problem ? words[ problem ] : size( file.size ), role: problem ? 'alert' : '' } );
			const drop = make( 'button', { type: 'button', textContent: '✕', onclick: () => this.discard( row ) } );
			drop.setAttribute( 'aria-label', `${ words[ 'remove' ] } ${ file.name }` );
			const row: HTMLElement = make( 'li', { className: problem && 'bad' }, make( 'bdi', {}, file.name ), note, drop );
			if ( PICTURE.test( file.type ) && ! problem ) {
				row.prepend( make( 'img', { alt: '', src: URL.createObjectURL( file ) } ) );
			}
			this.#list.append( row );
			if ( ! problem ) {
				this.#files.push( { file, row, note } );
			}
		} );
		this.#actions.hidden = ! this.#files.length;
	}

	private discard( row: HTMLElement ): void {
		row.remove();
		this.#files = this.#files.filter( ( one ) => one.row !== row );
		this.#actions.hidden = ! this.#files.length;
		this.shadowRoot?.querySelector< HTMLElement >( '.clip' )?.focus();
	}

	/** Uploads what was chosen; when all of it is there, sends it with what stands in the field. */
	private async send( button: HTMLButtonElement ): Promise< void > {
		const [ what, api, send, state ] = this.of as Of;
		const ids: string[] = [];
		button.disabled = true;
		for ( const { file, row, note } of this.#files ) {
			row.className = 'busy';
			const id = await this.upload( api, `${ ( what as Settings ).url }/${ state().conversation.id }/attachments`, file, note );
			row.className = id ? '' : 'bad';
			if ( id ) {
				ids.push( id );
			} else {
				// It may be no picture at all.
				row.querySelector( 'img' )?.remove();
			}
		}
		button.disabled = false;
		if ( ids.length && ids.length === this.#files.length ) {
			this.#list.replaceChildren();
			this.#files = [];
			this.#actions.hidden = true;
			// A panel of another build calls it otherwise: then the words stay in the field.
			send( state().draft ?? '', ids );
		}
	}

	/** Its id, or nothing: then the note says why. */
	private async upload( api: Of[ 1 ], url: string, file: File, note: HTMLElement ): Promise< string > {
		const body = new FormData();
		body.append( 'file', file, file.name );
		const post = (): Promise< Response | null > =>
			fetch( url, { method: 'POST', body, cache: 'no-store', headers: { 'X-Aaia-Session': api.token() } } ).catch( () => null );
		let response = await post();
		if ( response?.status === 401 ) {
			// Any question to the server renews a session that has ended.
			await api.json( '/session/updates' );
			response = await post();
		}
		const answer = ( await response?.json().catch( () => null ) ) as ( Attachment & { message?: string } ) | null | undefined;
		if ( response?.ok && answer ) {
			return answer.id;
		}
		note.setAttribute( 'role', 'alert' );
		note.textContent = answer?.message ?? this.words[ response?.status === 413 ? 'too_large' : 'failed' ] ?? '';
		return '';
	}
}

if ( ! customElements.get( 'aaia-file' ) ) {
	customElements.define( 'aaia-file', AaiaFile );
	customElements.define( 'aaia-attach', AaiaAttach );
}
