import { __ } from '@wordpress/i18n';
import { TextField } from '../../fields/fields';
import { Section } from '../../Section';
import { CostSection } from './CostSection';

/** What few sites need to change: costs and their caps, and how much is done at once. */
export function Advanced() {
	return (
		<details className="aaia-advanced">
			<summary>
				<h2>{ __( 'Advanced', 'aaia-chatbot' ) }</h2>
				<span>{ __( 'Costs and caps, how many answers at the same time', 'aaia-chatbot' ) }</span>
			</summary>
			<CostSection />
			<Section
				title={ __( 'At the same time', 'aaia-chatbot' ) }
				description={ __( 'How much of your server the chat may use at once.', 'aaia-chatbot' ) }
			>
				<TextField setting="turns_at_once" label={ __( 'Answers at the same time', 'aaia-chatbot' ) } />
				<TextField setting="followers_at_once" label={ __( 'Readers after a lost connection', 'aaia-chatbot' ) } />
			</Section>
		</details>
	);
}
