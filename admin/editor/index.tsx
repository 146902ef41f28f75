import './editor.css';
import { registerPlugin } from '@wordpress/plugins';
import { HealthPanel } from './HealthPanel';
import { PublishHints } from './PublishHints';

registerPlugin( 'aaia-chatbot-health', {
	icon: null,
	render: () => (
		<>
			<HealthPanel />
			<PublishHints />
		</>
	),
} );
