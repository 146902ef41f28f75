import { __ } from '@wordpress/i18n';
import { sendTestMail } from '../../../data/settings';
import { pageFacts } from '../../../data/page-facts';
import { RadioField, TextField, ToggleField } from '../../fields/fields';
import { Section } from '../../Section';
import { Trial } from '../../Trial';
import type { SettingValues } from '../../../data/settings';

const testMail = ( typed: SettingValues ): Promise< { ok: boolean; sentences: string[] } > =>
	sendTestMail( typed ).then( ( { ok, message } ) => ( { ok, sentences: [ message ] } ) );

/** Who gets requests for a person, and what visitors confirm. */
export function ToolsConfiguration() {
	return (
		<Section
			title={ __( 'Tools configuration', 'aaia-chatbot' ) }
			description={ __( 'Where requests for a person are sent, and whether visitors confirm first.', 'aaia-chatbot' ) }
		>
			<TextField
				setting="support_email"
				type="email"
				autoComplete="email"
				label={ __( 'Support e-mail address', 'aaia-chatbot' ) }
				placeholder={ pageFacts().admin_email }
			/>
			<Trial label={ __( 'Send a test e-mail', 'aaia-chatbot' ) } run={ testMail } settings={ [ 'support_email' ] } />
			<RadioField
				setting="support_approval"
				label={ __( 'Before an e-mail is sent', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'ask', label: __( 'Ask the visitor', 'aaia-chatbot' ) },
					{ value: 'automatic', label: __( 'Send automatically', 'aaia-chatbot' ) },
				] }
			/>
			<ToggleField setting="alert_ip" label={ __( 'Include the IP address', 'aaia-chatbot' ) } />
		</Section>
	);
}
