/** @jsxImportSource preact */
import { __, sprintf } from '../../../src/i18n/texts';
import type { FilesElement } from '../../element';
import type { Controller } from '../controller';
import { canAskForPerson, isBusy, lastOffers, limitsOf } from '../state';
import type { PanelState } from '../state';
import { Icon } from './Icon';
import { IconButton } from './IconButton';

/** The field grows with its text up to this height, then scrolls. Pixels. */
const MAX_HEIGHT = 140;

function fit( field: HTMLTextAreaElement | null ): void {
	// A hidden field has no height to read.
	if ( field?.scrollHeight ) {
		field.style.height = 'auto';
		field.style.height = `${ Math.min( field.scrollHeight, MAX_HEIGHT ) }px`;
	}
}

/** Where the visitor writes. While an answer is coming and nothing is typed, the button stops it. */
export function Composer( { state, controller, id }: { state: PanelState; controller: Controller; id: string } ) {
	const { draft, turn, config } = state;
	const limit = limitsOf( config ).text;
	const stops = isBusy( turn ) && turn.kind !== 'queued' && ! draft.trim();
	const stopping = turn.kind === 'answering' && turn.stopping;
	// What is typed may be newer than what is drawn.
	const send = (): void => controller.send( controller.state().draft );
	return (
		<form
			class="composer"
			part="composer"
			onSubmit={ ( event: SubmitEvent ) => {
				event.preventDefault();
				send();
			} }
		>
			<div class="field">
				{ config?.files.accept && state.messages[ 0 ] && (
					<aaia-attach ref={ ( node: FilesElement | null ) => controller.files( node, config.files ) } />
				) }
				<label class="hidden" for={ `${ id }-field` }>
					{ __( 'Your message', 'aaia-chatbot' ) }
				</label>
				<textarea
					id={ `${ id }-field` }
					part="field"
					class="write"
					rows={ 1 }
					dir="auto"
					value={ draft }
					maxLength={ limit }
					placeholder={ __( 'Write a message…', 'aaia-chatbot' ) }
					aria-describedby={ `${ id }-notice` }
					enterkeyhint="send"
					ref={ ( field ) => fit( field ) }
					onInput={ ( event ) => controller.type( event.currentTarget.value ) }
					onKeyDown={ ( event ) => {
						if ( event.key === 'Enter' && ! event.shiftKey && ! event.isComposing ) {
							event.preventDefault();
							send();
						}
					} }
				/>
				{ stops ? (
					<IconButton
						key="stop"
						class="send"
						part="stop"
						icon="stop"
						label={ __( 'Stop the answer', 'aaia-chatbot' ) }
						aria-disabled={ stopping }
						onClick={ controller.stop }
					/>
				) : (
					<IconButton
						key="send"
						class="send"
						part="send"
						icon="send"
						label={ __( 'Send', 'aaia-chatbot' ) }
						type="submit"
						aria-disabled={ ! draft.trim() }
					/>
				) }
			</div>
			{ draft.length >= limit && (
				<div class="note" role="status">
					{ sprintf( /* translators: %d: number of characters. */ __( 'Messages can have up to %d characters.', 'aaia-chatbot' ), limit ) }
				</div>
			) }
			{ canAskForPerson( state ) && ! lastOffers( state ) && (
				<button type="button" class="link person" onClick={ controller.askForPerson }>
					<Icon name="person" />
					{ __( 'Talk to a person', 'aaia-chatbot' ) }
				</button>
			) }
		</form>
	);
}
