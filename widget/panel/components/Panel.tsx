/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import type { Controller } from '../controller';
import type { PanelState } from '../state';
import { canAddAddress } from '../state';
import { addAddress, statusText } from '../status-text';
import { Composer } from './Composer';
import { Header } from './Header';
import { Later } from './Later';
import { Log } from './Log';

export interface PanelProps {
	id: string;
	state: PanelState;
	controller: Controller;
	inline: boolean;
	dark: boolean;
	/** It covers the whole window. */
	full: boolean;
	base: string;
	language: string;
	direction: 'ltr' | 'rtl';
	/** Tells it from other chats of the page. */
	number: string;
	/** Another chat of the page tells screen readers what happens. */
	quiet: boolean;
}

const FOCUSABLE = 'button:not(:disabled),textarea,input,a[href],[tabindex="0"]';

/** A panel that covers the window keeps the keyboard: what is behind cannot be seen. */
function keepFocus( event: KeyboardEvent, panel: HTMLElement ): void {
	const stops = [ ...panel.querySelectorAll< HTMLElement >( FOCUSABLE ) ].filter( ( stop ) => stop.getClientRects().length );
	const active = ( panel.getRootNode() as ShadowRoot ).activeElement;
	const [ from, to ] = event.shiftKey ? [ stops[ 0 ], stops[ stops.length - 1 ] ] : [ stops[ stops.length - 1 ], stops[ 0 ] ];
	if ( active === from || active === panel ) {
		event.preventDefault();
		to?.focus();
	}
}

/** The whole panel. */
export function Panel( { id, state, controller, inline, dark, full, base, language, direction, number, quiet }: PanelProps ) {
	const { config, view, conversation, announcement } = state;
	const title = config?.title || __( 'How can we help?', 'aaia-chatbot' );
	const status = statusText( conversation );
	const chat = view.kind === 'chat';
	return (
		<div
			class={ `panel${ inline ? ' inline' : '' }${ dark ? ' dark' : '' }` }
			part="panel"
			id={ id }
			tabIndex={ -1 }
			lang={ language }
			dir={ direction }
			role={ inline ? 'region' : 'dialog' }
			aria-modal={ ! inline && full ? 'true' : undefined }
			{ ...( number ? { 'aria-label': title + number } : { 'aria-labelledby': `${ id }-title` } ) }
			hidden={ ! state.open }
			onKeyDown={ ( event ) => {
				if ( event.key === 'Escape' && ! event.isComposing ) {
					event.stopPropagation();
					if ( ! chat ) {
						controller.backToChat();
					} else if ( ! inline ) {
						controller.close();
					}
				} else if ( event.key === 'Tab' && full && ! inline ) {
					keepFocus( event, event.currentTarget );
				}
			} }
		>
			<Header id={ id } title={ title } state={ state } controller={ controller } inline={ inline } />
			<div class="body">
				<div class={ chat ? 'chat' : 'chat away' }>
					<Log id={ id } state={ state } controller={ controller } base={ base } language={ language } number={ number } quiet={ quiet } />
					{ status && (
						<p class="status" part="status">
							{ status }{ ' ' }
							{ canAddAddress( state ) && (
								<button class="link" onClick={ controller.askForPerson }>
									{ addAddress() }
								</button>
							) }
						</p>
					) }
					<Composer id={ id } state={ state } controller={ controller } />
				</div>
				{ ! chat && (
					<div class="sheet" part="sheet">
						<Later
							controller={ controller }
							takesFocus
							onCancel={ controller.backToChat }
							draw={ ( { Sheet } ) => <Sheet id={ id } state={ state } controller={ controller } /> }
						/>
					</div>
				) }
			</div>
			<div class="hidden" role="status" dir="auto">
				{ announcement }
			</div>
		</div>
	);
}
