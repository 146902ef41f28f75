import { Button } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { loadUnreadFiles, readFileAgain } from '../../../data/knowledge-files';
import { safeHref } from '../../../shared/safe-href';
import { ActionNotice } from '../../ActionNotice';
import { Section } from '../../Section';
import { useLoaded } from '../../../shared/use-loaded';
import { count } from './words';
import type { UnreadFile } from '../../../../src/wire/wire';

/** Milliseconds until the list is loaded again while a file is being read. */
const LOOK = 4_000;

/** Shown instead of the reason for files that are queued to be read again. */
type Asked = ReadonlyMap< number, UnreadFile >;

/** Files of the media library that could not be read, with reasons. Hidden when there are none. */
export function FilesSection( { changes }: { changes: number } ) {
	const { value, reload } = useLoaded( useCallback( loadUnreadFiles, [] ) );
	const [ asked, setAsked ] = useState< Asked >( new Map() );
	const [ problem, setProblem ] = useState( '' );
	const list = useRef< HTMLUListElement >( null );
	const items = [
		...( value?.items ?? [] ),
		...[ ...asked.values() ].filter( ( { id } ) => ! value?.items.some( ( file ) => file.id === id ) ),
	].sort( ( one, other ) => other.id - one.id );

	useEffect( () => {
		if ( changes > 0 ) {
			reload();
		}
	}, [ changes, reload ] );

	useEffect( () => {
		if ( asked.size === 0 ) {
			return;
		}
		const timer = setTimeout( () => {
			setAsked( new Map() );
			reload();
		}, LOOK );
		return () => clearTimeout( timer );
	}, [ asked, reload ] );

	const again = ( file: UnreadFile ): void => {
		readFileAgain( file.id ).then( () => {
			setAsked( ( before ) => new Map( before ).set( file.id, file ) );
			list.current?.focus();
			speak( __( 'The file will be read in a moment.', 'aaia-chatbot' ) );
		}, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};

	if ( items.length === 0 && problem === '' ) {
		return null;
	}
	const more = ( value?.total ?? 0 ) - ( value?.items.length ?? 0 );
	return (
		<Section
			title={ __( 'Files without text', 'aaia-chatbot' ) }
			description={ __(
				'Media library files the assistant can’t use, or only in part, and why. A replaced file is read again automatically.',
				'aaia-chatbot'
			) }
		>
			{ problem !== '' && (
				<ActionNotice ok={ false } sentences={ [ problem ] } onRemove={ () => setProblem( '' ) } />
			) }
			<ul className="aaia-library" ref={ list } tabIndex={ -1 } aria-label={ __( 'Files without text', 'aaia-chatbot' ) }>
				{ items.map( ( file ) => (
					<FileRow key={ file.id } file={ file } waits={ asked.has( file.id ) } onRead={ again } />
				) ) }
			</ul>
			{ more > 0 && <p>{ sprintf( /* translators: %s: number of files. */ __( 'and %s more', 'aaia-chatbot' ), count( more ) ) }</p> }
		</Section>
	);
}

function FileRow( { file, waits, onRead }: { file: UnreadFile; waits: boolean; onRead: ( file: UnreadFile ) => void } ) {
	const href = safeHref( file.edit_url ?? '' );
	const label = sprintf( /* translators: %s: name of a file. */ __( 'Read again: %s', 'aaia-chatbot' ), file.title );
	return (
		<li>
			<div>
				<span dir="auto">{ href === null ? file.title : <a href={ href }>{ file.title }</a> }</span>
				<p className="aaia-library__facts">{ waits ? __( 'Begins in a moment…', 'aaia-chatbot' ) : file.reason }</p>
			</div>
			<div className="aaia-library__acts">
				<Button
					size="compact"
					variant="secondary"
					aria-label={ label }
					disabled={ waits }
					accessibleWhenDisabled
					onClick={ () => onRead( file ) }
				>
					{ __( 'Read again', 'aaia-chatbot' ) }
				</Button>
			</div>
		</li>
	);
}
