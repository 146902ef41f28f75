import { Button, Notice } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { exportAnswers, newestImport, refusedLines, sendAnswers, stopImport } from '../../../data/answer-imports';
import { saveFile } from '../../../shared/save-file';
import { MOST_BYTES, MOST_LINES, readAnswers } from './answer-file';
import { count } from './words';
import type { AnswerImport } from '../../../../src/wire/wire';
import type { AnswerFile, FileFault } from './answer-file';

/** How often a running import is looked at. Milliseconds. */
const LOOK = 2_000;

/** Lines of a file that are shown before it is imported. */
const SHOWN = 5;

type Phase =
	| { kind: 'idle' }
	| { kind: 'preview'; name: string; file: AnswerFile }
	| { kind: 'sending'; name: string; share: number };

function faultSentence( fault: FileFault ): string {
	switch ( fault ) {
		case 'empty': return __( 'This file contains no questions and answers.', 'aaia-chatbot' );
		case 'large': return sprintf(
			/* translators: %d: megabytes. */ __( 'This file is too large: at most %d MB.', 'aaia-chatbot' ), MOST_BYTES / 1_000_000
		);
		case 'lines': return sprintf(
			/* translators: %s: a number. */ __( 'This file has too many lines: at most %s. Import it in two halves.', 'aaia-chatbot' ),
			count( MOST_LINES )
		);
		case 'binary': return __(
			'This file is not text in UTF-8, UTF-16 or Windows-1252. In your spreadsheet, save it as “CSV UTF-8”.',
			'aaia-chatbot'
		);
		case 'columns': return __( 'This file has one column. It needs two: the question and the answer.', 'aaia-chatbot' );
		case 'quotes': return __( 'A quotation mark in this file is never closed, so its lines cannot be read.', 'aaia-chatbot' );
	}
}

/** Brings answers in from a CSV file, and out into one. */
export function ImportAnswers( { onChange }: { onChange: () => void } ) {
	const input = useRef< HTMLInputElement >( null );
	const [ phase, setPhase ] = useState< Phase >( { kind: 'idle' } );
	const [ running, setRunning ] = useState< AnswerImport | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const fail = ( failure: unknown ): void => setProblem( asProblem( failure ).message );
	const isRunning = running?.state === 'running';

	const look = useCallback( (): Promise< void > => newestImport().then( ( { import: newest } ) => setRunning( ( before ) => {
		if ( newest && before?.state === 'running' && newest.state !== 'running' ) {
			speak( outcome( newest ) );
			onChange();
		}
		// One that is over was read when it ended.
		return before === null && newest?.state !== 'running' ? null : newest;
	} ), () => {} ), [ onChange ] );
	useEffect( () => {
		void look();
	}, [ look ] );
	useEffect( () => {
		if ( ! isRunning ) {
			return undefined;
		}
		const timer = setInterval( () => void look(), LOOK );
		return () => clearInterval( timer );
	}, [ isRunning, look ] );

	const choose = async ( chosen: File ): Promise< void > => {
		setProblem( '' );
		setRunning( null );
		const read = chosen.size > MOST_BYTES ? 'large' : readAnswers( new Uint8Array( await chosen.arrayBuffer() ) );
		if ( typeof read === 'string' ) {
			setPhase( { kind: 'idle' } );
			setProblem( faultSentence( read ) );
			speak( faultSentence( read ), 'assertive' );
		} else {
			setPhase( { kind: 'preview', name: chosen.name, file: read } );
		}
	};
	const send = async ( { name, file }: { name: string; file: AnswerFile } ): Promise< void > => {
		setPhase( { kind: 'sending', name, share: 0 } );
		try {
			setRunning( await sendAnswers( name, file.lines, ( share ) => setPhase( { kind: 'sending', name, share } ) ) );
			setPhase( { kind: 'idle' } );
		} catch ( failure ) {
			setPhase( { kind: 'preview', name, file } );
			setProblem( `${ asProblem( failure ).message } ${ __( 'Nothing was imported.', 'aaia-chatbot' ) }` );
		}
	};

	return (
		<div className="aaia-import">
			<div className="aaia-library__acts">
				<input
					ref={ input }
					type="file"
					accept=".csv,.tsv,.txt,text/csv"
					className="screen-reader-text"
					tabIndex={ -1 }
					aria-label={ __( 'CSV file of questions and answers', 'aaia-chatbot' ) }
					onChange={ ( event ) => {
						const chosen = event.target.files?.[ 0 ];
						event.target.value = '';
						if ( chosen ) {
							void choose( chosen );
						}
					} }
				/>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					disabled={ isRunning || phase.kind === 'sending' }
					accessibleWhenDisabled
					onClick={ () => input.current?.click() }
				>
					{ __( 'Import a CSV file', 'aaia-chatbot' ) }
				</Button>
				<Button
					__next40pxDefaultSize
					variant="tertiary"
					onClick={ () => void exportAnswers().then( ( file ) => saveFile( file, 'aaia-answers.csv' ), fail ) }
				>
					{ __( 'Export', 'aaia-chatbot' ) }
				</Button>
			</div>
			{ problem !== '' && (
				<Notice status="error" spokenMessage="" onRemove={ () => setProblem( '' ) }>
					{ problem }
				</Notice>
			) }
			{ phase.kind === 'preview' && (
				<FilePreview
					name={ phase.name }
					file={ phase.file }
					onImport={ () => void send( phase ) }
					onCancel={ () => setPhase( { kind: 'idle' } ) }
				/>
			) }
			{ phase.kind === 'sending' && (
				<label className="aaia-import__progress">
					{ /* translators: %s: name of a file. */ sprintf( __( 'Sending %s. Keep this page open.', 'aaia-chatbot' ), phase.name ) }
					<progress max={ 1 } value={ phase.share } />
				</label>
			) }
			{ running !== null && running.state !== 'receiving' && (
				<Progress
					running={ running }
					onStop={ () => void stopImport( running.id ).then( setRunning, fail ) }
					onReport={ () => void refusedLines( running.id ).then( ( file ) => saveFile( file, 'aaia-refused-answers.csv' ), fail ) }
					onClose={ () => setRunning( null ) }
				/>
			) }
		</div>
	);
}

