import { __ } from '@wordpress/i18n';
import { SelectField, TextField, ToggleField } from '../../fields/fields';
import { Section } from '../../Section';
import { HolidaysField } from './HolidaysField';
import { HoursField } from './HoursField';

/** When the team is there, what visitors get by mail, how mails look, and how long the log is kept. */
export function WaysSection() {
	return (
		<Section
			title={ __( 'Hours and e-mails', 'aaia-chatbot' ) }
			description={ __(
				'When your team is available, what visitors get by e-mail, and how long the log is kept. Alerts go to the recipients of your rules, with the visitor’s message, the recent exchange, the page, the time, and the name and e-mail address if given. Mailboxes keep them until you delete them there.',
				'aaia-chatbot'
			) }
		>
			<HoursField />
			<HolidaysField />
			<TextField setting="answer_within_hours" label={ __( 'Hours to answer a request', 'aaia-chatbot' ) } />
			<ToggleField setting="visitor_reply_mails" label={ __( 'E-mail replies to visitors who left', 'aaia-chatbot' ) } />
			<TextField setting="visitor_reply_minutes" label={ __( 'Minutes before a reply is e-mailed', 'aaia-chatbot' ) } />
			<TextField setting="visitor_reply_to" label={ __( 'Replies to these e-mails go to', 'aaia-chatbot' ) } />
			<TextField setting="hand_back_hours" label={ __( 'Hours of silence before the assistant answers again', 'aaia-chatbot' ) } />
			<TextField setting="auto_resolve_hours" label={ __( 'Hours of silence before a conversation is resolved', 'aaia-chatbot' ) } />
			<TextField setting="archive_resolved_days" label={ __( 'Days before a resolved conversation is archived', 'aaia-chatbot' ) } />
			<ToggleField setting="acknowledge_mail" label={ __( 'Acknowledge requests by e-mail', 'aaia-chatbot' ) } />
			<ToggleField setting="push_words" label={ __( 'Words of messages in notifications', 'aaia-chatbot' ) } />
			<SelectField
				setting="alert_masks"
				label={ __( 'Hidden in e-mails', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'off', label: __( 'Nothing', 'aaia-chatbot' ) },
					{ value: 'numbers', label: __( 'Card, bank account and social security numbers', 'aaia-chatbot' ) },
					{ value: 'all', label: __( 'E-mail addresses and phone numbers too', 'aaia-chatbot' ) },
				] }
			/>
			<ToggleField setting="alert_html" label={ __( 'Formatted e-mails', 'aaia-chatbot' ) } />
			<TextField setting="alert_log_days" label={ __( 'Days to keep the log', 'aaia-chatbot' ) } />
		</Section>
	);
}
