import { useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../data/api';
import { loadAttachmentLimits, removeFile, uploadFile } from '../../data/attachments';
import { randomId } from '../../shared/random-id';
import type { Attachment, AttachmentLimits } from '../../../src/wire/wire';
import { fileSize } from './file-words';

/** A file that is on its way to the server, or could not get there. */
export interface Upload {
	key: string;
	name: string;
	/** From 0 to 1. */
	share: number;
	/** Why it is not there. */
	problem: string;
	/** What the agent chose: shown while the server has no thumbnail. */
	file: File;
	stop: () => void;
}

export interface Uploads {
	/** Null while not known, and when nothing may be attached. */
	limits: AttachmentLimits | null;
	uploads: readonly Upload[];
	/** Whether files are on their way. */
	busy: boolean;
	add: ( files: readonly File[] ) => void;
	/** Gives up a file that is on its way, or puts away one that failed. */
	drop: ( upload: Upload ) => void;
	/** Takes a file that is on the server out of the message. */
	remove: ( file: Attachment ) => void;
}

/** Files of a message that is being written: those that are there (`files`, kept with the draft) and those on their way. */
export function useUploads(
	files: readonly Attachment[],
	change: ( to: ( now: readonly Attachment[] ) => Attachment[] ) => void
): Uploads {
	const [ limits, setLimits ] = useState< AttachmentLimits | null >( null );
	const [ uploads, setUploads ] = useState< readonly Upload[] >( [] );
	const order = useRef< string[] >( [] );
	const here = useRef( uploads );
	here.current = uploads;
	useEffect( () => {
		loadAttachmentLimits().then( setLimits, () => undefined );
		return () => here.current.forEach( ( { stop } ) => stop() );
	}, [] );

	const put = ( key: string, to: Partial< Upload > ): void =>
		setUploads( ( now ) => now.map( ( one ) => one.key === key ? { ...one, ...to } : one ) );
	const start = ( file: File, may: AttachmentLimits, room: boolean ): void => {
		const key = randomId();
		const ending = new AbortController();
		const problem = ! room
			? /* translators: %d: number of files. */ sprintf( __( 'At most %d files fit in one message.', 'aaia-chatbot' ), may.count )
			: file.size === 0
			? __( 'This file is empty.', 'aaia-chatbot' )
			: file.size > may.bytes
			? /* translators: %s: size such as "10 MB". */
				sprintf( __( 'This file is too large. Files can have up to %s.', 'aaia-chatbot' ), fileSize( may.bytes ) )
			: '';
		order.current.push( key );
		const upload = { key, name: file.name, share: 0, problem, file, stop: () => ending.abort() };
		setUploads( ( now ) => [ ...now, upload ] );
		if ( problem === '' ) {
			uploadFile( may.url, file, ( share ) => put( key, { share } ), ending.signal ).then(
				( stored ) => {
					setUploads( ( now ) => now.filter( ( one ) => one.key !== key ) );
					// In the order in which they were chosen, however long each took.
					order.current[ order.current.indexOf( key ) ] = stored.id;
					const place = ( { id }: Attachment ): number => order.current.indexOf( id );
					change( ( now ) => [ ...now, stored ].sort( ( a, b ) => place( a ) - place( b ) ) );
				},
				( failure: unknown ) => put( key, { problem: asProblem( failure ).message } )
			);
		}
	};
	return {
		limits,
		uploads,
		busy: uploads.some( ( { problem } ) => problem === '' ),
		add( added ) {
			if ( limits !== null ) {
				const taken = files.length + uploads.filter( ( { problem } ) => problem === '' ).length;
				added.forEach( ( file, index ) => start( file, limits, taken + index < limits.count ) );
			}
		},
		drop( upload ) {
			upload.stop();
			setUploads( ( now ) => now.filter( ( { key } ) => key !== upload.key ) );
		},
		remove( file ) {
			change( ( now ) => now.filter( ( { id } ) => id !== file.id ) );
			// What stays on the server is deleted there after a day.
			removeFile( file.id ).catch( () => undefined );
		},
	};
}