/** What would be imported, before anything is. */
function FilePreview( {
	name,
	file,
	onImport,
	onCancel,
}: {
	name: string;
	file: AnswerFile;
	onImport: () => void;
	onCancel: () => void;
} ) {
	const separators = { ',': __( 'commas', 'aaia-chatbot' ), ';': __( 'semicolons', 'aaia-chatbot' ), '\t': __( 'tabs', 'aaia-chatbot' ) };
	const box = useRef< HTMLDivElement >( null );
	useEffect( () => box.current?.focus(), [] );
	return (
		<div
			ref={ box }
			className="aaia-import__preview"
			role="region"
			tabIndex={ -1 }
			aria-label={ __( 'Preview of the import', 'aaia-chatbot' ) }
		>
			<p>
				<strong dir="auto">{ name }</strong>{ ' · ' }
				{ sprintf(
					/* translators: 1: encoding such as UTF-8, 2: "commas", "semicolons" or "tabs". */
					__( '%1$s, separated by %2$s', 'aaia-chatbot' ),
					file.encoding,
					separators[ file.separator ]
				) }
			</p>
			<div className="aaia-import__table">
				<table>
					<thead>
						<tr>
							<th scope="col">{ __( 'Question', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Answer', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Language', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ file.lines.slice( 0, SHOWN ).map( ( { line, question, answer, language } ) => (
							<tr key={ line }>
								<td dir="auto">{ question.slice( 0, 200 ) }</td>
								<td dir="auto">{ answer.slice( 0, 200 ) }</td>
								<td>{ language || __( 'every', 'aaia-chatbot' ) }</td>
							</tr>
						) ) }
					</tbody>
				</table>
			</div>
			<p>{ __( 'An answer to a question you have already answered replaces yours.', 'aaia-chatbot' ) }</p>
			<div className="aaia-library__acts">
				<Button __next40pxDefaultSize variant="primary" onClick={ onImport }>
					{ sprintf(
						/* translators: %s: number of lines. */
						_n( 'Import %s line', 'Import %s lines', file.lines.length, 'aaia-chatbot' ),
						count( file.lines.length )
					) }
				</Button>
				<Button __next40pxDefaultSize variant="tertiary" onClick={ onCancel }>
					{ __( 'Cancel', 'aaia-chatbot' ) }
				</Button>
			</div>
		</div>
	);
}

/** What was imported so far, or in all. */
function outcome( { added, changed, known, refused, state, done, total }: AnswerImport ): string {
	return [
		state === 'stopped' &&
			/* translators: 1, 2: numbers of lines. */
			sprintf( __( 'Stopped after %1$s of %2$s lines; the others were not imported.', 'aaia-chatbot' ), count( done ), count( total ) ),
		/* translators: %s: number of answers. */
		sprintf( _n( '%s answer added.', '%s answers added.', added, 'aaia-chatbot' ), count( added ) ),
		/* translators: %s: number of answers. */
		changed > 0 && sprintf( _n( '%s answer replaced.', '%s answers replaced.', changed, 'aaia-chatbot' ), count( changed ) ),
		/* translators: %s: number of answers. */
		known > 0 && sprintf( _n( '%s was there already.', '%s were there already.', known, 'aaia-chatbot' ), count( known ) ),
		/* translators: %s: number of lines. */
		refused > 0 && sprintf( _n( '%s line refused.', '%s lines refused.', refused, 'aaia-chatbot' ), count( refused ) ),
	].filter( Boolean ).join( ' ' );
}

function Progress( {
	running,
	onStop,
	onReport,
	onClose,
}: {
	running: AnswerImport;
	onStop: () => void;
	onReport: () => void;
	onClose: () => void;
} ) {
	const goesOn = running.state === 'running';
	return (
		<div className="aaia-import__outcome">
			{ goesOn && (
				<label className="aaia-import__progress">
					{ sprintf(
						/* translators: 1: name of a file, 2, 3: numbers of lines. */
						__( '%1$s: %2$s of %3$s lines. It continues if you leave this page.', 'aaia-chatbot' ),
						running.name,
						count( running.done ),
						count( running.total )
					) }
					<progress max={ running.total } value={ running.done } />
				</label>
			) }
			<p>{ outcome( running ) }</p>
			<div className="aaia-library__acts">
				{ running.refused > 0 && (
					<Button size="compact" variant="secondary" onClick={ onReport }>
						{ __( 'Download the refused lines', 'aaia-chatbot' ) }
					</Button>
				) }
				<Button size="compact" variant="tertiary" onClick={ goesOn ? onStop : onClose }>
					{ goesOn ? __( 'Stop the import', 'aaia-chatbot' ) : __( 'Close', 'aaia-chatbot' ) }
				</Button>
			</div>
		</div>
	);
}
