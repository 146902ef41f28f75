import { __, _n, sprintf } from '@wordpress/i18n';
import { categoryUse, changeCategory, createCategory, deleteCategory } from '../data/categories';
import { CategoryMark } from './CategoryMenu';
import { EditListDialog } from './EditListDialog';
import type { Inbox } from './use-inbox';

/** Characters of a name. */
const LENGTH = 60;

/** The owner's categories: create, rename, recolour, order, mark one as critical, delete. */
export function CategoriesDialog( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	return (
		<EditListDialog
			list={ {
				title: __( 'Categories', 'aaia-chatbot' ),
				items: inbox.state.categories,
				colors: inbox.state.colors,
				length: LENGTH,
				add: __( 'Add a category', 'aaia-chatbot' ),
				criticalWord: __( 'Critical (one category at most)', 'aaia-chatbot' ),
				sentence: ( { name }, count ) => count === 0
					/* translators: %s: name of a category. */
					? sprintf( __( 'Delete “%s”? No conversation is in it.', 'aaia-chatbot' ), name )
					: sprintf(
						/* translators: 1: name of a category, 2: number of conversations. */
						_n(
							'Delete “%1$s”? %2$d conversation stays without a category.',
							'Delete “%1$s”? %2$d conversations stay without a category.',
							count,
							'aaia-chatbot'
						),
						name,
						count
					),
				draw: ( category ) => <CategoryMark category={ { critical: false, ...category } } />,
				create: createCategory,
				change: changeCategory,
				move: ( id, position ) => changeCategory( id, { position } ),
				remove: deleteCategory,
				use: categoryUse,
			} }
			onChanged={ () => {
				inbox.loadLists();
				inbox.nudge();
			} }
			onClose={ onClose }
		/>
	);
}
