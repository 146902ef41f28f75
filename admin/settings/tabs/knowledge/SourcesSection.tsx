import { Button, Notice, Spinner } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useCallback, useEffect, useRef, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { loadSources, syncSource } from '../../../data/knowledge';
import { Section } from '../../Section';
import { useSettings } from '../../settings-context';
import { fullTime } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import { count } from './words';
import type { KnowledgeSourceState } from '../../../../src/wire/wire';

/** Milliseconds between two polls during a sync. */
const LOOK = 2_000;

/** Polls until a sync that has not started is no longer waited for: a minute. */
const LOOKS = 30;

/** Sources being synced, by name, with the time of their previous sync. */
type Awaited = Readonly< Record< string, string | null > >;

const without = ( awaited: Awaited, name: string ): Awaited =>
	Object.fromEntries( Object.entries( awaited ).filter( ( [ other ] ) => other !== name ) );

/** The sources, and the progress of each. */
export function SourcesSection( { changes, onChange }: { changes: number; onChange: () => void } ) {
	const { value, problem, reload } = useLoaded( useCallback( loadSources, [] ) );
	const [ awaited, setAwaited ] = useState< Awaited >( {} );
	const [ failure, setFailure ] = useState( '' );
	const looks = useRef( 0 );
	const at = ( wanted: KnowledgeSourceState[ 'state' ] ): boolean => ( value?.items ?? [] ).some( ( { state } ) => state === wanted );
	const busy = Object.keys( awaited ).length > 0 || at( 'running' ) || ( at( 'queued' ) && looks.current <= LOOKS );
	useSavedChoice( () => {
		looks.current = 0;
		reload();
	} );
	const worked = useRef( false );
	useEffect( () => {
		if ( worked.current && ! busy ) {
			onChange();
		}
		worked.current = busy;
	}, [ busy, onChange ] );

	useEffect( () => {
		if ( changes > 0 ) {
			reload();
		}
	}, [ changes, reload ] );

	useEffect( () => {
		const ended = ( value?.items ?? [] ).filter(
			( { name, state, last_sync: last } ) => name in awaited && state === 'idle' && last !== awaited[ name ]
		);
		if ( ended.length > 0 ) {
			setAwaited( ( before ) => ended.reduce( ( left, { name } ) => without( left, name ), before ) );
			speak( __( 'The source was read.', 'aaia-chatbot' ) );
			onChange();
		}
	}, [ value, awaited, onChange ] );

	useEffect( () => {
		if ( ! busy ) {
			return;
		}
		const timer = setTimeout( () => {
			looks.current++;
			if ( looks.current > LOOKS && value?.items.every( ( { state } ) => state !== 'running' ) ) {
				setAwaited( {} );
			}
			reload();
		}, LOOK );
		return () => clearTimeout( timer );
	}, [ busy, value, reload ] );

	const sync = ( { name, last_sync: last }: KnowledgeSourceState ): void => {
		looks.current = 0;
		setAwaited( { ...awaited, [ name ]: last } );
		syncSource( name ).then( reload, ( reason: unknown ) => {
			setFailure( asProblem( reason ).message );
			setAwaited( ( before ) => without( before, name ) );
		} );
	};

	return (
		<Section
			title={ __( 'Sources', 'aaia-chatbot' ) }
			description={ __(
				'Where the assistant’s knowledge comes from. What you publish or remove is known at once; everything is read again once a day.',
				'aaia-chatbot'
			) }
		>
			{ [ problem, failure ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" onRemove={ () => setFailure( '' ) }>
					{ sentence }
				</Notice>
			) ) }
			{ value === null && problem === '' && <Spinner /> }
			{ value !== null && (
				<table className="aaia-sources">
					<thead>
						<tr>
							<th scope="col">{ __( 'Source', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Documents', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'Passages', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'State', 'aaia-chatbot' ) }</th>
							<th scope="col">
								<span className="screen-reader-text">{ __( 'Actions', 'aaia-chatbot' ) }</span>
							</th>
						</tr>
					</thead>
					<tbody>
						{ value.items.map( ( source ) => (
							<SourceRow key={ source.name } source={ source } waiting={ source.name in awaited } onSync={ sync } />
						) ) }
					</tbody>
				</table>
			) }
		</Section>
	);
}

/** Calls back when another choice of content was saved: the server then starts a sync by itself. */
function useSavedChoice( onSaved: () => void ): void {
	const { state: { server } } = useSettings();
	const choice = [ 'knowledge_files', 'knowledge_post_types' ].map( ( key ) => String( server?.values[ key ] ) ).join();
	const before = useRef( choice );
	const latest = useRef( onSaved );
	latest.current = onSaved;
	useEffect( () => {
		if ( before.current !== choice ) {
			before.current = choice;
			latest.current();
		}
	}, [ choice ] );
}

function SourceRow( {
	source,
	waiting,
	onSync,
}: {
	source: KnowledgeSourceState;
	waiting: boolean;
	onSync: ( source: KnowledgeSourceState ) => void;
} ) {
	const busy = waiting || source.state !== 'idle';
	return (
		<tr>
			<th scope="row" dir="auto">
				{ source.label }
			</th>
			<td data-label={ __( 'Documents', 'aaia-chatbot' ) }>{ count( source.documents ) }</td>
			<td data-label={ __( 'Passages', 'aaia-chatbot' ) }>{ count( source.chunks ) }</td>
			<td data-label={ __( 'State', 'aaia-chatbot' ) }>
				<div>
					<SourceProgress source={ source } waiting={ waiting } />
				</div>
			</td>
			<td>
				{ source.syncs && (
					<Button
						size="compact"
						variant="secondary"
						isBusy={ busy }
						disabled={ busy }
						accessibleWhenDisabled
						onClick={ () => onSync( source ) }
						aria-label={ sprintf( /* translators: %s: name of a source. */ __( 'Sync now: %s', 'aaia-chatbot' ), source.label ) }
					>
						{ __( 'Sync now', 'aaia-chatbot' ) }
					</Button>
				) }
			</td>
		</tr>
	);
}

function SourceProgress( { source, waiting }: { source: KnowledgeSourceState; waiting: boolean } ) {
	if ( source.error !== null ) {
		return <span className="aaia-sources__error">{ source.error }</span>;
	}
	if ( source.state === 'running' ) {
		/* translators: 1: documents read, 2: documents there are. */
		const words = sprintf( __( '%1$s of %2$s read', 'aaia-chatbot' ), count( source.done ), count( Math.max( source.total, source.done ) ) );
		return <><progress value={ source.done } max={ Math.max( 1, source.total ) } aria-label={ source.label } /> { words }</>;
	}
	if ( waiting || source.state === 'queued' ) {
		return <>{ __( 'Begins in a moment…', 'aaia-chatbot' ) }</>;
	}
	if ( source.last_sync === null ) {
		return <>{ source.syncs ? __( 'Not read in full yet', 'aaia-chatbot' ) : __( 'Imported', 'aaia-chatbot' ) }</>;
	}
	/* translators: %s: date and time. */
	return <>{ sprintf( __( 'Read on %s', 'aaia-chatbot' ), fullTime( source.last_sync ) ) }</>;
}
