/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import type { ToolPart } from '../../../src/wire/wire';
import type { Controller } from '../controller';
import type { ApprovalReply } from '../state';
import { Field, FormCard, Kinds } from './FormCard';

interface ApprovalProps {
	part: ToolPart;
	controller: Controller;
	/** What became of the visitor's reply, if this is the request being replied to. */
	reply: ApprovalReply | null;
	/** A newer message has cancelled the request. */
	outdated: boolean;
	limit: number;
}

/** The assistant asks whether it may send a request to the team: shows everything that would be sent, and lets the visitor change it. */
export function Approval( { part, controller, reply, outdated, limit }: ApprovalProps ) {
	const { toolCallId: id, state, approval } = part;
	// Written by a model: nothing about its form is certain.
	const { summary, email, kinds } = part.input;
	const away = controller.state().config?.away;
	if ( state !== 'approval-requested' || outdated ) {
		const note = noteOf( state );
		return note && <p class="note">{ note }</p>;
	}
	const answer = ( approved: boolean, input: { summary?: string; email?: string } ) =>
		controller.answerApproval( approval?.id ?? '', approved, input );
	return (
		<FormCard
			id={ `ask-${ id }` }
			title={ __( 'Send this to the team?', 'aaia-chatbot' ) }
			confirm={ __( 'Send to the team', 'aaia-chatbot' ) }
			cancel={ __( 'Don’t send', 'aaia-chatbot' ) }
			busy={ reply !== null && reply.failure === null }
			failure={ reply && reply.failure }
			onConfirm={ ( value ) => answer( true, { summary: value( 'summary' ), email: value( 'email' ) } ) }
			onCancel={ () => answer( false, {} ) }
		>
			{ away && <p><b>{ away }</b></p> }
			<Field
				id={ `summary-${ id }` }
				name="summary"
				label={ __( 'Your request (editable)', 'aaia-chatbot' ) }
				max={ limit }
				value={ words( summary ) }
				required
			/>
			<Field
				id={ `email-${ id }` }
				name="email"
				type="email"
				label={ __( 'Your e-mail address (optional)', 'aaia-chatbot' ) }
				max={ 254 }
				value={ words( email ) }
			/>
			<Kinds kinds={ Array.isArray( kinds ) ? kinds.map( words ) : [] } />
		</FormCard>
	);
}

function words( value: unknown ): string {
	return typeof value === 'string' ? value : '';
}

/** How the request ended. That it is saved, and whether the alert left, is said by the conversation's status. */
function noteOf( state: ToolPart[ 'state' ] ): string {
	switch ( state ) {
		case 'output-denied':
		case 'approval-requested': return __( 'Your request wasn’t sent.', 'aaia-chatbot' );
		case 'output-error': return __( 'Your request couldn’t be sent. Try again below.', 'aaia-chatbot' );
		default: return '';
	}
}
