import { ask } from './api';
import type {
	CategorySuggestion,
	CategoryUse,
	ChangeCategoryBody,
	CreateCategoryBody,
	StaffCategories,
	StaffCategory,
} from '../../src/wire/wire';

const path = ( id: number ): string => `/categories/${ id }`;

/** Categories in the owner's order, and colours to choose from. */
export const loadCategories = (): Promise< StaffCategories > => ask( 'GET', '/categories' );

export const createCategory = ( category: CreateCategoryBody ): Promise< StaffCategory > => ask( 'POST', '/categories', category );

export const changeCategory = ( id: number, change: ChangeCategoryBody ): Promise< StaffCategory > => ask( 'PATCH', path( id ), change );

export const deleteCategory = ( id: number ): Promise< unknown > => ask( 'DELETE', path( id ) );

/** How many conversations are in the category. */
export const categoryUse = ( id: number ): Promise< CategoryUse > => ask( 'GET', path( id ) );

/** The category that the words of a conversation speak for, if any. */
export const suggestCategory = ( conversation: string ): Promise< CategorySuggestion > =>
	ask( 'GET', `/conversations/${ encodeURIComponent( conversation ) }/category-suggestion` );
