/** @jsxImportSource preact */
import { Component, Fragment, render } from 'preact';
import { jsx } from 'preact/jsx-runtime';
import { direction, languageTag } from '../../src/i18n/direction';
import { __, sprintf } from '../../src/i18n/texts';
import type { ChatbotElementClass, LoadScript, PanelHandle } from '../element';
import { Panel } from './components/Panel';
import { createController } from './controller';
import type { Controller } from './controller';
import { failureText } from './failure-text';
import { markdownReader } from './markdown-reader';
import { moreParts } from './more-parts';
import { numberOf } from './number-of';
import { pageIsDark } from './page-is-dark';
import { CHAT } from './state';
import type { PanelState } from './state';
import formStyles from './styles/forms.css';
import frameStyles from './styles/frame.css';
import messageStyles from './styles/messages.css';

/** The panel covers the window when there is no room beside it: phones, and screens zoomed to 200 % and more. */
const FULL = '(max-width: 480px), (max-height: 480px)';

/** One chat element of the page. */
interface View {
	host: HTMLElement;
	/** Its panel is shown. */
	open: boolean;
	changed: () => void;
}

/** A conversation on this page. Every element of the same site draws it, so it is read, asked for and announced once. */
interface Chat {
	controller: Controller;
	views: View[];
	/** The one used last: it announces, and shows the steps that ask for something. */
	active: View;
}

const chats = new Map< string, Chat >();

/** In the order of their first use. */
const hosts: HTMLElement[] = [];

/** Whether the element stands in the page and has not stepped aside for another. */
const stands = ( host: HTMLElement ): boolean => host.isConnected && ! host.hasAttribute( 'aside' );

function tell( { host }: View, name: string, detail: Record< string, unknown > = {} ): void {
	host.dispatchEvent( new CustomEvent( `aaia:${ name }`, { detail, bubbles: true, composed: true } ) );
}

/** Elements that left the page are closed, and the controller is told whether anybody looks. */
function settle( chat: Chat ): void {
	const { controller, views, active } = chat;
	views.forEach( ( view ) => {
		view.open &&= stands( view.host );
	} );
	const shown = views.find( ( view ) => view.open );
	chat.active = active.open ? active : shown ?? active;
	if ( controller.state().open !== !! shown ) {
		controller[ shown ? 'open' : 'close' ]();
	}
}

/** Another element takes its turn. What was announced so far is not announced again by it. */
function activate( chat: Chat, view: View ): void {
	if ( chat.active !== view ) {
		chat.active = view;
		chat.controller.hush();
	}
}

