import { Button, Notice, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { loadLog } from '../../../data/status';
import { fullTime } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import { SelectField, TextField } from '../../fields/fields';
import { Section } from '../../Section';
import type { LogEntry } from '../../../../src/wire/wire';

const TONES = { error: 'bad', warning: 'wait', info: 'quiet' } as const;

const levels = (): Record< LogEntry[ 'level' ], string > => ( {
	error: __( 'Error', 'aaia-chatbot' ),
	warning: __( 'Warning', 'aaia-chatbot' ),
	info: __( 'Note', 'aaia-chatbot' ),
} );

interface Asked {
	level: LogEntry[ 'level' ] | '';
	before: number | null;
}

/** The log, newest first, and how much of it is kept. */
export function LogSection() {
	const [ asked, setAsked ] = useState< Asked >( { level: '', before: null } );
	const { value, problem } = useLoaded( useCallback( () => loadLog( asked.level, asked.before ), [ asked ] ) );
	const next = value?.next ?? null;
	return (
		<Section
			title={ __( 'Log', 'aaia-chatbot' ) }
			description={ __( 'What went wrong in the background, in English. A sentence that comes again is counted.', 'aaia-chatbot' ) }
		>
			<SelectControl
				__next40pxDefaultSize
				label={ __( 'Show', 'aaia-chatbot' ) }
				value={ asked.level }
				options={ [
					{ value: '', label: __( 'Everything', 'aaia-chatbot' ) },
					{ value: 'error', label: __( 'Errors', 'aaia-chatbot' ) },
					{ value: 'warning', label: __( 'Warnings', 'aaia-chatbot' ) },
					{ value: 'info', label: __( 'Notes', 'aaia-chatbot' ) },
				] }
				onChange={ ( level ) => setAsked( { level: level as Asked[ 'level' ], before: null } ) }
			/>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && <Spinner /> }
			{ value?.items.length === 0 && <p>{ __( 'Nothing here.', 'aaia-chatbot' ) }</p> }
			<ol className="aaia-status__log" aria-label={ __( 'Log', 'aaia-chatbot' ) }>
				{ ( value?.items ?? [] ).map( ( entry ) => (
					<li key={ entry.id }>
						<span className="aaia-status__mark" data-tone={ TONES[ entry.level ] }>
							{ levels()[ entry.level ] }
						</span>
						<div>
							<p dir="auto">{ entry.sentence }</p>
							<span className="aaia-status__quiet">{ whenAndHowOften( entry ) }</span>
						</div>
					</li>
				) ) }
			</ol>
			<div className="aaia-status__actions">
				{ asked.before !== null && (
					<Button variant="secondary" onClick={ () => setAsked( { ...asked, before: null } ) }>
						{ __( 'Newest', 'aaia-chatbot' ) }
					</Button>
				) }
				{ next !== null && (
					<Button variant="secondary" onClick={ () => setAsked( { ...asked, before: next } ) }>
						{ __( 'Older', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			<SelectField
				setting="log_level"
				label={ __( 'Keep', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'info', label: __( 'Everything', 'aaia-chatbot' ) },
					{ value: 'warning', label: __( 'Errors and warnings', 'aaia-chatbot' ) },
					{ value: 'error', label: __( 'Errors only', 'aaia-chatbot' ) },
				] }
			/>
			<TextField setting="log_days" type="number" label={ __( 'Days to keep', 'aaia-chatbot' ) } />
		</Section>
	);
}

function whenAndHowOften( { at, first_at, times }: LogEntry ): string {
	return times === 1
		? fullTime( at )
		: sprintf(
			/* translators: 1: date and time of the last time, 2: number of times, 3: date and time of the first time. */
			_n( '%1$s, %2$d time since %3$s', '%1$s, %2$d times since %3$s', times, 'aaia-chatbot' ),
			fullTime( at ),
			times,
			fullTime( first_at )
		);
}
