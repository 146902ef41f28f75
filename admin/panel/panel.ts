import { showUnread, unreadIn } from '../shared/unread';
import styles from './panel.css';

/** Time between two looks at the number of unread conversations, while the page is in front. Milliseconds. */
const PAUSE = 30_000;

/** Attributes that PHP prints for the script (AdminBarIcon). */
interface Directions {
	/** Address of the inbox alone. */
	aaiaPanel: string;
	/** Route that counts unread conversations, the nonce for it, and where to get a new one. */
	unread: string;
	nonce: string;
	renew: string;
	/** Words. */
	title: string;
	expand: string;
	close: string;
}

/**
 * Makes the chat icon of the admin bar open the inbox in a panel at the side, and keeps its number up to date.
 *
 * The inbox is in a frame, so that neither the theme's nor another plugin's styles and scripts meet ours. Where the browser keeps it from
 * being shown (wp-admin on another domain, or a server that forbids frames), the icon stays a link to the Conversations screen.
 */
export function attachPanel( icon: HTMLAnchorElement ): void {
	const directions = icon.querySelector< HTMLElement >( '[data-aaia-panel]' )?.dataset as Directions | undefined;
	if ( ! directions || typeof HTMLDialogElement === 'undefined' ) {
		return;
	}
	let panel: Panel | undefined;
	keepNumber( directions, () => panel?.dialog.open === true );
	if ( new URL( icon.href ).origin !== window.location.origin ) {
		return;
	}
	icon.setAttribute( 'aria-haspopup', 'dialog' );
	icon.addEventListener( 'click', ( event ) => {
		if ( ! event.ctrlKey && ! event.metaKey && ! event.shiftKey && ! event.altKey ) {
			event.preventDefault();
			panel ??= makePanel( icon, directions );
			panel.open();
		}
	} );
}

function add< K extends keyof HTMLElementTagNameMap >(
	to: Node,
	name: K,
	attributes: Readonly< Record< string, string > > = {}
): HTMLElementTagNameMap[ K ] {
	const element = document.createElement( name );
	Object.entries( attributes ).forEach( ( [ attribute, value ] ) => element.setAttribute( attribute, value ) );
	return to.appendChild( element );
}

/** Draws lines as an icon. */
function draw( into: Element, lines: string ): void {
	const svg = document.createElementNS( 'http://www.w3.org/2000/svg', 'svg' );
	svg.setAttribute( 'viewBox', '0 0 24 24' );
	svg.setAttribute( 'aria-hidden', 'true' );
	svg.appendChild( document.createElementNS( svg.namespaceURI, 'path' ) ).setAttribute( 'd', lines );
	into.append( svg );
}

interface Panel {
	dialog: HTMLDialogElement;
	open: () => void;
}

/** A modal dialog: the browser keeps the focus inside, ends it with Escape and lays it over everything. */
function makePanel( icon: HTMLAnchorElement, { aaiaPanel, title, expand, close }: Directions ): Panel {
	const root = add( document.body, 'div', { id: 'aaia-panel' } ).attachShadow( { mode: 'open' } );
	const sheet = new CSSStyleSheet();
	sheet.replaceSync( styles );
	root.adoptedStyleSheets = [ sheet ];
	const dialog = add( root, 'dialog', { 'aria-label': title, dir: getComputedStyle( document.documentElement ).direction } );
	const bar = add( dialog, 'header' );
	add( bar, 'strong' ).textContent = title;
	const full = add( bar, 'a', { href: icon.href, title: expand, 'aria-label': expand } );
	draw( full, 'M14 4h6v6M20 4l-7 7M10 20H4v-6M4 20l7-7' );
	const shut = add( bar, 'button', { type: 'button', title: close, 'aria-label': close } );
	draw( shut, 'M5 5l14 14M19 5L5 19' );
	const frame = add( dialog, 'iframe', { title, src: aaiaPanel } );

	const inside = (): Document | null => {
		try {
			return frame.contentDocument;
		} catch {
			return null;
		}
	};
	/** The inbox stops looking for news, and marks nothing as read, while nobody sees it. */
	const tell = (): unknown => inside()?.dispatchEvent( new Event( 'visibilitychange' ) );
	const end = (): void => dialog.close();

	frame.addEventListener( 'load', () => {
		if ( inside() === null ) {
			window.location.assign( icon.href );
			return;
		}
		dialog.classList.add( 'is-loaded' );
		if ( dialog.open ) {
			frame.contentWindow?.focus();
		}
	} );
	full.addEventListener( 'click', () => {
		// The conversation that is open in the panel is open there too.
		const address = new URL( inside()?.location.href ?? icon.href );
		address.searchParams.delete( 'aaia_panel' );
		full.href = address.href;
	} );
	shut.addEventListener( 'click', end );
	dialog.addEventListener( 'click', ( { target } ) => target === dialog && end() );
	dialog.addEventListener( 'aaia:close', end );
	dialog.addEventListener( 'close', () => {
		icon.setAttribute( 'aria-expanded', 'false' );
		icon.focus();
		tell();
	} );
	return {
		dialog,
		open: () => {
			dialog.showModal();
			icon.setAttribute( 'aria-expanded', 'true' );
			if ( dialog.classList.contains( 'is-loaded' ) ) {
				frame.contentWindow?.focus();
			}
			tell();
		},
	};
}

/** Asks for the number now and then while the page is in front and the panel, which knows it, is not open. */
function keepNumber( directions: Directions, open: () => boolean ): void {
	let { nonce } = directions;
	let timer = 0;
	let asked = Date.now();
	const look = async (): Promise< void > => {
		asked = Date.now();
		const ask = (): Promise< Response > =>
			fetch( directions.unread, { credentials: 'same-origin', headers: { 'X-WP-Nonce': nonce } } );
		let answer = await ask();
		if ( answer.status === 403 ) {
			const renewed = await fetch( directions.renew, { credentials: 'same-origin' } );
			if ( ! renewed.ok ) {
				return;
			}
			nonce = await renewed.text();
			answer = await ask();
		}
		if ( answer.ok ) {
			showUnread( document, unreadIn( await answer.json() ) );
		}
	};
	const plan = (): void => {
		window.clearTimeout( timer );
		if ( ! document.hidden ) {
			timer = window.setTimeout( () => {
				void ( open() ? Promise.resolve() : look() ).catch( () => undefined ).then( plan );
			}, Math.max( 0, asked + PAUSE - Date.now() ) + ( open() ? PAUSE : 0 ) );
		}
	};
	document.addEventListener( 'visibilitychange', plan );
	plan();
}
