import type { ChatbotElementClass, Mount, PanelHandle } from '../element';
import css from './launcher.css';

/*
 * The one script on every page: the button. It fetches nothing and stores nothing until the visitor uses it; only a browser that holds a
 * conversation with a person, or in which the panel was open on the page before, loads the panel by itself; so does a mailed link.
 *
 * Attributes: api, panel (address of the panel's script in the visitor's language), locale, position, color, label, label-close, inline;
 * failure, contact, retry (what a visitor reads when the panel cannot be loaded). `aside` is set here.
 */

/** The element's name, and that of the Trusted Types policy. */
const NAME = 'aaia-chatbot';

/** How the fragment of a mailed link begins. The panel reads it. */
const LINK = '#aaia=';

/** How long a visitor waits for the panel's script before being told that it does not come. Milliseconds. */
const PATIENCE = 15_000;

/**
 * The absolute address of one of the widget's scripts (`…/widget/NAME.js?ver=…`), or of the route that makes the panel in a site's own
 * words (`…/widget/panel?locale=…`, `…index.php?rest_route=…%2Fwidget%2Fpanel&locale=…`). No other query: a REST route would wrap its
 * answer in a script for `_jsonp`. First the origin.
 */
const OURS = /^(\w+:..[^/]+\/)[^?#]*(p\?r[^&#]*)?widget[/%][\w-]+(\.js)?(.([lv]\w+=)?\w*)?$/;

const script = document.currentScript as HTMLScriptElement | null;

interface ScriptUrls {
	createScriptURL: ( address: string ) => string;
}

/** TypeScript's own library does not know Trusted Types. */
interface TrustedWindow {
	trustedTypes?: { createPolicy: ( name: string, rules: ScriptUrls ) => ScriptUrls };
}

/**
 * Lets through the addresses of our own scripts, on the page's host or the launcher's. The address stands in an attribute, so without this
 * whoever can write an element into a page could run any script in spite of the page's content security policy.
 */
const rules: ScriptUrls = {
	createScriptURL: ( address ) =>
		[ document.URL, script?.src ].some( ( known ) => known?.startsWith( OURS.exec( address )?.[ 1 ] as string ) ) ? address : '',
};
let policy: ScriptUrls | undefined;

const make = < Tag extends keyof HTMLElementTagNameMap >( tag: Tag, properties?: object ): HTMLElementTagNameMap[ Tag ] =>
	Object.assign( document.createElement( tag ), properties );

/** A plain script needs no permission of the host it comes from. With the launcher's nonce it may run wherever the launcher may. */
const load = ( address: string ): Promise< unknown > => new Promise( ( loaded, failed ) => {
	policy ??= ( self as TrustedWindow ).trustedTypes?.createPolicy( NAME, rules ) ?? rules;
	document.head.append( make( 'script', {
		src: policy.createScriptURL( address ), nonce: script?.nonce, onload: loaded, onerror: failed,
	} ) );
	setTimeout( failed, PATIENCE );
} );

/** The page's first chat of a site, in its text or anywhere. */
const find = ( kind: string, api: string | null ): Element | null =>
	document.querySelector( NAME + kind + `[api="${ api }"]` );

/** The chat in the corner steps aside for one of the same site in the page's text, as long as that stands there. */
const arrange = (): void => document.querySelectorAll( NAME + ':not([inline])' )
	.forEach( ( chat ) => chat.toggleAttribute( 'aside', find( '[inline]', chat.getAttribute( 'api' ) ) as unknown as boolean ) );

class ChatbotElement extends HTMLElement {
	declare public static mount?: Mount;
	declare public open: () => void;
	declare public close: () => void;
	declare public send: ( words: string ) => void;

	public connectedCallback(): void {
		arrange();
		if ( this.shadowRoot ) {
			return;
		}
		const text = ( name: string ): string => this.getAttribute( name ) ?? '';
		const root = this.attachShadow( { mode: 'open' } );
		const sheet = new CSSStyleSheet();
		const label = text( 'label' ) || 'Chat';
		const contact = text( 'contact' );
		const button = make( 'button', {
			part: 'launcher', textContent: this.hasAttribute( 'inline' ) ? label : '', onclick: () => ask( 'toggle' ),
		} );
		const again = make( 'button', { textContent: text( 'retry' ) || label } );
		const box = make( 'dialog', { textContent: text( 'failure' ) || 'Chat not loaded.', onclick: () => box.close() } );
		const set = ( name: string, value: unknown ): void => button.setAttribute( name, value as string );
		const [ color ] = /^#[\da-f]{6}$/i.exec( text( 'color' ) ) ?? [ '#3858e9' ];
		const rgb = +color.replace( '#', '0x' );
		// Black or white, whichever reads better on the colour. Relative luminance of WCAG 2 with a plain 2.2 gamma.
		const light = 3 * ( rgb >> 16 ) ** 2.2 + 10 * ( rgb >> 8 & 255 ) ** 2.2 + ( rgb & 255 ) ** 2.2 > 5e5;
		let panel: Promise< PanelHandle > | null | undefined;

		/**
		 * Loads the panel, then calls a method of it, if one is given. When the panel cannot be loaded, shows a sentence with another way
		 * to get in touch, and a button that tries again.
		 */
		const ask = async ( method: keyof PanelHandle | undefined, value?: unknown ): Promise< void > => {
			set( 'aria-busy', true );
			try {
				panel ??= load( text( 'panel' ) )
					.then( () => ( ChatbotElement.mount as Mount )( this, root, button, load ) );
				( ( await panel )[ method as 'open' ] as ( ( value: unknown ) => void ) | undefined )?.( value );
			} catch {
				panel = null;
				again.onclick = () => ask( method, value );
				void ( value === false || box.open || box.showModal() );
			}
			set( 'aria-busy', false );
		};
		this.open = () => ask( 'open' );
		this.send = ( words ) => ask( 'send', words );
		this.close = () => panel && ask( 'close', false );

		sheet.replaceSync( `:host{--aaia-color:${ color };--aaia-ink:${ light ? '#000' : '#fff' }}${ css }` );
		root.adoptedStyleSheets = [ sheet ];
		box.append( contact && make( 'a', { href: contact, textContent: contact.replace( 'mailto:', '' ) } ), again );
		root.append( button, box );
		set( 'aria-label', label );
		try {
			const key = NAME + ':' + text( 'api' );
			const linked = document.URL.includes( LINK );
			const open = linked || sessionStorage[ key + ':open' ];
			if ( open || localStorage[ key ].includes( '"watch":t' ) ) {
				void ask( open && 'open', linked );
			}
		} catch {
			// There is nothing to come back to, or storage is blocked.
		}
	}

	public disconnectedCallback(): void {
		arrange();
	}
}

if ( ! customElements.get( NAME ) ) {
	customElements.define( NAME, ChatbotElement satisfies ChatbotElementClass );
}
const dataset = script?.dataset;
if ( dataset?.[ 'api' ] && ! find( '', dataset[ 'api' ] ) ) {
	const element = make( NAME as 'div' );
	for ( const name in dataset ) {
		element.setAttribute( name.replace( /[A-Z]/g, '-$&' ), dataset[ name ] as string );
	}
	document.body.append( element );
}
