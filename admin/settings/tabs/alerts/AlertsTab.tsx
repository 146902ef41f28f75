import './alerts.css';
import './figures.css';
import { __ } from '@wordpress/i18n';
import { Parts } from '../../Parts';
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

const parts = (): Part[] => [
	{ name: 'health', title: __( 'Do alerts arrive?', 'aaia-chatbot' ), content: <HealthSection /> },
	{ name: 'so-far', title: __( 'Alerts so far', 'aaia-chatbot' ), content: <AlertsSection /> },
	{ name: 'rules', title: __( 'Rules', 'aaia-chatbot' ), content: <RulesSection /> },
	{ name: 'people', title: __( 'People', 'aaia-chatbot' ), content: <PeopleSection /> },
	{ name: 'services', title: __( 'Other services', 'aaia-chatbot' ), content: <ServicesSection /> },
	{ name: 'summary', title: __( 'Summary', 'aaia-chatbot' ), content: <DigestSection /> },
	{ name: 'ways', title: __( 'Hours and mails', 'aaia-chatbot' ), content: <WaysSection /> },
	{ name: 'figures', title: __( 'Figures', 'aaia-chatbot' ), content: <FiguresSection /> },
	{ name: 'log', title: __( 'Log', 'aaia-chatbot' ), content: <LogSection /> },
	{ name: 'uses', title: __( 'Uses of the tool', 'aaia-chatbot' ), content: <ActivationsSection /> },
];

/** Alerts: whether they arrive, what raises them, who is told, and what was sent. One page, with a way to each of its parts. */
export function AlertsTab() {
	return <Parts tab="alerts" parts={ parts() } />;
}
