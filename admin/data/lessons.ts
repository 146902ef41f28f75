import type { AddLessonBody, ChangeLessonBody, LessonFigures, Lessons } from '../../src/wire/wire';
import { ask, query } from './api';

const path = ( id: string ): string => `/lessons/${ encodeURIComponent( id ) }`;

/** Lessons with all words of a search, newest first. */
export const loadLessons = ( search: string, cursor: string | null ): Promise< Lessons > =>
	ask( 'GET', `/lessons${ query( { search, cursor } ) }` );

export const addLesson = ( lesson: AddLessonBody ): Promise< unknown > => ask( 'POST', '/lessons', lesson );

export const changeLesson = ( id: string, lesson: ChangeLessonBody ): Promise< unknown > => ask( 'PUT', path( id ), lesson );

export const deleteLesson = ( id: string ): Promise< unknown > => ask( 'DELETE', path( id ) );

/** Ratings before and since the action. */
export const loadFigures = ( id: string ): Promise< LessonFigures > => ask( 'GET', `${ path( id ) }/figures` );
