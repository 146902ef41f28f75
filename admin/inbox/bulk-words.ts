import { __, _n, sprintf } from '@wordpress/i18n';
import type { BulkReason, BulkRun } from '../../src/wire/wire';

/** What a change to many conversations is doing, or has done. */

const number = ( count: number ): string => count.toLocaleString( document.documentElement.lang || undefined );

/** "12 conversations". */
export const conversationsWord = ( count: number ): string =>
	/* translators: %s: a number. */
	sprintf( _n( '%s conversation', '%s conversations', count, 'aaia-chatbot' ), number( count ) );

/** "12 selected". */
export const selectedWord = ( count: number ): string =>
	/* translators: %s: number of conversations. */
	sprintf( _n( '%s selected', '%s selected', count, 'aaia-chatbot' ), number( count ) );

/** What was done to how many. */
export const doneWords = ( run: BulkRun ): string => doneFormat( run ).replace( '%s', number( run.done ) );

function doneFormat( { action, undoes, done }: BulkRun ): string {
	if ( undoes ) {
		/* translators: %s: a number. */
		return _n( 'Undone in %s conversation.', 'Undone in %s conversations.', done, 'aaia-chatbot' );
	}
	switch ( action ) {
		/* translators: %s: a number. */
		case 'archive': return _n( '%s conversation archived.', '%s conversations archived.', done, 'aaia-chatbot' );
		/* translators: %s: a number. */
		case 'unarchive': return _n( '%s conversation unarchived.', '%s conversations unarchived.', done, 'aaia-chatbot' );
		/* translators: %s: a number. */
		case 'delete': return _n( '%s conversation deleted.', '%s conversations deleted.', done, 'aaia-chatbot' );
		/* translators: %s: a number. */
		case 'assign': return _n( '%s conversation assigned.', '%s conversations assigned.', done, 'aaia-chatbot' );
		/* translators: %s: a number. */
		case 'label': return _n( 'Labels of %s conversation changed.', 'Labels of %s conversations changed.', done, 'aaia-chatbot' );
		/* translators: %s: a number. */
		case 'status': return _n( 'Status of %s conversation changed.', 'Status of %s conversations changed.', done, 'aaia-chatbot' );
	}
}

/** Why how many were left out. */
export const reasonWords = ( reason: BulkReason ): string => reasonFormat( reason ).replace( '%s', number( reason.count ) );

function reasonFormat( { reason, count }: BulkReason ): string {
	switch ( reason ) {
		/* translators: %s: number of conversations. */
		case 'unchanged': return _n( '%s was so already.', '%s were so already.', count, 'aaia-chatbot' );
		case 'changed':
			/* translators: %s: number of conversations. */
			return _n( '%s was changed since and stays as it is.', '%s were changed since and stay as they are.', count, 'aaia-chatbot' );
		case 'hidden':
			/* translators: %s: number of conversations. */
			return _n( '%s left out: you may not change it.', '%s left out: you may not change them.', count, 'aaia-chatbot' );
		case 'assignee':
			/* translators: %s: number of conversations. */
			return _n( '%s left out: this person may not see it.', '%s left out: this person may not see them.', count, 'aaia-chatbot' );
		/* translators: %s: number of conversations. */
		case 'team': return __( '%s left out: the team is gone or empty.', 'aaia-chatbot' );
		/* translators: %s: number of conversations. */
		case 'labels': return __( '%s left out: too many labels.', 'aaia-chatbot' );
		/* translators: %s: number of conversations. */
		case 'gone': return _n( '%s was deleted meanwhile.', '%s were deleted meanwhile.', count, 'aaia-chatbot' );
		/* translators: %s: number of conversations. */
		case 'error': return __( '%s failed; the log says why.', 'aaia-chatbot' );
	}
}

/** How far a run is, or what came of it, in one sentence. */
export function progressWords( run: BulkRun ): string {
	switch ( run.state ) {
		case 'collecting': return __( 'Finding the conversations…', 'aaia-chatbot' );
		case 'running':
			/* translators: 1: how many are done, 2: how many there are. */
			return sprintf( __( '%1$s of %2$s done…', 'aaia-chatbot' ), number( run.done + run.skipped + run.failed ), number( run.total ) );
		case 'stopped':
			/* translators: %s: what was done, such as "12 conversations archived." */
			return sprintf( __( 'Stopped, because you may no longer do this. %s', 'aaia-chatbot' ), doneWords( run ) );
		case 'done': return doneWords( run );
	}
}

export const hasEnded = ( { state }: BulkRun ): boolean => state === 'done' || state === 'stopped';
