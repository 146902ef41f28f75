import { Button, Modal, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { chevronLeft, chevronRight, download } from '@wordpress/icons';
import { asProblem } from '../../data/api';
import { loadFile } from '../../data/attachments';
import { saveFile } from '../../shared/save-file';
import type { StaffAttachmentPart } from '../../../src/wire/wire';
import { fileKind, fileSize } from './file-words';
import { FileIcon } from './FileIcon';
import { useFile } from './use-file';

/** Longest side of a preview. Pixels. */
const PREVIEW = 260;

/** Pictures without a thumbnail are shown up to this size; larger ones when they are opened. Bytes. */
const SHOWN = 2_000_000;

/** The files of a message: pictures to look at, sound to listen to, everything to download. */
export function MessageFiles( { files }: { files: readonly StaffAttachmentPart[] } ) {
	const [ open, setOpen ] = useState< number | null >( null );
	const pictures = files.filter( ( { mime } ) => fileKind( mime ) === 'image' );
	const others = files.filter( ( { mime } ) => fileKind( mime ) !== 'image' );
	return files.length === 0 ? null : (
		<div className="aaia-files">
			{ pictures.length > 0 && (
				<div className="aaia-files__pictures">
					{ pictures.map( ( picture, index ) => <Preview key={ picture.id } picture={ picture } onOpen={ () => setOpen( index ) } /> ) }
				</div>
			) }
			{ others.map( ( file ) => <Row key={ file.id } file={ file } /> ) }
			{ open !== null && <Viewer pictures={ pictures } at={ open } onMove={ setOpen } onClose={ () => setOpen( null ) } /> }
		</div>
	);
}

function Preview( { picture, onOpen }: { picture: StaffAttachmentPart; onOpen: () => void } ) {
	const light = picture.thumbnail || picture.size <= SHOWN;
	const address = useFile( picture.id, true, light );
	const { width, height } = shown( picture );
	return (
		<button
			type="button"
			className="aaia-files__picture"
			style={ { width, aspectRatio: `${ width } / ${ height }` } }
			aria-haspopup="dialog"
			aria-label={ /* translators: %s: name of a picture. */ sprintf( __( 'Open %s', 'aaia-chatbot' ), picture.name ) }
			title={ picture.name }
			onClick={ onOpen }
		>
			{ address ? <img src={ address } alt="" /> : light && address === '' ? <Spinner /> : <FileIcon mime={ picture.mime } /> }
		</button>
	);
}

/** The size of a preview: the picture's shape, not larger than itself, and large enough to be touched. */
function shown( { width, height }: StaffAttachmentPart ): { width: number; height: number } {
	const wide = Math.max( 1, width ?? PREVIEW );
	const high = Math.max( 1, height ?? PREVIEW );
	const scale = Math.min( 1, PREVIEW / wide, PREVIEW / high );
	return { width: Math.max( 48, Math.round( wide * scale ) ), height: Math.max( 48, Math.round( high * scale ) ) };
}

function Row( { file }: { file: StaffAttachmentPart } ) {
	return (
		<div className="aaia-files__row">
			<FileIcon mime={ file.mime } />
			<span className="aaia-files__name">
				<bdi>{ file.name }</bdi>
				<small>{ fileSize( file.size ) }</small>
			</span>
			<Download file={ file } />
			{ fileKind( file.mime ) === 'audio' && <Player file={ file } /> }
		</div>
	);
}

/** A player, which loads the sound when somebody wants to hear it. */
function Player( { file }: { file: StaffAttachmentPart } ) {
	const [ wanted, setWanted ] = useState( false );
	const address = useFile( file.id, false, wanted );
	if ( ! wanted ) {
		return (
			<Button size="compact" variant="secondary" onClick={ () => setWanted( true ) }>
				{ __( 'Listen', 'aaia-chatbot' ) }
			</Button>
		);
	}
	return address === null
		? <p role="alert">{ __( 'The file could not be loaded.', 'aaia-chatbot' ) }</p>
		: address === '' ? <Spinner /> : (
			// eslint-disable-next-line jsx-a11y/media-has-caption -- what somebody attached has none.
			<audio controls autoPlay src={ address } aria-label={ file.name } />
		);
}

function Download( { file, words = false }: { file: StaffAttachmentPart; words?: boolean } ) {
	const [ phase, setPhase ] = useState< { busy: boolean; problem: string } >( { busy: false, problem: '' } );
	const label = sprintf( /* translators: %s: name of a file. */ __( 'Download %s', 'aaia-chatbot' ), file.name );
	const save = (): void => {
		setPhase( { busy: true, problem: '' } );
		loadFile( file.id, false ).then(
			( blob ) => {
				saveFile( blob, file.name );
				setPhase( { busy: false, problem: '' } );
			},
			( failure: unknown ) => setPhase( { busy: false, problem: asProblem( failure ).message } )
		);
	};
	return (
		<>
			<Button
				size="compact"
				icon={ download }
				{ ...( words ? { 'aria-label': label } : { label } ) }
				isBusy={ phase.busy }
				onClick={ save }
			>
				{ words && __( 'Download', 'aaia-chatbot' ) }
			</Button>
			{ phase.problem !== '' && <p className="aaia-files__problem" role="alert">{ phase.problem }</p> }
		</>
	);
}

/** A picture, large. The arrow keys go to the others of its message. */
function Viewer( {
	pictures,
	at,
	onMove,
	onClose,
}: {
	pictures: readonly StaffAttachmentPart[];
	at: number;
	onMove: ( to: number ) => void;
	onClose: () => void;
} ) {
	const picture = pictures[ at ];
	const go = ( by: number ): void => onMove( ( at + by + pictures.length ) % pictures.length );
	return picture === undefined ? null : (
		<Modal
			className="aaia-viewer"
			title={ picture.name }
			onRequestClose={ onClose }
			onKeyDown={ ( event ) => {
				if ( pictures.length > 1 && ( event.key === 'ArrowLeft' || event.key === 'ArrowRight' ) ) {
					go( event.key === 'ArrowLeft' ? -1 : 1 );
				}
			} }
			isFullScreen
		>
			<Large key={ picture.id } picture={ picture } />
			<div className="aaia-viewer__foot">
				{ pictures.length > 1 && (
					<>
						<Button icon={ chevronLeft } label={ __( 'Previous picture', 'aaia-chatbot' ) } onClick={ () => go( -1 ) } />
						<span aria-live="polite">
							{ /* translators: 1: number of the picture, 2: number of pictures. */
								sprintf( __( '%1$d of %2$d', 'aaia-chatbot' ), at + 1, pictures.length ) }
						</span>
						<Button icon={ chevronRight } label={ __( 'Next picture', 'aaia-chatbot' ) } onClick={ () => go( 1 ) } />
					</>
				) }
				<small>{ fileSize( picture.size ) }</small>
				<Download file={ picture } words />
			</div>
		</Modal>
	);
}

function Large( { picture }: { picture: StaffAttachmentPart } ) {
	const address = useFile( picture.id, false );
	return (
		<div className="aaia-viewer__picture">
			{ address === null
				? <p role="alert">{ __( 'The file could not be loaded.', 'aaia-chatbot' ) }</p>
				: address === '' ? <Spinner /> : <img src={ address } alt={ picture.name } /> }
		</div>
	);
}
