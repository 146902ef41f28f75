import { ask } from './api';
import type { AddExampleRepliesBody, CannedReplies, CannedReply, ChangeCannedReplyBody } from '../../src/wire/wire';

/** A canned reply as it is written. */
export type CannedReplyFields = Omit< CannedReply, 'id' | 'editable' >;

export const loadCannedReplies = (): Promise< CannedReplies > => ask( 'GET', '/canned-replies' );

export const addCannedReply = ( fields: CannedReplyFields ): Promise< CannedReply > => ask( 'POST', '/canned-replies', fields );

export const changeCannedReply = ( id: number, fields: ChangeCannedReplyBody ): Promise< CannedReply > =>
	ask( 'PATCH', `/canned-replies/${ id }`, fields );

export const deleteCannedReply = ( id: number ): Promise< unknown > => ask( 'DELETE', `/canned-replies/${ id }` );

/** Adds the examples in these languages; with none they are not offered again. */
export const addExampleReplies = ( languages: AddExampleRepliesBody[ 'languages' ] ): Promise< CannedReplies > =>
	ask( 'POST', '/canned-replies/examples', { languages } satisfies AddExampleRepliesBody );
