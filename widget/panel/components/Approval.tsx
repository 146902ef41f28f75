/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import type { ToolPart } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import { failureText } from '../failure-text';
import type { ApprovalReply } from '../state';
import { Pure } from './Pure';

interface ApprovalProps {
	part: ToolPart;
	controller: Controller;
	/** What became of the visitor's reply, if this is the request being replied to. */
	reply: ApprovalReply | null;
	/** A newer message has cancelled the request. */
	outdated: boolean;
	limit: number;
}

/** What the assistant would send: written by a model, so nothing about its form is certain. */
interface SupportInput {
	summary?: unknown;
	email?: unknown;
	kinds?: unknown;
}

/** The assistant asks whether it may send a request to the team: shows everything that would be sent, and lets the visitor change it. */
export class Approval extends Pure< ApprovalProps > {
	#answer( approved: boolean, form: HTMLFormElement | null ): void {
		const { part, controller } = this.props;
		const data = form ? new FormData( form ) : null;
		const email = String( data?.get( 'email' ) ?? '' ).trim();
		controller.answerApproval( part.approval?.id ?? '', approved, { summary: String( data?.get( 'summary' ) ?? '' ).trim(), ...( email && { email } ) } );
	}

	public override render() {
		const { part, reply, outdated, limit } = this.props;
		const { summary, email, kinds } = ( part.input ?? {} ) as SupportInput;
		const id = part.toolCallId;
		if ( part.state !== 'approval-requested' || outdated ) {
			const note = noteOf( part, outdated );
			return note && <p class="note">{ note }</p>;
		}
		const busy = reply !== null && reply.failure === null;
		return (
			<div role="group" part="approval" class="stretch" aria-labelledby={ `ask-${ id }` }>
				<form
					class="card"
					onSubmit={ ( event: SubmitEvent ) => {
						event.preventDefault();
						this.#answer( true, event.currentTarget as HTMLFormElement );
					} }
				>
					<strong id={ `ask-${ id }` }>{ __( 'Send this to the team?', 'aaia-chatbot' ) }</strong>
					<label for={ `summary-${ id }` }>{ __( 'Your request (you can change it)', 'aaia-chatbot' ) }</label>
					<textarea id={ `summary-${ id }` } name="summary" rows={ 3 } required maxLength={ limit } dir="auto" defaultValue={ typeof summary === 'string' ? summary : '' } />
					<label for={ `email-${ id }` }>{ __( 'Your e-mail address (optional)', 'aaia-chatbot' ) }</label>
					<input id={ `email-${ id }` } name="email" type="email" maxLength={ 254 } autocomplete="email" dir="ltr" defaultValue={ typeof email === 'string' ? email : '' } />
					<Kinds kinds={ Array.isArray( kinds ) ? kinds.filter( ( kind ) => typeof kind === 'string' ) : [] } />
					{ reply?.failure && <p class="error" role="alert">{ failureText( reply.failure ) }</p> }
					<div class="row">
						<button class="button main" disabled={ busy }>{ __( 'Send to the team', 'aaia-chatbot' ) }</button>
						<button class="button" type="button" disabled={ busy } onClick={ () => this.#answer( false, null ) }>{ __( 'Do not send', 'aaia-chatbot' ) }</button>
					</div>
				</form>
			</div>
		);
	}
}

/** How the request ended. That it was sent is said by the conversation's status, which knows whether the alert left. */
function noteOf( part: ToolPart, outdated: boolean ): string {
	switch ( part.state ) {
		case 'output-available': return __( 'Your request to the team is saved.', 'aaia-chatbot' );
		case 'output-denied': return __( 'Your request was not sent.', 'aaia-chatbot' );
		case 'output-error': return __( 'Your request could not be sent. You can still ask for a person below.', 'aaia-chatbot' );
		case 'approval-requested': return outdated ? __( 'Your request was not sent.', 'aaia-chatbot' ) : '';
		default: return '';
	}
}

/** Every kind of data that will leave for the team. */
export function Kinds( { kinds }: { kinds: readonly string[] } ) {
	return kinds.length > 0 ? (
		<div class="kinds">
			{ __( 'This will be sent to the team:', 'aaia-chatbot' ) }
			<ul>{ kinds.map( ( kind ) => <li>{ kind }</li> ) }</ul>
		</div>
	) : null;
}
