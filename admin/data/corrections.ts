import { ask, query } from './api';
import type {
	AnswerVersions,
	CheckCorrectionBody,
	CorrectionConflicts,
	CorrectionDraft,
	PublishCorrectionBody,
	PublishedCorrection,
	ReachPreview,
	SendCorrectionBody,
	SentCorrection,
	UndoneCorrection,
} from '../../src/wire/wire';

/** Where a correction begins: a message of a conversation, or a gap, with a page that holds the answer. */
export interface CorrectionOrigin {
	conversation?: string;
	message?: string;
	gap?: string;
	document?: number;
}

export const draftCorrection = ( origin: CorrectionOrigin ): Promise< CorrectionDraft > =>
	ask( 'GET', `/corrections/draft${ query( { ...origin } ) }` );

/** Sentences of pages that say otherwise. */
export const checkCorrection = ( draft: CheckCorrectionBody ): Promise< CorrectionConflicts > =>
	ask( 'POST', '/corrections/check', draft );

/** Begins to ask earlier questions again. */
export const previewCorrection = ( draft: PublishCorrectionBody ): Promise< ReachPreview > =>
	ask( 'POST', '/corrections/previews', draft );

/** Asks further ones. */
export const continuePreview = ( id: string ): Promise< ReachPreview > =>
	ask( 'POST', `/corrections/previews/${ encodeURIComponent( id ) }`, {} );

export const publishCorrection = ( draft: PublishCorrectionBody ): Promise< PublishedCorrection > => ask( 'POST', '/corrections', draft );

export const undoCorrection = ( id: string ): Promise< UndoneCorrection > =>
	ask( 'POST', `/corrections/${ encodeURIComponent( id ) }/undo`, {} );

export const loadVersions = ( id: string ): Promise< AnswerVersions > =>
	ask( 'GET', `/corrections/${ encodeURIComponent( id ) }/versions` );

export const sendCorrection = ( id: string, body: SendCorrectionBody ): Promise< SentCorrection > =>
	ask( 'POST', `/corrections/${ encodeURIComponent( id ) }/send`, body );
