import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../../../data/page-facts';
import { AreaField, RadioField, TextField, ToggleField } from '../../fields/fields';
import { Section } from '../../Section';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { AppearanceSection } from './AppearanceSection';
import { FilesSection } from './FilesSection';
import { SignEverybodyOut } from './SignEverybodyOut';
import { WordsSection } from './WordsSection';

/** The Widget tab: texts, appearance, consent, and where the chat is shown. */
export function WidgetTab() {
	const { state } = useSettings();
	const [ language, setLanguage ] = useState( '' );
	return (
		<>
			<WordsSection language={ language } onLanguage={ setLanguage } />
			<AppearanceSection language={ language } />
			<Section
				title={ __( 'Where it is shown', 'aaia-chatbot' ) }
				description={ __( 'Who sees the button, on which pages and devices.', 'aaia-chatbot' ) }
			>
				<RadioField
					setting="widget_audience"
					label={ __( 'Seen by', 'aaia-chatbot' ) }
					choices={ [
						{ value: 'everyone', label: __( 'Everyone', 'aaia-chatbot' ) },
						{ value: 'members', label: __( 'Logged-in users only', 'aaia-chatbot' ) },
					] }
				/>
				<RadioField
					setting="widget_devices"
					label={ __( 'Devices', 'aaia-chatbot' ) }
					choices={ [
						{ value: 'all', label: __( 'Computers and phones', 'aaia-chatbot' ) },
						{ value: 'computers', label: __( 'Computers only', 'aaia-chatbot' ) },
						{ value: 'phones', label: __( 'Phones only', 'aaia-chatbot' ) },
					] }
				/>
				<AreaField setting="widget_hide_on" rows={ 3 } label={ __( 'Pages to leave out', 'aaia-chatbot' ) } placeholder="/checkout" />
			</Section>
			<FilesSection />
			<Section title={ __( 'Consent', 'aaia-chatbot' ) } description={ __( 'Ask visitors to agree before they write.', 'aaia-chatbot' ) }>
				<ToggleField setting="consent_required" label={ __( 'Ask for consent', 'aaia-chatbot' ) } />
				{ shownValue( state, 'consent_required' ) === true && (
					<>
						<AreaField setting="consent_text" rows={ 3 } label={ __( 'Consent text', 'aaia-chatbot' ) } />
						<TextField
							setting="privacy_url"
							type="url"
							label={ __( 'Privacy page', 'aaia-chatbot' ) }
							placeholder={ pageFacts().privacy_page }
						/>
					</>
				) }
			</Section>
			<Section
				title={ __( 'Access', 'aaia-chatbot' ) }
				description={ __( 'Who gets an answer, other sites that may show the chat, and the proxies in front of this one.', 'aaia-chatbot' ) }
			>
				<ToggleField setting="chat_on_closed_site" label={ __( 'Answer on a closed site', 'aaia-chatbot' ) } />
				<AreaField
					setting="allowed_origins"
					rows={ 3 }
					label={ __( 'Allowed sites', 'aaia-chatbot' ) }
					placeholder="https://www.example.com"
				/>
				<AreaField setting="trusted_proxies" rows={ 2 } label={ __( 'Trusted proxies', 'aaia-chatbot' ) } />
			</Section>
			<Section
				title={ __( 'Visitors’ sessions', 'aaia-chatbot' ) }
				description={ __( 'Visitors see their conversations only in the browser where they wrote them.', 'aaia-chatbot' ) }
			>
				<SignEverybodyOut />
			</Section>
			<Section title={ __( 'Data', 'aaia-chatbot' ) } description={ __( 'What happens when the plugin is deleted.', 'aaia-chatbot' ) }>
				<ToggleField setting="delete_on_uninstall" label={ __( 'Delete all data with the plugin', 'aaia-chatbot' ) } />
			</Section>
		</>
	);
}
