import '../../../shared/agent-state.css';
import './team.css';
import { pageFacts } from '../../../data/page-facts';
import { PeopleSection } from './PeopleSection';
import { RolesSection } from './RolesSection';
import { TeamsSection } from './TeamsSection';

/** Team: how those who answer are grouped, whether they are there, how much they take, and what roles may do. */
export function TeamTab() {
	return <><TeamsSection /><PeopleSection />{ pageFacts().owner && <RolesSection /> }</>;
}
