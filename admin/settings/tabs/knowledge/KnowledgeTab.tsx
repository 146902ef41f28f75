import './knowledge.css';
import { useCallback, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { Parts } from '../../Parts';
import { AnswersSection } from './AnswersSection';
import type { AskedQuestion } from './AnswersSection';
import { ContentSection } from './ContentSection';
import { DocumentsSection } from './DocumentsSection';
import { EmbeddingsSection } from './EmbeddingsSection';
import { FilesSection } from './FilesSection';
import { GapsSection } from './GapsSection';
import { HealthSection } from './HealthSection';
import { PagesSection } from './PagesSection';
import { ReportsSection } from './ReportsSection';
import { SearchSection } from './SearchSection';
import { SourcesSection } from './SourcesSection';
import { StatisticsSection } from './StatisticsSection';

/** The question in the URL, set by the link "Write the answer" beside a refusal. A new object for each question. */
function questionInAddress(): AskedQuestion | null {
	const text = new URLSearchParams( window.location.search ).get( 'question' ) ?? '';
	return text === '' ? null : { text: text.slice( 0, 500 ) };
}

/** The Knowledge tab: sources, search, written answers, documents and their health. */
export function KnowledgeTab() {
	const [ changes, setChanges ] = useState( 0 );
	const changed = useCallback( () => setChanges( ( before ) => before + 1 ), [] );
	const [ question, setQuestion ] = useState( questionInAddress );
	const write = ( asked: string ): void => {
		setQuestion( { text: asked } );
		document.getElementById( 'aaia-knowledge-answers' )?.scrollIntoView( { block: 'start' } );
	};
	return (
		<Parts
			tab="knowledge"
			parts={ [
				{ name: 'sources', title: __( 'Sources', 'aaia-chatbot' ), content: <SourcesSection changes={ changes } onChange={ changed } /> },
				{
					name: 'content',
					title: __( 'Content', 'aaia-chatbot' ),
					content: (
						<>
							<ContentSection />
							<FilesSection changes={ changes } />
						</>
					),
				},
				{ name: 'pages', title: __( 'Other sites', 'aaia-chatbot' ), content: <PagesSection onChange={ changed } /> },
				{ name: 'search', title: __( 'Try a question', 'aaia-chatbot' ), content: <SearchSection onChange={ changed } onWrite={ write } /> },
				{
					name: 'answers',
					title: __( 'Your own answers', 'aaia-chatbot' ),
					content: <AnswersSection question={ question } onChange={ changed } />,
				},
				{
					name: 'gaps',
					title: __( 'Questions without an answer', 'aaia-chatbot' ),
					content: <GapsSection changes={ changes } onWrite={ write } />,
				},
				{ name: 'health', title: __( 'Health', 'aaia-chatbot' ), content: <HealthSection changes={ changes } /> },
				{ name: 'reports', title: __( 'Errors reported', 'aaia-chatbot' ), content: <ReportsSection /> },
				{
					name: 'documents',
					title: __( 'Documents', 'aaia-chatbot' ),
					content: <DocumentsSection changes={ changes } onChange={ changed } />,
				},
				{ name: 'meaning', title: __( 'Search by meaning', 'aaia-chatbot' ), content: <EmbeddingsSection changes={ changes } /> },
				{ name: 'size', title: __( 'Size', 'aaia-chatbot' ), content: <StatisticsSection changes={ changes } /> },
			] }
		/>
	);
}
