import { __ } from '@wordpress/i18n';
import { TextField } from '../../fields/fields';
import { Section } from '../../Section';
import { CostSection } from './CostSection';

/** Settings that few sites change: costs, caps and server load. */
export function Advanced() {
	return (
		<details className="aaia-advanced">
			<summary>
				<h2>{ __( 'Advanced', 'aaia-chatbot' ) }</h2>
				<span>{ __( 'Costs and caps, server load', 'aaia-chatbot' ) }</span>
			</summary>
			<CostSection />
			<Section
				title={ __( 'Server load', 'aaia-chatbot' ) }
				description={ __( 'How much of your server the chat may use at once.', 'aaia-chatbot' ) }
			>
				<TextField setting="turns_at_once" label={ __( 'Simultaneous answers', 'aaia-chatbot' ) } />
				<TextField setting="followers_at_once" label={ __( 'Simultaneous reconnections', 'aaia-chatbot' ) } />
			</Section>
		</details>
	);
}
