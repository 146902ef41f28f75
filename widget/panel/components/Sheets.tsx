/** @jsxImportSource preact */
import { __ } from '../../../src/i18n/texts';
import { safeHref } from '../../../src/markdown/safe-href';
import type { Controller } from '../controller';
import { addAddress } from '../status-text';
import { canAddAddress, limitsOf } from '../state';
import type { PanelState } from '../state';
import { Field, FormCard, Kinds } from './FormCard';
import { OutsideLink } from './Markdown';

interface SheetProps {
	id: string;
	state: PanelState;
	controller: Controller;
}

/** The step between the visitor and the conversation, if there is one: consent, request for a person, deletion. */
export function Sheet( { id, state, controller }: SheetProps ) {
	const { config, draft, view } = state;
	const shared = { id: `${ id }-sheet`, busy: view.busy, failure: view.failure, onCancel: controller.backToChat, takesFocus: true };
	if ( view.kind === 'delete' ) {
		return (
			<FormCard
				{ ...shared }
				title={ __( 'Delete this conversation?', 'aaia-chatbot' ) }
				confirm={ __( 'Delete', 'aaia-chatbot' ) }
				onConfirm={ controller.deleteConversation }
			>
				<p>{ __( 'All messages will be permanently deleted, for our team too.', 'aaia-chatbot' ) }</p>
			</FormCard>
		);
	}
	if ( view.kind === 'consent' ) {
		const privacy = safeHref( config?.consent?.privacy_url ?? '' );
		return (
			<FormCard
				{ ...shared }
				title={ __( 'Before we begin', 'aaia-chatbot' ) }
				confirm={ __( 'I agree', 'aaia-chatbot' ) }
				onConfirm={ controller.agree }
			>
				<p dir="auto">
					{ config?.consent?.text }
				</p>
				{ privacy && (
					<p>
						<OutsideLink href={ privacy }>{ __( 'Privacy policy', 'aaia-chatbot' ) }</OutsideLink>
					</p>
				) }
			</FormCard>
		);
	}
	const name = <Field id={ `${ id }-name` } name="name" type="text" label={ __( 'Your name (optional)', 'aaia-chatbot' ) } max={ 120 } />;
	if ( canAddAddress( state ) ) {
		return (
			<FormCard
				{ ...shared }
				title={ addAddress() }
				confirm={ __( 'Send to the team', 'aaia-chatbot' ) }
				onConfirm={ ( value ) => controller.requestPerson( '', value( 'email' ), value( 'name' ) ) }
			>
				<Field id={ `${ id }-email` } name="email" type="email" label={ __( 'Your e-mail address', 'aaia-chatbot' ) } max={ 254 } required />
				{ name }
			</FormCard>
		);
	}
	return (
		<FormCard
			{ ...shared }
			title={ __( 'Talk to a person', 'aaia-chatbot' ) }
			confirm={ __( 'Send to the team', 'aaia-chatbot' ) }
			onConfirm={ ( value ) => controller.requestPerson( value( 'message' ), value( 'email' ), value( 'name' ) ) }
		>
			<p>{ config?.away && <b>{ config.away } </b> }{ __( 'Someone from our team will answer you here.', 'aaia-chatbot' ) }</p>
			<Field
				id={ `${ id }-message` }
				name="message"
				label={ __( 'Your message (optional)', 'aaia-chatbot' ) }
				max={ limitsOf( config ).text }
				value={ draft }
				onWrite={ controller.type }
			/>
			{ name }
			<Field id={ `${ id }-email` } name="email" type="email" label={ __( 'Your e-mail address (optional)', 'aaia-chatbot' ) } max={ 254 } />
			<p class="small">{ config?.email_note }</p>
			<Kinds kinds={ config?.handover_kinds ?? [] } />
		</FormCard>
	);
}
