import './assistant.css';
import { __ } from '@wordpress/i18n';
import { ToggleField } from '../../fields/fields';
import { Section } from '../../Section';
import { Advanced } from './Advanced';
import { Checklist } from './Checklist';
import { Instructions } from './Instructions';
import { ModelSection } from './ModelSection';
import { ToolsConfiguration } from './ToolsConfiguration';

/** The Assistant tab: on or off, model, instructions, requests for a person. */
export function AssistantTab() {
	return (
		<>
			<Checklist />
			<Section
				title={ __( 'Chat on your site', 'aaia-chatbot' ) }
				description={ __(
					'The assistant answers from your own pages and shows its sources. It works right away, without a key.',
					'aaia-chatbot'
				) }
			>
				<ToggleField setting="widget_enabled" label={ __( 'Show the chat on the site', 'aaia-chatbot' ) } />
			</Section>
			<ModelSection />
			<Instructions />
			<Section
				title={ __( 'Tools & features', 'aaia-chatbot' ) }
				description={ __( 'What the assistant may do besides answering. Visitors can always ask for a person themselves.', 'aaia-chatbot' ) }
			>
				<ToggleField setting="tools_enabled" label={ __( 'Enable tools', 'aaia-chatbot' ) } />
			</Section>
			<ToolsConfiguration />
			<Advanced />
		</>
	);
}
