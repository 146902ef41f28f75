import { ask } from './api';
import type { UnreadFiles } from '../../src/wire/wire';

/** Files of the media library that could not be read, or only in part. */
export const loadUnreadFiles = (): Promise< UnreadFiles > => ask( 'GET', '/knowledge/files' );

/** Queues a file to be read again. */
export const readFileAgain = ( id: number ): Promise< unknown > => ask( 'POST', `/knowledge/files/${ id }/read`, {} );
