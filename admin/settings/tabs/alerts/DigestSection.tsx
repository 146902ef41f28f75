import { __ } from '@wordpress/i18n';
import { AreaField, SelectField, TextField, ToggleField } from '../../fields/fields';
import { Section } from '../../Section';

/** The summary, office hours, and how long the log is kept. */
export function DigestSection() {
	return (
		<>
			<Section title={ __( 'Summary', 'aaia-chatbot' ) } description={ __( 'What happened in the chat, compared with the usual, with the questions that would help most if answered.', 'aaia-chatbot' ) }>
				<SelectField setting="digest" label={ __( 'Summary by e-mail', 'aaia-chatbot' ) } choices={ [
					{ value: 'off', label: __( 'Off', 'aaia-chatbot' ) },
					{ value: 'daily', label: __( 'Daily', 'aaia-chatbot' ) },
					{ value: 'weekly', label: __( 'Weekly', 'aaia-chatbot' ) },
				] } />
				<TextField setting="digest_hour" label={ __( 'Hour', 'aaia-chatbot' ) } />
				<AreaField setting="digest_days" rows={ 3 } label={ __( 'Days', 'aaia-chatbot' ) } />
				<AreaField setting="digest_recipients" rows={ 2 } label={ __( 'Recipients of the summary', 'aaia-chatbot' ) } />
				<ToggleField setting="digest_when_quiet" label={ __( 'Even when nothing happened', 'aaia-chatbot' ) } />
			</Section>
			<Section title={ __( 'Hours, form and memory', 'aaia-chatbot' ) }>
				<AreaField setting="office_hours" rows={ 3 } label={ __( 'Office hours', 'aaia-chatbot' ) } placeholder="1-5 09:00-17:30" />
				<ToggleField setting="alert_html" label={ __( 'Formatted mails', 'aaia-chatbot' ) } />
				<TextField setting="alert_log_days" label={ __( 'Days the log is kept', 'aaia-chatbot' ) } />
			</Section>
		</>
	);
}
