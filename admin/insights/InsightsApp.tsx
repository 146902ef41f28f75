import { __ } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';

/** Conversations -> Insights. */
export function InsightsApp() {
	return (
		<div className="aaia-head">
			<h1>{ __( 'Insights', 'aaia-chatbot' ) }</h1>
			<a href={ pageFacts().pages.inbox }>{ __( 'Go to conversations', 'aaia-chatbot' ) }</a>
		</div>
	);
}