/** Draws the panel in the element's shadow root and joins it to the launcher's button. */
function mount( host: HTMLElement, root: ShadowRoot, button: HTMLButtonElement, load: LoadScript ): PanelHandle {
	const api = ( host.getAttribute( 'api' ) ?? '' ).replace( /\/$/, '' );
	const locale = host.getAttribute( 'locale' ) || 'en_US';
	const inline = host.hasAttribute( 'inline' );
	const sheet = new CSSStyleSheet();
	root.adoptedStyleSheets = [ ...root.adoptedStyleSheets, sheet ];
	const box = document.createElement( 'div' );
	box.className = 'box';
	root.append( box );
	const full = matchMedia( FULL );
	const dark = matchMedia( '(prefers-color-scheme: dark)' );
	const label = button.getAttribute( 'aria-label' ) ?? '';
	let frame = 0;
	let styled: string | undefined;
	const view: View = { host, open: false, changed };
	hosts.push( host );

	function draw(): void {
		cancelAnimationFrame( frame );
		clearTimeout( frame );
		const { controller } = chat;
		const quiet = view !== chat.active;
		const state = { ...controller.state(), open: view.open, ...( quiet && { announcement: '', view: CHAT } ) };
		const scheme = state.config?.appearance.scheme;
		const focused = root.activeElement;
		const styles = markdownReader().styles + ( moreParts()?.styles ?? '' );
		if ( styles !== styled ) {
			sheet.replaceSync( frameStyles + messageStyles + formStyles + ( styled = styles ) );
		}
		drawButton( state );
		render(
			<Panel
				id="aaia"
				state={ state }
				controller={ { ...controller, close, loadMore: () => controller.loadMore().then( draw ) } }
				inline={ inline }
				full={ full.matches }
				dark={ scheme === 'dark' || ( scheme === 'auto' && pageIsDark( dark.matches ) ) }
				base={ api }
				language={ languageTag( locale ) }
				direction={ direction( locale ) }
				number={ numberOf( hosts.filter( stands ).indexOf( host ) ) }
				quiet={ quiet }
			/>,
			box
		);
		if ( focused && ! root.activeElement && state.open ) {
			// What had the keyboard is gone.
			focusField();
		}
	}

	/** On touch screens the field would bring up the keyboard over the messages. */
	function focusField(): void {
		root.querySelector< HTMLElement >( matchMedia( '(pointer: fine)' ).matches ? '.write' : '.panel' )?.focus( { preventScroll: inline } );
	}

	/** The button shows what a click on it does, and how many messages wait. */
	function drawButton( { open, unread }: PanelState ): void {
		const badge = root.querySelector( '.badge' );
		if ( inline ) {
			button.hidden = open;
			return;
		}
		const name = open ? host.getAttribute( 'label-close' ) || __( 'Close', 'aaia-chatbot' ) : label;
		button.setAttribute( 'aria-expanded', String( open ) );
		button.setAttribute(
			'aria-label',
			unread
				? `${ name } (${ sprintf( /* translators: %d: number of messages. */ __( 'new messages: %d', 'aaia-chatbot' ), unread ) })`
				: name
		);
		// On the host, so that the page's own style sheet can see it.
		host.toggleAttribute( 'opened', open );
		badge?.remove();
		if ( unread ) {
			const made = document.createElement( 'span' );
			made.className = 'badge';
			made.setAttribute( 'part', 'badge' );
			made.textContent = String( Math.min( unread, 99 ) );
			button.append( made );
		}
	}

	/** Many changes in one frame are drawn once. A hidden tab has no frames. */
	function changed(): void {
		cancelAnimationFrame( frame );
		clearTimeout( frame );
		frame = document.hidden ? window.setTimeout( draw, 50 ) : requestAnimationFrame( draw );
	}

	const chat: Chat = chats.get( api ) ?? {
		views: [],
		active: view,
		controller: createController( {
			api, locale, panel: host.getAttribute( 'panel' ) ?? '', load,
			changed: () => {
				settle( chat );
				chat.views.forEach( ( { changed: redraw } ) => redraw() );
			},
			emit: ( name, detail ) => tell( chat.active, name, detail ),
		} ),
	};
	chats.set( api, chat );
	chat.views.push( view );
	draw();
	full.onchange = dark.onchange = changed;
	const screen = window.visualViewport;

	/** Keeps a panel that covers the window above the on-screen keyboard. A view that is zoomed in by hand is left alone. */
	function fit(): void {
		const { height = 0, offsetTop = 0, scale = 2 } = screen ?? {};
		box.style.setProperty( '--free', scale > 1 ? '100dvh' : `${ height }px` );
		box.style.setProperty( '--top', scale > 1 ? '0' : `${ offsetTop }px` );
	}
	screen?.addEventListener( 'resize', fit );
	screen?.addEventListener( 'scroll', fit );

	/** Whoever opens a panel by hand uses it; one that comes back after a page change waits for its turn. */
	function open( focus = true ): void {
		if ( ! view.open && stands( host ) ) {
			view.open = true;
			settle( chat );
			tell( view, 'open' );
		}
		if ( focus ) {
			activate( chat, view );
		}
		draw();
		if ( focus ) {
			focusField();
		}
	}

	/** The keyboard goes back to where it came from. */
	function close(): void {
		if ( view.open ) {
			view.open = false;
			chat.controller.hush();
			draw();
			button.focus();
			tell( view, 'close' );
		}
	}
	root.addEventListener( 'focusin', () => view.open && activate( chat, view ) );

	return {
		open,
		close,
		toggle: () => ( view.open ? close() : open() ),
		send( text ) {
			open();
			chat.controller.send( text );
		},
	};
}

const element = customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined;
if ( element ) {
	// Two elements that load this script at once share what the first has.
	element.kit ??= { build: BUILD, jsx, Fragment, Component, failureText };
	element.mount ??= mount;
}
