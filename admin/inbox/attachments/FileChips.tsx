import { Button } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { closeSmall } from '@wordpress/icons';
import type { Attachment } from '../../../src/wire/wire';
import { fileKind, fileSize } from './file-words';
import { FileIcon } from './FileIcon';
import { useFile } from './use-file';
import type { Upload, Uploads } from './use-uploads';

/** The files of a message that is being written. */
export function FileChips( { files, uploads: { uploads, drop, remove } }: { files: readonly Attachment[]; uploads: Uploads } ) {
	return files.length + uploads.length === 0 ? null : (
		<ul className="aaia-file-chips" aria-label={ __( 'Attached files', 'aaia-chatbot' ) }>
			{ files.map( ( file ) => (
				<li key={ file.id } className="aaia-file-chip">
					{ fileKind( file.mime ) === 'image' ? <Thumbnail id={ file.id } /> : <FileIcon mime={ file.mime } /> }
					<Words name={ file.name } about={ fileSize( file.size ) } />
					<Remove name={ file.name } onClick={ () => remove( file ) } />
				</li>
			) ) }
			{ uploads.map( ( upload ) => <UploadChip key={ upload.key } upload={ upload } onRemove={ () => drop( upload ) } /> ) }
		</ul>
	);
}

function UploadChip( { upload, onRemove }: { upload: Upload; onRemove: () => void } ) {
	const { name, share, problem, file } = upload;
	const picture = useLocalPicture( file );
	return (
		<li className={ problem === '' ? 'aaia-file-chip is-on-its-way' : 'aaia-file-chip is-refused' }>
			{ picture !== '' && problem === '' ? <img src={ picture } alt="" /> : <FileIcon mime={ file.type } /> }
			<Words name={ name } about={ problem } wrong />
			{ problem === '' && (
				<progress
					max={ 1 }
					value={ share }
					aria-label={ /* translators: %s: name of a file. */ sprintf( __( 'Uploading %s', 'aaia-chatbot' ), name ) }
				/>
			) }
			<Remove name={ name } onClick={ onRemove } />
		</li>
	);
}

function Thumbnail( { id }: { id: string } ) {
	const address = useFile( id, true );
	return address ? <img src={ address } alt="" /> : <FileIcon mime="image/" />;
}

const Words = ( { name, about, wrong = false }: { name: string; about: string; wrong?: boolean } ) => (
	<span className="aaia-file-chip__words">
		<bdi title={ name }>{ name }</bdi>
		{ about !== '' && <small role={ wrong ? 'alert' : undefined }>{ about }</small> }
	</span>
);

const Remove = ( { name, onClick }: { name: string; onClick: () => void } ) => (
	<Button
		size="small"
		icon={ closeSmall }
		label={ /* translators: %s: name of a file. */ sprintf( __( 'Remove %s', 'aaia-chatbot' ), name ) }
		onClick={ onClick }
	/>
);

/** The picture that was chosen, from the agent's own disk. SVG is no picture here. */
function useLocalPicture( file: File ): string {
	const [ address, setAddress ] = useState( '' );
	useEffect( () => {
		if ( ! /^image\/(?:jpeg|png|gif|webp)$/.test( file.type ) || file.size === 0 ) {
			return undefined;
		}
		const url = URL.createObjectURL( file );
		setAddress( url );
		return () => URL.revokeObjectURL( url );
	}, [ file ] );
	return address;
}
