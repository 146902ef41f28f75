/** @jsxImportSource preact */
import { Component } from 'preact';
import { __, sprintf } from '../../../src/i18n/texts';
import type { Controller } from '../controller';
import type { PanelState } from '../state';
import { Face } from './Face';
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

	/** Opens or closes the menu and puts the keyboard where it belongs then: on the first choice, or back on the button. */
	#show = ( menu: boolean ): void => this.setState( { menu }, () => this.#menu?.querySelectorAll( 'button' )[ menu ? 1 : 0 ]?.focus() );

	#keyDown = ( event: KeyboardEvent ): void => {
		if ( this.state.menu && event.key === 'Escape' ) {
			event.stopPropagation();
			this.#show( false );
		}
	};

	#focusOut = ( event: FocusEvent ): void => {
		if ( event.relatedTarget && ! this.#menu?.contains( event.relatedTarget as Node ) ) {
			this.setState( { menu: false } );
		}
	};

	#choice( text: string, action: () => void ) {
		const choose = (): void => {
			this.#show( false );
			action();
		};
		return <button onClick={ choose }>{ text }</button>;
	}

	public override render() {
		const { id, title, state: { config, conversation, messages }, controller, inline } = this.props;
		const { menu } = this.state;
		const { handler, agent, status } = conversation;
		const person = handler === 'human' && status !== 'resolved' ? agent || __( 'Our team', 'aaia-chatbot' ) : '';
		const menuRef = ( box: HTMLElement | null ): void => {
			this.#menu = box;
		};
		return (
			<div class="header" part="header">
				<Face { ...( person ? conversation : { picture: config?.appearance.picture ?? '' } ) } />
				<div class="names">
					<h2 id={ `${ id }-title` } dir="auto">
						{ title }
					</h2>
					<div class="small" dir="auto">
						{ person
							? sprintf( /* translators: %s: name of a person of the support team. */ __( '%s is here', 'aaia-chatbot' ), person )
							: config?.assistant ?? '\u00a0' }
					</div>
				</div>
				{ messages.length > 0 && (
					<div class="menu" ref={ menuRef } onKeyDown={ this.#keyDown } onFocusOut={ this.#focusOut }>
						<IconButton icon="more" label={ __( 'More', 'aaia-chatbot' ) } aria-expanded={ menu } onClick={ () => this.#show( ! menu ) } />
						{ menu && (
							<div class="choices">
								{ this.#choice( __( 'New conversation', 'aaia-chatbot' ), controller.startAnew ) }
								{ ! controller.linked() && this.#choice( __( 'Delete this conversation', 'aaia-chatbot' ), controller.askToDelete ) }
							</div>
						) }
					</div>
				) }
				{ ! inline && <IconButton icon="close" part="close" label={ __( 'Close', 'aaia-chatbot' ) } onClick={ controller.close } /> }
			</div>
		);
	}
}
