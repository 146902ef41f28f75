/** @jsxImportSource preact */
import { Component } from 'preact';
import type { ComponentChildren } from 'preact';
import { __ } from '../../../src/i18n/texts';
import type { More } from '../../more/more';
import type { Controller } from '../controller';
import { moreParts } from '../more-parts';
import { Dots } from './Dots';

interface LaterProps {
	draw: ( more: More ) => ComponentChildren;
	controller: Controller;
	/** Takes the keyboard until what is drawn takes it. */
	takesFocus?: boolean;
	/** Leaves what was asked for. */
	onCancel?: () => void;
}

/**
 * A part of the panel that few visitors use: its script is fetched when the part is first drawn. Where that fails, offline or on a page
 * that is older than the site's last update, a sentence and a button stand in its place; what the visitor wrote stays where it is.
 */
export class Later extends Component< LaterProps, { failed: boolean } > {
	public override state = { failed: false };
	#box: HTMLElement | null = null;

	public override componentDidMount(): void {
		this.#load( this.props.takesFocus ?? false );
	}

	#load( focus = true ): void {
		if ( ! moreParts() ) {
			if ( focus ) {
				this.#box?.focus();
			}
			this.setState( { failed: false } );
			this.props.controller.loadMore().then( () => this.forceUpdate(), () => this.setState( { failed: true } ) );
		}
	}

	public override render() {
		const { draw, onCancel } = this.props;
		const more = moreParts();
		return more ? (
			draw( more )
		) : (
			<div class="later" tabIndex={ -1 } ref={ ( box ) => void ( this.#box = box ) }>
				{ this.state.failed ? (
					<div class="failure" role="alert">
						{ __( 'This part couldn’t be loaded. Try again, or reload the page.', 'aaia-chatbot' ) }{ ' ' }
						<button type="button" class="link" onClick={ () => this.#load() }>
							{ __( 'Try again', 'aaia-chatbot' ) }
						</button>{ ' ' }
						{ onCancel && (
							<button type="button" class="link" onClick={ onCancel }>
								{ __( 'Cancel', 'aaia-chatbot' ) }
							</button>
						) }
					</div>
				) : (
					<Dots />
				) }
			</div>
		);
	}
}
