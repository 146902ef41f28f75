/** @jsxImportSource preact */
import { Component } from 'preact';
import { __, sprintf } from '../../../src/i18n/texts';
import type { Controller } from '../controller';
import type { PanelState } from '../state';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

interface HeaderProps {
	id: string;
	title: string;
	state: PanelState;
	controller: Controller;
	/** A panel that stands in the page's text has nothing to close. */
	inline: boolean;
}

/** Title, who answers, and a small menu. */
export class Header extends Component< HeaderProps, { menu: boolean } > {
	public override state = { menu: false };
	#menu: HTMLElement | null = null;
	#button: HTMLElement | null = null;

	#toggle = ( menu: boolean ): void => this.setState( { menu }, () => menu && this.#menu?.querySelector( 'button' )?.focus() );

	#choose( action: () => void ): void {
		this.#button?.focus();
		this.#toggle( false );
		action();
	}

	public override render() {
		const { id, title, state: { conversation: { handler, agent }, messages }, controller, inline } = this.props;
		const { menu } = this.state;
		const person = handler === 'human' ? agent || __( 'Our team', 'aaia-chatbot' ) : '';
		return (
			<header part="header">
				<span class="face" aria-hidden="true"><Icon name={ person ? 'person' : 'spark' } /></span>
				<div class="names">
					<h2 id={ `${ id }-title` } dir="auto">{ title }</h2>
					<div class="small" dir="auto">{ person ? sprintf( __( '%s is here', 'aaia-chatbot' ), person ) : __( 'AI assistant', 'aaia-chatbot' ) }</div>
				</div>
				{ messages.length > 0 && (
					<div
						class="menu"
						onFocusOut={ ( event ) => menu && ! this.#menu?.contains( event.relatedTarget as Node ) && event.relatedTarget !== this.#button && this.#toggle( false ) }
						onKeyDown={ ( event ) => {
							if ( menu && event.key === 'Escape' ) {
								event.stopPropagation();
								this.#choose( () => undefined );
							}
						} }
					>
						<IconButton icon="more" label={ __( 'More', 'aaia-chatbot' ) } aria-expanded={ menu } onClick={ () => this.#toggle( ! menu ) } />
						{ menu && (
							<div class="choices" ref={ ( box ) => { this.#menu = box; } }>
								<button onClick={ () => this.#choose( controller.startAnew ) }>{ __( 'New conversation', 'aaia-chatbot' ) }</button>
								<button onClick={ () => this.#choose( controller.askToDelete ) }>{ __( 'Delete this conversation', 'aaia-chatbot' ) }</button>
							</div>
						) }
					</div>
				) }
				{ ! inline && (
					<IconButton icon="close" part="close" label={ __( 'Close', 'aaia-chatbot' ) } onClick={ controller.close } />
				) }
			</header>
		);
	}
}
