/** @jsxImportSource preact */
import { render } from 'preact';
import { direction, languageTag } from '../../src/i18n/direction';
import { __, sprintf } from '../../src/i18n/texts';
import type { ChatbotElementClass, PanelHandle } from '../element';
import { Panel } from './components/Panel';
import { createController } from './controller';
import { markdownReader } from './markdown-reader';
import type { PanelState } from './state';
import formStyles from './styles/forms.css';
import frameStyles from './styles/frame.css';
import messageStyles from './styles/messages.css';

/** The panel covers the window when there is no room beside it: phones, and screens zoomed to 200 % and more. */
const FULL = '(max-width: 480px), (max-height: 480px)';

/** Draws the panel in the element's shadow root and joins it to the launcher's button. */
function mount( host: HTMLElement, root: ShadowRoot, button: HTMLButtonElement ): PanelHandle {
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

	const emit = ( name: string, detail: Record< string, unknown > ): void => {
		host.dispatchEvent( new CustomEvent( `aaia:${ name }`, { detail, bubbles: true, composed: true } ) );
	};

	function draw(): void {
		cancelAnimationFrame( frame );
		clearTimeout( frame );
		const state = controller.state();
		const scheme = state.config?.appearance.scheme;
		const focused = root.activeElement;
		const { styles } = markdownReader();
		if ( styles !== styled ) {
			sheet.replaceSync( frameStyles + messageStyles + formStyles + ( styled = styles ) );
		}
		drawButton( state );
		render(
			<Panel
				id="aaia" state={ state } controller={ controller } inline={ inline } full={ full.matches }
				dark={ scheme === 'dark' || ( scheme === 'auto' && dark.matches ) }
				base={ api } language={ languageTag( locale ) } direction={ direction( locale ) }
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
		button.setAttribute( 'aria-label', unread ? `${ name } (${ sprintf( /* translators: %d: number of messages. */ __( 'new messages: %d', 'aaia-chatbot' ), unread ) })` : name );
		button.classList.toggle( 'opened', open );
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

	const controller = createController( { api, locale, panel: host.getAttribute( 'panel' ) ?? '', changed, emit, closed: () => {
		draw();
		button.focus();
		emit( 'close', {} );
	} } );
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

	function open( focus = true ): void {
		if ( ! controller.state().open ) {
			controller.open();
			emit( 'open', {} );
		}
		draw();
		if ( focus ) {
			focusField();
		}
	}

	return {
		open,
		close: () => controller.state().open && controller.close(),
		isOpen: () => controller.state().open,
		send( text ) {
			open();
			controller.send( text );
		},
	};
}

const element = customElements.get( 'aaia-chatbot' ) as ChatbotElementClass | undefined;
if ( element ) {
	element.mount = mount;
}
