import { ask, query } from './api';
import type {
	KnowledgeFinding,
	KnowledgeHealth,
	ListFindingsQuery,
	PostHealth,
	PreviewHealthAnswer,
	PreviewHealthBody,
} from '../../src/wire/wire';

/** Filter of the list of findings. */
export interface FindingFilter {
	kind: NonNullable< ListFindingsQuery[ 'kind' ] > | '';
	ignored: boolean;
	cursor: string | null;
}

/** Most characters that are checked before saving; the rest is checked on save. */
const CONTENT = 200_000;

const TITLE = 1000;

export const loadFindings = ( { kind, ignored, cursor }: FindingFilter ): Promise< KnowledgeHealth > =>
	ask( 'GET', `/knowledge/health${ query( { kind, ignored: ignored || null, cursor } ) }` );

export const ignoreFinding = ( id: number, ignored: boolean ): Promise< KnowledgeFinding > =>
	ask( 'PATCH', `/knowledge/health/${ id }`, { ignored } );

/** Findings of the saved post. */
export const loadPostHealth = ( post: number ): Promise< PostHealth > => ask( 'GET', `/knowledge/health/posts/${ post }` );

/** Findings of the unsaved text in the editor. */
export function previewHealth( post: number, title: string, content: string ): Promise< PreviewHealthAnswer > {
	const draft: PreviewHealthBody = { title: title.slice( 0, TITLE ), content: content.slice( 0, CONTENT ) };
	return ask( 'POST', `/knowledge/health/posts/${ post }`, draft );
}
