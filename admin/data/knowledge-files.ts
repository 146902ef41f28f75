import { ask } from './api';
import type { UnreadFiles } from '../../src/wire/wire';

/** Files of the media library that gave no text, or not all of it. */
export const loadUnreadFiles = (): Promise< UnreadFiles > => ask( 'GET', '/knowledge/files' );

/** Has such a file read anew, soon. */
export const readFileAgain = ( id: number ): Promise< unknown > => ask( 'POST', `/knowledge/files/${ id }/read`, {} );
