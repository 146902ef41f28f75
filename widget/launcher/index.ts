import type { ChatbotElementClass, Mount, PanelHandle } from '../element';
import css from './launcher.css';

/*
 * The one script on every page: the button. It fetches nothing and stores nothing until the visitor uses it; only a browser that holds a
 * conversation with a person, or in which the panel was open on the page before, loads the panel by itself.
 *
 * Attributes: api, panel (address of the panel's script in the visitor's language), locale, position, color, label, label-close, inline.
 */

const NAME = 'aaia-chatbot';
const BUBBLE = 'M4 12a8 8 0 1 1 3.5 6.6L4 20l1-3.9A8 8 0 0 1 4 12ZM9 12h.01M12 12h.01M15 12h.01';
const SVG = 'http://www.w3.org/2000/svg';

/** Black or white, whichever reads better on the colour. Relative luminance of WCAG 2 with a plain 2.2 gamma. */
function ink( color: string ): string {
	const [ red = 0, green = 0, blue = 0 ] = [ 1, 3, 5 ].map( ( at ) => ( parseInt( color.slice( at, at + 2 ), 16 ) / 255 ) ** 2.2 );
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? '#000' : '#fff';
}

class ChatbotElement extends HTMLElement {
	public static mount?: Mount;
	#panel?: Promise< PanelHandle > | undefined;

	public connectedCallback(): void {
		if ( this.shadowRoot ) {
			return;
		}
		const root = this.attachShadow( { mode: 'open' } );
		const sheet = new CSSStyleSheet();
		const given = this.getAttribute( 'color' ) ?? '';
		const color = /^#[\da-f]{6}$/i.test( given ) ? given : '#3858e9';
		sheet.replaceSync( `:host{--aaia-color:${ color };--aaia-ink:${ ink( color ) }}${ css }` );
		root.adoptedStyleSheets = [ sheet ];
		const button = document.createElement( 'button' );
		const icon = document.createElementNS( SVG, 'svg' );
		const path = document.createElementNS( SVG, 'path' );
		const label = this.getAttribute( 'label' ) || 'Chat';
		button.className = 'b';
		button.setAttribute( 'part', 'launcher' );
		icon.setAttribute( 'viewBox', '0 0 24 24' );
		icon.setAttribute( 'aria-hidden', 'true' );
		path.setAttribute( 'd', BUBBLE );
		icon.append( path );
		button.append( icon );
		if ( this.hasAttribute( 'inline' ) ) {
			button.append( label );
		} else {
			button.setAttribute( 'aria-label', label );
			button.setAttribute( 'aria-expanded', 'false' );
		}
		button.onclick = () => this.#use( ( panel ) => ( panel.isOpen() ? panel.close() : panel.open() ) );
		root.append( button );
		try {
			const key = `${ NAME }:${ this.getAttribute( 'api' ) ?? '' }`;
			const open = sessionStorage.getItem( `${ key }:open` );
			if ( open || JSON.parse( localStorage.getItem( key ) ?? '{}' ).watch ) {
				this.#use( ( panel ) => open && panel.open( false ) );
			}
		} catch {
			// Storage is blocked: there is nothing to come back to.
		}
	}

	public open(): void {
		this.#use( ( panel ) => panel.open() );
	}

	public close(): void {
		void this.#panel?.then( ( panel ) => panel.close() );
	}

	public send( text: string ): void {
		this.#use( ( panel ) => panel.send( text ) );
	}

	/** A panel that cannot be loaded leaves the button as it was, ready for another try. */
	#use( action: ( panel: PanelHandle ) => void ): void {
		this.#load().then( action, () => 0 );
	}

	/** Loads the panel once; after a failure the next use tries again. A plain script needs no permission of the host it comes from. */
	#load(): Promise< PanelHandle > {
		const root = this.shadowRoot as ShadowRoot;
		const button = root.querySelector( 'button' ) as HTMLButtonElement;
		button.setAttribute( 'aria-busy', 'true' );
		const done = (): void => button.removeAttribute( 'aria-busy' );
		this.#panel ??= new Promise< void >( ( loaded, failed ) => {
			if ( ChatbotElement.mount ) {
				return loaded();
			}
			const script = document.createElement( 'script' );
			script.src = this.getAttribute( 'panel' ) ?? '';
			script.onload = () => loaded();
			script.onerror = failed;
			document.head.append( script );
		} ).then( () => ( ChatbotElement.mount as Mount )( this, root, button ) );
		this.#panel.then( done, () => {
			this.#panel = undefined;
			done();
		} );
		return this.#panel;
	}
}

if ( ! customElements.get( NAME ) ) {
	customElements.define( NAME, ChatbotElement satisfies ChatbotElementClass );
	const { dataset } = ( document.currentScript ?? {} ) as Partial< HTMLScriptElement >;
	if ( dataset?.[ 'api' ] ) {
		const element = document.createElement( NAME );
		Object.entries( dataset ).forEach( ( [ name, value ] ) => element.setAttribute( name.replace( /[A-Z]/g, '-$&' ), value ?? '' ) );
		document.body.append( element );
	}
}
