import '../../../shared/agent-state.css';
import './team.css';
import { PeopleSection } from './PeopleSection';
import { TeamsSection } from './TeamsSection';

/** Team: how those who answer are grouped, whether they are there, and how much they take. */
export function TeamTab() {
	return <><TeamsSection /><PeopleSection /></>;
}
