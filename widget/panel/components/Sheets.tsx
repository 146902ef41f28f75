/** @jsxImportSource preact */
import type { ComponentChildren } from 'preact';
import { __ } from '../../../src/i18n/texts';
import { safeHref } from '../../../src/markdown/links';
import type { Controller } from '../controller';
import { failureText } from '../failure-text';
import { DEFAULT_LIMITS } from '../state';
import type { PanelState, View } from '../state';
import { Kinds } from './Approval';
import { OutsideLink } from './Markdown';

interface SheetProps {
	id: string;
	state: PanelState;
	controller: Controller;
}

/** The step between the visitor and the conversation, if there is one: consent, request for a person, deletion. */
export function Sheet( { id, state, controller }: SheetProps ) {
	const { view } = state;
	switch ( view.kind ) {
		case 'consent': return <ConsentSheet { ...{ id, state, controller, view } } />;
		case 'handover': return <HandoverSheet { ...{ id, state, controller, view } } />;
		case 'delete': return <DeleteSheet { ...{ id, state, controller, view } } />;
		default: return null;
	}
}

interface FrameProps {
	id: string;
	title: string;
	confirm: string;
	busy: boolean;
	error: string;
	onConfirm: ( data: FormData ) => void;
	onCancel: () => void;
	children: ComponentChildren;
}

/** Moves the keyboard to the step when it appears. */
function focusHeading( heading: HTMLElement | null ): void {
	heading?.focus();
}

function Frame( { id, title, confirm, busy, error, onConfirm, onCancel, children }: FrameProps ) {
	return (
		<div class="sheet" part="sheet" role="group" aria-labelledby={ `${ id }-sheet` }>
			<form
				class="card"
				onSubmit={ ( event: SubmitEvent ) => {
					event.preventDefault();
					onConfirm( new FormData( event.currentTarget as HTMLFormElement ) );
				} }
			>
				<h3 id={ `${ id }-sheet` } tabIndex={ -1 } ref={ focusHeading }>{ title }</h3>
				{ children }
				{ error && <p class="error" role="alert">{ error }</p> }
				<div class="row">
					<button class="button main" disabled={ busy }>{ confirm }</button>
					<button class="button" type="button" disabled={ busy } onClick={ onCancel }>{ __( 'Cancel', 'aaia-chatbot' ) }</button>
				</div>
			</form>
		</div>
	);
}

function ConsentSheet( { id, state: { config }, controller, view }: SheetProps & { view: Extract< View, { kind: 'consent' } > } ) {
	const privacy = config?.consent?.privacy_url;
	const href = privacy ? safeHref( privacy ) : null;
	return (
		<Frame
			id={ id } title={ __( 'Before we begin', 'aaia-chatbot' ) } confirm={ __( 'I agree', 'aaia-chatbot' ) } busy={ view.busy }
			error={ view.failed ? failureText( { reason: 'server', retryAfter: null } ) : '' }
			onConfirm={ controller.agree } onCancel={ controller.backToChat }
		>
			<p dir="auto">{ config?.consent?.text || __( 'What you write here is stored so that we can answer you, and is read by an AI assistant and by our team. You can delete the conversation at any time.', 'aaia-chatbot' ) }</p>
			{ href && <p><OutsideLink href={ href }>{ __( 'Privacy policy', 'aaia-chatbot' ) }</OutsideLink></p> }
		</Frame>
	);
}

function HandoverSheet( { id, state: { config, draft }, controller, view }: SheetProps & { view: Extract< View, { kind: 'handover' } > } ) {
	return (
		<Frame
			id={ id } title={ __( 'Talk to a person', 'aaia-chatbot' ) } confirm={ __( 'Send to the team', 'aaia-chatbot' ) } busy={ view.busy }
			error={ view.failure ? failureText( view.failure ) : '' }
			onConfirm={ ( data ) => {
				const value = ( name: string ) => String( data.get( name ) ?? '' ).trim();
				controller.requestPerson( { message: value( 'message' ), email: value( 'email' ), name: value( 'name' ) } );
			} }
			onCancel={ controller.backToChat }
		>
			<p>{ __( 'Somebody from our team will answer you here. With your e-mail address they can also write to you if you leave.', 'aaia-chatbot' ) }</p>
			<label for={ `${ id }-message` }>{ __( 'Your message (optional)', 'aaia-chatbot' ) }</label>
			<textarea id={ `${ id }-message` } name="message" rows={ 3 } maxLength={ config?.limits.text ?? DEFAULT_LIMITS.text } dir="auto" defaultValue={ draft } />
			<label for={ `${ id }-name` }>{ __( 'Your name (optional)', 'aaia-chatbot' ) }</label>
			<input id={ `${ id }-name` } name="name" maxLength={ 120 } autocomplete="name" dir="auto" />
			<label for={ `${ id }-email` }>{ __( 'Your e-mail address (optional)', 'aaia-chatbot' ) }</label>
			<input id={ `${ id }-email` } name="email" type="email" maxLength={ 254 } autocomplete="email" dir="ltr" />
			<Kinds kinds={ config?.handover_kinds ?? [] } />
		</Frame>
	);
}

function DeleteSheet( { id, controller, view }: SheetProps & { view: Extract< View, { kind: 'delete' } > } ) {
	return (
		<Frame
			id={ id } title={ __( 'Delete this conversation?', 'aaia-chatbot' ) } confirm={ __( 'Delete', 'aaia-chatbot' ) } busy={ view.busy }
			error={ view.failed ? __( 'This could not be deleted. Please try again.', 'aaia-chatbot' ) : '' }
			onConfirm={ controller.deleteConversation } onCancel={ controller.backToChat }
		>
			<p>{ __( 'All its messages are erased for you and for our team. This cannot be undone.', 'aaia-chatbot' ) }</p>
		</Frame>
	);
}
