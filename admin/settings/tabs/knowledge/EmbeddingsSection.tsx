import { __ } from '@wordpress/i18n';
import { testEmbeddings } from '../../../data/embeddings';
import { AreaField, RadioField, TextField } from '../../fields/fields';
import type { Choice } from '../../fields/fields';
import { SecretField } from '../../fields/SecretField';
import { keyWarning } from '../../key-warning';
import { Section } from '../../Section';
import { useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { Trial } from '../../Trial';
import { EmbeddingsProgress } from './EmbeddingsProgress';

/** Settings that the test reads unsaved. */
const TESTED = [
	'embeddings_server',
	'embeddings_base_url',
	'embeddings_api_key',
	'embeddings_model',
	'embeddings_dimensions',
	'base_url',
	'api_key',
	'allowed_local_hosts',
];

const servers = (): Choice[] => [
	{
		value: 'off',
		label: __( 'Off', 'aaia-chatbot' ),
		description: __(
			'Passages are found by their words, even with typing errors or other endings. Nothing is sent anywhere.',
			'aaia-chatbot'
		),
	},
	{
		value: 'assistant',
		label: __( 'The assistant’s server', 'aaia-chatbot' ),
		description: __( 'The base URL and key of the Assistant tab.', 'aaia-chatbot' ),
	},
	{
		value: 'own',
		label: __( 'Another server', 'aaia-chatbot' ),
		description: __( 'OpenAI, Mistral, Ollama, vLLM and any other server with OpenAI-compatible embeddings.', 'aaia-chatbot' ),
	},
];

/** Search by meaning: the source of embeddings, their cost and progress. */
export function EmbeddingsSection( { changes }: { changes: number } ) {
	const { state } = useSettings();
	const server = String( shownValue( state, 'embeddings_server' ) );
	return (
		<Section
			title={ __( 'Search by meaning', 'aaia-chatbot' ) }
			description={ __(
				'Also finds passages that say the same in other words. If the server is slow or down, only the search by words is used.',
				'aaia-chatbot'
			) }
		>
			<RadioField setting="embeddings_server" label={ __( 'Embeddings', 'aaia-chatbot' ) } choices={ servers() } />
			{ server === 'own' && (
				<>
					<TextField
						setting="embeddings_base_url"
						type="url"
						label={ __( 'Base URL', 'aaia-chatbot' ) }
						placeholder="https://api.openai.com/v1"
					/>
					<SecretField
						setting="embeddings_api_key"
						label={ __( 'API key', 'aaia-chatbot' ) }
						warning={ keyWarning( state, 'embeddings_base_url', 'embeddings_api_key' ) }
					/>
					<AreaField
						setting="allowed_local_hosts"
						rows={ 2 }
						label={ __( 'Allowed local hosts', 'aaia-chatbot' ) }
						placeholder="localhost:11434"
					/>
				</>
			) }
			{ server !== 'off' && (
				<>
					<TextField setting="embeddings_model" label={ __( 'Embedding model', 'aaia-chatbot' ) } placeholder="text-embedding-3-small" />
					<TextField setting="embeddings_dimensions" label={ __( 'Dimensions', 'aaia-chatbot' ) } />
					<TextField setting="embeddings_daily_tokens" label={ __( 'Daily tokens', 'aaia-chatbot' ) } />
					<Trial label={ __( 'Test embeddings', 'aaia-chatbot' ) } run={ testEmbeddings } settings={ TESTED } />
				</>
			) }
			<EmbeddingsProgress changes={ changes } off={ server === 'off' } />
		</Section>
	);
}
