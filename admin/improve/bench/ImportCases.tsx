import { Button, Notice } from '@wordpress/components';
import { useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { ImportedTests } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { importTests } from '../../data/tests';

/** Largest file in bytes: what the server takes. */
const MOST = 4_500_000;

type Phase =
	| { kind: 'idle' }
	| { kind: 'sending' }
	| { kind: 'failed'; text: string }
	| { kind: 'faults'; content: string; found: ImportedTests };

/** Brings cases in from a CSV, JSON or JSONL file, and says line by line what is wrong with it. */
export function ImportCases( { onDone }: { onDone: ( sentence: string ) => void } ) {
	const input = useRef< HTMLInputElement >( null );
	const [ phase, setPhase ] = useState< Phase >( { kind: 'idle' } );

	const send = async ( content: string, withFaults: boolean ): Promise< void > => {
		setPhase( { kind: 'sending' } );
		try {
			const found = await importTests( content, withFaults );
			if ( found.faults.length > 0 && ! withFaults ) {
				setPhase( { kind: 'faults', content, found } );
				return;
			}
			setPhase( { kind: 'idle' } );
			onDone( sprintf(
				/* translators: 1: number of cases added, 2: number of cases that were changed, 3: number of cases that were there. */
				__( '%1$d cases added, %2$d changed, %3$d there already.', 'aaia-chatbot' ),
				found.added,
				found.changed,
				found.known
			) );
		} catch ( failure ) {
			setPhase( { kind: 'failed', text: asProblem( failure ).message } );
		}
	};
	const choose = async ( file: File ): Promise< void > => {
		if ( file.size > MOST ) {
			setPhase( { kind: 'failed', text: __( 'This file is too large: at most 4.5 MB.', 'aaia-chatbot' ) } );
			return;
		}
		await send( await file.text(), false );
	};

	return (
		<>
			<input
				ref={ input }
				type="file"
				accept=".csv,.json,.jsonl,.ndjson,.txt,text/csv,application/json"
				className="screen-reader-text"
				tabIndex={ -1 }
				aria-label={ __( 'File of cases', 'aaia-chatbot' ) }
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
				variant="tertiary"
				isBusy={ phase.kind === 'sending' }
				disabled={ phase.kind === 'sending' }
				accessibleWhenDisabled
				onClick={ () => input.current?.click() }
			>
				{ __( 'Import a file', 'aaia-chatbot' ) }
			</Button>
			<p className="aaia-bench__quiet aaia-bench__columns">
				{ __( 'CSV, JSON or JSONL with question, language, source, contains, lacks, refuse, reference.', 'aaia-chatbot' ) }
			</p>
			{ phase.kind === 'failed' && (
				<Notice status="error" onRemove={ () => setPhase( { kind: 'idle' } ) }>
					{ phase.text }
				</Notice>
			) }
			{ phase.kind === 'faults' && (
				<Notice status="error" className="aaia-bench__faults" onRemove={ () => setPhase( { kind: 'idle' } ) }>
					<p>{ __( 'Nothing was imported:', 'aaia-chatbot' ) }</p>
					<ul>
						{ phase.found.faults.map( ( { line, sentence }, index ) => (
							<li key={ index }>
								{ line > 0 && ( /* translators: %d: number of a line. */ sprintf( __( 'Line %d:', 'aaia-chatbot' ), line ) + ' ' ) }
								{ sentence }
							</li>
						) ) }
						{ phase.found.more > 0 && (
							<li>
								{
									/* translators: %d: number of lines. */
									sprintf( _n( 'and %d more', 'and %d more', phase.found.more, 'aaia-chatbot' ), phase.found.more )
								}
							</li>
						) }
					</ul>
					{ phase.found.good > 0 && (
						<Button size="compact" variant="secondary" onClick={ () => void send( phase.content, true ) }>
							{
								/* translators: %d: number of cases. */
								sprintf( _n( 'Import the other %d case', 'Import the other %d cases', phase.found.good, 'aaia-chatbot' ), phase.found.good )
							}
						</Button>
					) }
				</Notice>
			) }
		</>
	);
}
