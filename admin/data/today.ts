import type { EarlierAnswer, MarkTodayBody, RemindTodayAnswer, RemindTodayBody, Today, TodayItem, TodayItems } from '../../src/wire/wire';
import { ask } from './api';

export type TodayKind = TodayItem[ 'kind' ];

export const loadToday = (): Promise< Today > => ask( 'GET', '/today' );

/** What is open of a kind, oldest first. */
export const loadTodayItems = ( kind: TodayKind ): Promise< TodayItems > => ask( 'GET', `/today/queues/${ kind }` );

/** The earlier answer that a contradiction contradicts. */
export const loadEarlier = ( id: string ): Promise< EarlierAnswer > => ask( 'GET', `/today/items/${ encodeURIComponent( id ) }/earlier` );

/** Marks an item as handled, or opens it again. */
export const markToday = ( id: string, done: boolean ): Promise< unknown > =>
	ask( 'PUT', `/today/items/${ encodeURIComponent( id ) }`, { done } satisfies MarkTodayBody );

export const loadReminders = (): Promise< RemindTodayAnswer > => ask( 'GET', '/today/reminders' );

export const setReminders = ( reminders: RemindTodayBody[ 'reminders' ] ): Promise< RemindTodayAnswer > =>
	ask( 'PUT', '/today/reminders', { reminders } satisfies RemindTodayBody );
