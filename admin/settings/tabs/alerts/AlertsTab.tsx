import './alerts.css';
import './figures.css';
import { __ } from '@wordpress/i18n';
import type { ComponentType } from 'react';
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

interface Part {
	name: string;
	title: string;
	Content: ComponentType;
}

const parts = (): Part[] => [
	{ name: 'health', title: __( 'Do alerts arrive?', 'aaia-chatbot' ), Content: HealthSection },
	{ name: 'so-far', title: __( 'Alerts so far', 'aaia-chatbot' ), Content: AlertsSection },
	{ name: 'rules', title: __( 'Rules', 'aaia-chatbot' ), Content: RulesSection },
	{ name: 'people', title: __( 'People', 'aaia-chatbot' ), Content: PeopleSection },
	{ name: 'services', title: __( 'Other services', 'aaia-chatbot' ), Content: ServicesSection },
	{ name: 'summary', title: __( 'Summary', 'aaia-chatbot' ), Content: DigestSection },
	{ name: 'ways', title: __( 'Hours and mails', 'aaia-chatbot' ), Content: WaysSection },
	{ name: 'figures', title: __( 'Figures', 'aaia-chatbot' ), Content: FiguresSection },
	{ name: 'log', title: __( 'Log', 'aaia-chatbot' ), Content: LogSection },
	{ name: 'uses', title: __( 'Uses of the tool', 'aaia-chatbot' ), Content: ActivationsSection },
];

/** Alerts: whether they arrive, what raises them, who is told, and what was sent. One page, with a way to each of its parts. */
export function AlertsTab() {
	const all = parts();
	return (
		<>
			<nav className="aaia-jumps" aria-label={ __( 'Parts of this page', 'aaia-chatbot' ) }>
				<ul>{ all.map( ( { name, title } ) => <li key={ name }><a href={ `#aaia-alerts-${ name }` }>{ title }</a></li> ) }</ul>
			</nav>
			{ all.map( ( { name, Content } ) => <div key={ name } id={ `aaia-alerts-${ name }` } className="aaia-part" tabIndex={ -1 }><Content /></div> ) }
		</>
	);
}
