import './alerts.css';
import './figures.css';
import { __ } from '@wordpress/i18n';
import { Parts } from '../../Parts';
import { goTo, usePlace } from '../../../shared/place';
import { Tabs, panelId, tabId } from '../../../shared/Tabs';
import type { Part } from '../../Parts';
import { ActivationsSection } from './ActivationsSection';
import { AlertsSection } from './AlertsSection';
import { DigestSection } from './DigestSection';
import { FiguresSection } from './FiguresSection';
import { HealthSection } from './HealthSection';
import { LogSection } from './LogSection';
import { PeopleSection } from './PeopleSection';
import { RulesSection } from './RulesSection';
import { ServicesSection } from './ServicesSection';
import { WaysSection } from './WaysSection';

/** What needs a decision: whether alerts arrive, what raises them, and who gets them. */
const main = (): Part[] => [
	{ name: 'health', title: __( 'Do alerts arrive?', 'aaia-chatbot' ), content: <HealthSection /> },
	{ name: 'rules', title: __( 'Rules', 'aaia-chatbot' ), content: <RulesSection /> },
	{ name: 'people', title: __( 'Recipients', 'aaia-chatbot' ), content: <PeopleSection /> },
	{ name: 'summary', title: __( 'Summary', 'aaia-chatbot' ), content: <DigestSection /> },
	{ name: 'ways', title: __( 'Hours and e-mails', 'aaia-chatbot' ), content: <WaysSection /> },
];

/** What is looked up now and then, each on a page of its own. */
const others = (): Part[] => [
	{ name: 'so-far', title: __( 'Alerts so far', 'aaia-chatbot' ), content: <AlertsSection /> },
	{ name: 'log', title: __( 'Log', 'aaia-chatbot' ), content: <LogSection /> },
	{ name: 'uses', title: __( 'Requests for a person', 'aaia-chatbot' ), content: <ActivationsSection /> },
	{ name: 'figures', title: __( 'Figures', 'aaia-chatbot' ), content: <FiguresSection /> },
	{ name: 'services', title: __( 'Other services', 'aaia-chatbot' ), content: <ServicesSection /> },
];

/** The page of the tab that is not one of the others. */
const MAIN = 'setup';

/** Alerts: what matters first, the rest behind tabs of their own, each with an address (`&part=log`). */
export function AlertsTab() {
	const { part } = usePlace();
	const chosen = others().find( ( { name } ) => name === part );
	const current = subtab( chosen?.name ?? MAIN );
	return (
		<div className="aaia-subtabs">
			<Tabs
				label={ __( 'Alerts', 'aaia-chatbot' ) }
				current={ current }
				tabs={ [ { name: MAIN, title: __( 'Rules and recipients', 'aaia-chatbot' ) }, ...others() ].map( ( { name, title } ) => ( {
					name: subtab( name ),
					title,
					errors: 0,
				} ) ) }
				onChoose={ ( name ) => goTo( { tab: 'alerts', part: name === subtab( MAIN ) ? '' : name.replace( subtab( '' ), '' ) } ) }
			/>
			<div role="tabpanel" id={ panelId( current ) } aria-labelledby={ tabId( current ) }>
				{ chosen === undefined ? (
					<Parts tab="alerts" parts={ main() } />
				) : (
					<div id={ `aaia-alerts-${ chosen.name }` }>{ chosen.content }</div>
				) }
			</div>
		</div>
	);
}

/** The name of a tab within this one, unique on the page. */
const subtab = ( name: string ): string => `alerts-${ name }`;
