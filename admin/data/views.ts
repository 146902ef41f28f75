import { ask } from './api';
import type { ChangeViewBody, CreateViewBody, StaffView, StaffViews } from '../../src/wire/wire';

const path = ( id: number ): string => `/views/${ id }`;

/** Saved views, one's own first, then the team's; and how many conversations one's list shows at once. */
export const loadViews = (): Promise< StaffViews > => ask( 'GET', '/views' );

export const createView = ( view: CreateViewBody ): Promise< StaffView > => ask( 'POST', '/views', view );

export const changeView = ( id: number, change: ChangeViewBody ): Promise< StaffView > => ask( 'PATCH', path( id ), change );

export const deleteView = ( id: number ): Promise< unknown > => ask( 'DELETE', path( id ) );

/** How many conversations one's list shows at once, from 10 to 100. */
export const savePerPage = ( count: number ): Promise< unknown > => ask( 'PUT', '/views/per-page', { per_page: count } );
