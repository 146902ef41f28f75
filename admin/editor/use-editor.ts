import { useSelect } from '@wordpress/data';
import { store } from '@wordpress/editor';

/** The post in the block editor. */
export interface EditedPost {
	id: number;
	type: string;
	isSaving: boolean;
	isPublished: boolean;
	title: string;
	content: string;
}

interface EditorSelectors {
	getCurrentPostId: () => number | string | null;
	getCurrentPostType: () => string | null;
	getEditedPostAttribute: ( name: string ) => unknown;
	getEditedPostContent: () => string;
	isSavingPost: () => boolean;
	isAutosavingPost: () => boolean;
	isCurrentPostPublished: () => boolean;
}

/** Reads the post in the editor. Serializes its text only on request, because that is slow on long pages. */
export function useEditedPost( withContent: boolean ): EditedPost {
	return useSelect( ( select: ( name: unknown ) => unknown ): EditedPost => {
		const editor = select( store ) as EditorSelectors;
		return {
			id: Number( editor.getCurrentPostId() ?? 0 ),
			type: editor.getCurrentPostType() ?? '',
			isSaving: editor.isSavingPost() && ! editor.isAutosavingPost(),
			isPublished: editor.isCurrentPostPublished(),
			title: withContent ? String( editor.getEditedPostAttribute( 'title' ) ?? '' ) : '',
			content: withContent ? editor.getEditedPostContent() : '',
		};
	}, [ withContent ] );
}
