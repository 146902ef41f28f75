import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../../../data/page-facts';
import { AreaField, ColorField, RadioField, SelectField, TextField, ToggleField } from '../../fields/fields';
import { Section } from '../../Section';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { ContrastHint } from './ContrastHint';
import { Preview } from './Preview';
import { SignEverybodyOut } from './SignEverybodyOut';
import { WordsSection } from './WordsSection';

/** The chat in the page: words, looks, consent, and the pages that may show it. */
export function WidgetTab() {
	const { state } = useSettings();
	const [ language, setLanguage ] = useState( '' );
	const color = String( shownValue( state, 'widget_color' ) );
	return (
		<>
			<WordsSection language={ language } onLanguage={ setLanguage } />
			<Section title={ __( 'Appearance', 'aaia-chatbot' ) } description={ __( 'How the button and the panel look.', 'aaia-chatbot' ) }>
				<div className="aaia-appearance">
					<div>
						<ColorField setting="widget_color" label={ __( 'Colour', 'aaia-chatbot' ) } pickerLabel={ __( 'Pick a colour', 'aaia-chatbot' ) }>
							{ /^#[0-9a-f]{6}$/i.test( color ) && <ContrastHint color={ color } /> }
						</ColorField>
						<RadioField
							setting="widget_position"
							label={ __( 'Position', 'aaia-chatbot' ) }
							choices={ [
								{ value: 'right', label: __( 'Bottom right', 'aaia-chatbot' ) },
								{ value: 'left', label: __( 'Bottom left', 'aaia-chatbot' ) },
							] }
						/>
						<SelectField
							setting="widget_scheme"
							label={ __( 'Light or dark', 'aaia-chatbot' ) }
							choices={ [
								{ value: 'auto', label: __( 'Automatic', 'aaia-chatbot' ) },
								{ value: 'light', label: __( 'Light', 'aaia-chatbot' ) },
								{ value: 'dark', label: __( 'Dark', 'aaia-chatbot' ) },
							] }
						/>
					</div>
					<Preview language={ language } />
				</div>
				<ToggleField setting="widget_ratings" label={ __( 'Let visitors rate answers', 'aaia-chatbot' ) } />
			</Section>
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
