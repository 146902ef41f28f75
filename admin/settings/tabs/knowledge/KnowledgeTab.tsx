import './knowledge.css';
import { useState } from '@wordpress/element';
import { AnswersSection } from './AnswersSection';
import { ContentSection } from './ContentSection';
import { DocumentsSection } from './DocumentsSection';
import { EmbeddingsSection } from './EmbeddingsSection';
import { FilesSection } from './FilesSection';
import { HealthSection } from './HealthSection';
import { PagesSection } from './PagesSection';
import { ReportsSection } from './ReportsSection';
import { SearchSection } from './SearchSection';
import { SourcesSection } from './SourcesSection';
import { StatisticsSection } from './StatisticsSection';

/** What the assistant knows: where from, what it finds for a question, what owners add and keep out. */
export function KnowledgeTab() {
	const [ changes, setChanges ] = useState( 0 );
	const changed = (): void => setChanges( ( before ) => before + 1 );
	return (
		<>
			<SourcesSection changes={ changes } onChange={ changed } />
			<ContentSection />
			<FilesSection changes={ changes } />
			<PagesSection onChange={ changed } />
			<SearchSection onChange={ changed } />
			<EmbeddingsSection changes={ changes } />
			<HealthSection changes={ changes } />
			<ReportsSection />
			<AnswersSection onChange={ changed } />
			<DocumentsSection changes={ changes } onChange={ changed } />
			<StatisticsSection changes={ changes } />
		</>
	);
}
