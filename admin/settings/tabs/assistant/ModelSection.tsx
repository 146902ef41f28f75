import { __ } from '@wordpress/i18n';
import { testConnection } from '../../../data/settings';
import { pageFacts } from '../../../data/page-facts';
import { AreaField, RadioField, TextField } from '../../fields/fields';
import type { Choice } from '../../fields/fields';
import { SecretField } from '../../fields/SecretField';
import { keyWarning } from '../../key-warning';
import { Section } from '../../Section';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { Trial } from '../../Trial';
import { ModelField } from './ModelField';
import { MODEL_SETTINGS } from './models';

/** The providers to choose from; one of another plugin is shown by its id while it is chosen. */
function providers( chosen: string ): Choice[] {
	const choices: Choice[] = [
		{
			value: 'builtin',
			label: __( 'Built-in', 'aaia-chatbot' ),
			description: __( 'Quotes the best sentences of your pages. No key, no cost, nothing leaves your server.', 'aaia-chatbot' ),
		},
		{
			value: 'openai',
			label: __( 'OpenAI-compatible', 'aaia-chatbot' ),
			description: __(
				'OpenAI, Azure, Mistral, Ollama, vLLM and any other OpenAI-compatible server. Questions and passages of your pages are sent there.',
				'aaia-chatbot'
			),
		},
	];
	if ( pageFacts().wordpress_ai ) {
		choices.push( {
			value: 'wordpress',
			label: __( 'WordPress AI', 'aaia-chatbot' ),
			description: __( 'The AI provider connected to WordPress. Answers appear all at once.', 'aaia-chatbot' ),
		} );
	}
	return choices.some( ( { value } ) => value === chosen ) ? choices : [ ...choices, { value: chosen, label: chosen } ];
}

/** What happens to an answer with facts that no source contains. */
function groundingChoices(): Choice[] {
	return [
		{ value: 'annotate', label: __( 'Add a sentence that says what to check', 'aaia-chatbot' ) },
		{ value: 'replace', label: __( 'Replace the answer and offer a person', 'aaia-chatbot' ) },
		{ value: 'off', label: __( 'Leave the answer as it is', 'aaia-chatbot' ) },
	];
}

/** The model, and the connection to it. */
export function ModelSection() {
	const { state } = useSettings();
	const provider = String( shownValue( state, 'provider' ) );
	return (
		<Section
			title={ __( 'Model', 'aaia-chatbot' ) }
			description={ __( 'Who writes the answers. When a provider fails, the built-in assistant answers instead.', 'aaia-chatbot' ) }
		>
			<RadioField setting="provider" label={ __( 'Provider', 'aaia-chatbot' ) } choices={ providers( provider ) } />
			{ provider === 'openai' && (
				<>
					<TextField setting="base_url" type="url" label={ __( 'Base URL', 'aaia-chatbot' ) } placeholder="https://api.openai.com/v1" />
					<SecretField setting="api_key" label={ __( 'API key', 'aaia-chatbot' ) } warning={ keyWarning( state, 'base_url', 'api_key' ) } />
					<ModelField />
					<AreaField
						setting="allowed_local_hosts"
						rows={ 2 }
						label={ __( 'Allowed local hosts', 'aaia-chatbot' ) }
						placeholder="localhost:11434"
					/>
				</>
			) }
			{ provider === 'wordpress' && <TextField setting="model" label={ __( 'Model name', 'aaia-chatbot' ) } /> }
			{ provider !== 'builtin' && (
				<Trial label={ __( 'Test connection', 'aaia-chatbot' ) } run={ testConnection } settings={ MODEL_SETTINGS } />
			) }
			{ provider !== 'builtin' && (
				<RadioField
					setting="grounding_action"
					label={ __( 'Figures and addresses without a source', 'aaia-chatbot' ) }
					choices={ groundingChoices() }
				/>
			) }
		</Section>
	);
}
