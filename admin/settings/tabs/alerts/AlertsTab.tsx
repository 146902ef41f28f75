import './alerts.css';
import { ActivationsSection } from './ActivationsSection';
import { AlertsSection } from './AlertsSection';
import { DigestSection } from './DigestSection';
import { FiguresSection } from './FiguresSection';
import { HealthSection } from './HealthSection';
import { LogSection } from './LogSection';
import { PeopleSection } from './PeopleSection';
import { RulesSection } from './RulesSection';
import { ServicesSection } from './ServicesSection';

/** Alerts: whether they arrive, what raises them, who is told, and what was sent. */
export function AlertsTab() {
	return (
		<>
			<HealthSection />
			<RulesSection />
			<PeopleSection />
			<ServicesSection />
			<DigestSection />
			<AlertsSection />
			<FiguresSection />
			<LogSection />
			<ActivationsSection />
		</>
	);
}
