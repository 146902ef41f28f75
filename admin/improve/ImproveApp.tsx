import { useMemo } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import { goTo, usePlace } from '../shared/place';
import { Tabs, panelId, tabId } from '../shared/Tabs';
import { improveTabs } from './registry';

/** Conversations -> Improve. */
export function ImproveApp() {
	const tabs = useMemo( improveTabs, [] );
	const place = usePlace();
	const current = tabs.find( ( tab ) => tab.name === place.tab ) ?? tabs[ 0 ];
	return (
		<>
			<div className="aaia-head">
				<h1>{ __( 'Improve', 'aaia-chatbot' ) }</h1>
				<a href={ pageFacts().pages.inbox }>{ __( 'Go to conversations', 'aaia-chatbot' ) }</a>
			</div>
			{ current && (
				<>
					<Tabs
						label={ __( 'Improve', 'aaia-chatbot' ) }
						current={ current.name }
						tabs={ tabs }
						onChoose={ ( name ) => goTo( { tab: name, part: '' } ) }
					/>
					<div
						className="aaia-panel"
						role="tabpanel"
						tabIndex={ -1 }
						id={ panelId( current.name ) }
						aria-labelledby={ tabId( current.name ) }
					>
						<current.Content />
					</div>
				</>
			) }
		</>
	);
}
