import { __ } from '@wordpress/i18n';
import type { Activation, AlertKind, Delivery, DeliveryAttempt, RuleDefinition, ServiceKind } from '../../../../src/wire/wire';

/** What alerts, deliveries and services are called on screen. */

export const kindName = ( kind: AlertKind ): string => ( {
	support: __( 'A visitor asks for a person', 'aaia-chatbot' ),
	keyword: __( 'A visitor uses a word or phrase', 'aaia-chatbot' ),
	contact: __( 'A visitor leaves contact details', 'aaia-chatbot' ),
	rating: __( 'A visitor gives a bad rating or reports an error', 'aaia-chatbot' ),
	frustration: __( 'A visitor seems frustrated or confused', 'aaia-chatbot' ),
} )[ kind ];

export const stateName = ( state: Delivery[ 'state' ] ): string => ( {
	queued: __( 'Waiting to be sent', 'aaia-chatbot' ),
	sending: __( 'Being sent', 'aaia-chatbot' ),
	sent: __( 'Sent', 'aaia-chatbot' ),
	failed: __( 'Given up', 'aaia-chatbot' ),
	bundled: __( 'Waiting for the collected e-mail', 'aaia-chatbot' ),
} )[ state ];

export const purposeName = ( purpose: Delivery[ 'purpose' ] ): string => ( {
	alert: __( 'Alert', 'aaia-chatbot' ),
	bundle: __( 'Collected alerts', 'aaia-chatbot' ),
	digest: __( 'Summary', 'aaia-chatbot' ),
	resolved: __( 'Resolved', 'aaia-chatbot' ),
	mention: __( 'Mention of a colleague', 'aaia-chatbot' ),
	reminder: __( 'Reminder of what waits for a look', 'aaia-chatbot' ),
	notice: __( 'Notification of a colleague', 'aaia-chatbot' ),
	verify: __( 'Confirmation of a visitor’s address', 'aaia-chatbot' ),
	received: __( 'Acknowledgement to a visitor', 'aaia-chatbot' ),
	reply: __( 'Reply to a visitor', 'aaia-chatbot' ),
} )[ purpose ];

export const attemptName = ( outcome: DeliveryAttempt[ 'outcome' ] ): string => ( {
	started: __( 'Started; outcome unknown', 'aaia-chatbot' ),
	sent: __( 'Accepted', 'aaia-chatbot' ),
	failed: __( 'Refused', 'aaia-chatbot' ),
} )[ outcome ];

export const hoursName = ( hours: RuleDefinition[ 'hours' ] ): string => ( {
	any: __( 'At any time', 'aaia-chatbot' ),
	open: __( 'Inside office hours', 'aaia-chatbot' ),
	closed: __( 'Outside office hours', 'aaia-chatbot' ),
} )[ hours ];

/** Why a person was asked for. */
export const reasonName = ( reason: string ): string => ( {
	asked: __( 'Asked for a person', 'aaia-chatbot' ),
	contact: __( 'Wants to be contacted', 'aaia-chatbot' ),
	frustration: __( 'Frustrated or not helped', 'aaia-chatbot' ),
	technical: __( 'Technical problem', 'aaia-chatbot' ),
	out_of_scope: __( 'Beyond what the assistant can do', 'aaia-chatbot' ),
} as Record< string, string > )[ reason ] ?? reason;

export const activationName = ( type: Activation[ 'type' ], origin: string ): string =>
	( {
		'support.offered': __( 'The assistant offered a person', 'aaia-chatbot' ),
		'support.declined': __( 'The visitor declined', 'aaia-chatbot' ),
		'support.requested':
			origin === 'button'
				? __( 'A visitor used the button “Talk to a person”', 'aaia-chatbot' )
				: __( 'A visitor asked for a person through the assistant', 'aaia-chatbot' ),
		'delivery.sent': __( 'An alert was sent', 'aaia-chatbot' ),
		'delivery.failed': __( 'An alert could not be sent', 'aaia-chatbot' ),
	} )[ type ];

export const serviceName = ( kind: ServiceKind ): string =>
	( { slack: 'Slack', teams: 'Microsoft Teams', zendesk: 'Zendesk', freshdesk: 'Freshdesk', webhook: __( 'Webhook', 'aaia-chatbot' ) } )[
		kind
	];

/** What is sent where, said before anything is. */
export const serviceDisclosure = (): string =>
	__(
		'Alerts send the visitor’s message, the recent exchange, the page, the time and the details the visitor gave to the address you enter here, and nowhere else. Nothing is sent until you save a service and choose it in a rule.',
		'aaia-chatbot'
	);

/** A day such as 2026-01-31 in the words of the reader's language. */
export const dayName = ( day: string ): string =>
	new Date( `${ day }T12:00:00` ).toLocaleDateString( document.documentElement.lang || undefined, { dateStyle: 'medium' } );

/** A moment in the words of the browser's language. */
export const moment = ( time: string | null ): string =>
	time === null
		? ''
		: new Date( time ).toLocaleString( document.documentElement.lang || undefined, { dateStyle: 'medium', timeStyle: 'short' } );
