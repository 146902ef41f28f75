import { Spinner } from '@wordpress/components';
import { PluginPrePublishPanel } from '@wordpress/editor';
import { useCallback } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { previewHealth } from '../data/health';
import { useLoaded } from '../shared/use-loaded';
import { FindingCard } from '../shared/FindingCard';
import { useEditedPost } from './use-editor';

/** Problems that the page would have, shown in the pre-publish panel. */
export function PublishHints() {
	return (
		<PluginPrePublishPanel title={ __( 'AAIA: knowledge check', 'aaia-chatbot' ) } className="aaia-editor" initialOpen>
			<Hints />
		</PluginPrePublishPanel>
	);
}

/** Rendered only while the panel is open. */
function Hints() {
	const { id, title, content } = useEditedPost( true );
	const { value, problem } = useLoaded( useCallback( () => previewHealth( id, title, content ), [ id, title, content ] ) );
	if ( problem !== '' ) {
		return <p>{ problem }</p>;
	}
	if ( value === null ) {
		return <Spinner />;
	}
	if ( value.items.length === 0 ) {
		return (
			<p>
				{ __( 'No dead links within your site, no outdated dates and no contradictions with other pages.', 'aaia-chatbot' ) }
			</p>
		);
	}
	return (
		<ul className="aaia-findings">
			{ value.items.map( ( finding, index ) => <FindingCard key={ index } finding={ finding } here={ id } /> ) }
		</ul>
	);
}
