import './team.css';
import { TeamsSection } from './TeamsSection';

/** Team: who answers, and how they are grouped. */
export function TeamTab() {
	return <TeamsSection />;
}
