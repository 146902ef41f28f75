import { ask, query } from './api';
import type {
	AddAnswerBody,
	ChangeDocumentBody,
	FoundPassages,
	KnowledgeContentKinds,
	KnowledgeDocument,
	KnowledgeDocuments,
	KnowledgeSourceStates,
	KnowledgeTotals,
	TriedAnswer,
	TryQuestionBody,
	WrittenAnswer,
	WrittenAnswers,
} from '../../src/wire/wire';

/** Changes of a document by its owner. */
export type DocumentChange = ChangeDocumentBody;

/** An answer before it is saved. */
export type AnswerDraft = Required< Omit< AddAnswerBody, 'override' > >;

export interface DocumentFilter {
	source: string;
	text: string;
	excluded: boolean | null;
	cursor: string | null;
}

export const loadSources = (): Promise< KnowledgeSourceStates > => ask( 'GET', '/knowledge/sources' );

/** Post types of the site. */
export const loadContentKinds = (): Promise< KnowledgeContentKinds > => ask( 'GET', '/knowledge/content' );

export const syncSource = ( name: string ): Promise< unknown > =>
	ask( 'POST', `/knowledge/sources/${ encodeURIComponent( name ) }/sync`, {} );

/** The passages the assistant would find for a question, in the language of the visitor who asks it. */
export const searchKnowledge = ( q: string, language: string ): Promise< FoundPassages > =>
	ask( 'GET', `/knowledge/search${ query( { q, language } ) }` );

/** The answer that a visitor would get. */
export const tryQuestion = ( question: string, language: string ): Promise< TriedAnswer > =>
	ask( 'POST', '/assistant/try', { question, language } satisfies TryQuestionBody );

export const loadDocuments = ( { source, text, excluded, cursor }: DocumentFilter ): Promise< KnowledgeDocuments > =>
	ask( 'GET', `/knowledge/documents${ query( { source, text, excluded, cursor } ) }` );

export const changeDocument = ( id: number, change: DocumentChange ): Promise< KnowledgeDocument > =>
	ask( 'PATCH', `/knowledge/documents/${ id }`, change );

export const loadTotals = (): Promise< KnowledgeTotals > => ask( 'GET', '/knowledge/statistics' );

export const loadAnswers = ( text: string, cursor: string | null ): Promise< WrittenAnswers > =>
	ask( 'GET', `/knowledge/answers${ query( { text, cursor } ) }` );

/** Saves a new answer, or changes the one with this id. `override` says why, where it spoils good answers of the test bench. */
export const saveAnswer = ( id: string | null, draft: AnswerDraft & { override?: string } ): Promise< WrittenAnswer > =>
	id === null ? ask( 'POST', '/knowledge/answers', draft ) : ask( 'PATCH', `/knowledge/answers/${ encodeURIComponent( id ) }`, draft );

export const deleteAnswer = ( id: string, override?: string ): Promise< unknown > =>
	ask( 'DELETE', `/knowledge/answers/${ encodeURIComponent( id ) }`, override === undefined ? undefined : { override } );
