import { Button, Notice, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { deleteBackup, loadBackupFile, loadBackups, makeBackup, testBackupPlace } from '../../../data/backups';
import { saveFile } from '../../../shared/save-file';
import { fullTime } from '../../../shared/times';
import { useLoaded } from '../../../shared/use-loaded';
import { SecretField } from '../../fields/SecretField';
import { SelectField, TextField } from '../../fields/fields';
import { Section } from '../../Section';
import { useField } from '../../settings-context';
import { Trial } from '../../Trial';
import { count, size } from '../knowledge/words';
import { RestoreForm } from './RestoreForm';
import type { SettingValues } from '../../../data/settings';
import type { Backup, RestoreState } from '../../../../src/wire/wire';

/** Seconds between two looks while a backup or a restore runs. */
const LOOK = 3;

const PLACE = [ 'backup_place', 'backup_folder', 'backup_url', 'backup_region', 'backup_user', 'backup_secret' ];

const tryPlace = ( typed: SettingValues ) =>
	testBackupPlace( typed ).then( ( { ok, message } ) => ( { ok, sentences: [ message ] } ) );

const runs = ( state: Backup[ 'state' ] ): boolean => [ 'making', 'checking', 'sending' ].includes( state );

const restores = ( run: RestoreState | null ): boolean => run !== null && ! [ 'done', 'failed' ].includes( run.phase );

/** Backups: those that are there, one to make now, and when and where they are made by themselves. */
export function BackupsSection() {
	const { value, problem, reload } = useLoaded( useCallback( loadBackups, [] ) );
	const [ failure, setFailure ] = useState( '' );
	const [ restoring, setRestoring ] = useState< Backup | null >( null );
	const busy = value !== null && ( value.items.some( ( { state } ) => runs( state ) ) || restores( value.restore ) );
	useEffect( () => {
		if ( ! busy ) {
			return;
		}
		const timer = setInterval( reload, LOOK * 1000 );
		return () => clearInterval( timer );
	}, [ busy, reload ] );
	const does = ( work: Promise< unknown > ): void => {
		setFailure( '' );
		work.then( reload, ( thrown: unknown ) => setFailure( asProblem( thrown ).message ) );
	};
	return (
		<Section
			title={ __( 'Backups', 'aaia-chatbot' ) }
			description={ __(
				'All conversations, contacts, knowledge, rules, settings and attached files in one file. It has no keys and passwords, and signs nobody in.',
				'aaia-chatbot'
			) }
		>
			{ [ problem, failure ].filter( Boolean ).map( ( sentence ) => (
				<Notice key={ sentence } status="error" isDismissible={ false }>
					{ sentence }
				</Notice>
			) ) }
			{ value?.restore && ! value.restore.trial && <RestoreNotice run={ value.restore } /> }
			<div>
				<Button
					__next40pxDefaultSize
					variant="secondary"
					isBusy={ busy }
					disabled={ busy }
					accessibleWhenDisabled
					onClick={ () => does( makeBackup() ) }
				>
					{ __( 'Back up now', 'aaia-chatbot' ) }
				</Button>
			</div>
			{ value === null && problem === '' && <Spinner /> }
			{ value?.items.length === 0 && <p>{ __( 'No backup yet.', 'aaia-chatbot' ) }</p> }
			<ul className="aaia-status__list" aria-label={ __( 'Backups', 'aaia-chatbot' ) } hidden={ value === null || value.items.length === 0 }>
				{ ( value?.items ?? [] ).map( ( backup ) => (
					<li key={ backup.id } className="aaia-backup">
						<div>
							<strong>{ fullTime( backup.created_at ) }</strong>{ ' ' }
							<span className="aaia-status__quiet">{ facts( backup ) }</span>
							<p>{ stateSentence( backup ) }</p>
						</div>
						{ backup.state === 'done' && (
							<div className="aaia-status__actions">
								<Button
									variant="link"
									onClick={ () => does( loadBackupFile( backup.id ).then( ( blob ) => saveFile( blob, backup.name ) ) ) }
								>
									{ __( 'Download', 'aaia-chatbot' ) }
								</Button>
								<Button variant="link" disabled={ busy } accessibleWhenDisabled onClick={ () => setRestoring( backup ) }>
									{ __( 'Restore…', 'aaia-chatbot' ) }
								</Button>
								<Button
									variant="link"
									isDestructive
									onClick={ () => {

										if ( window.confirm( __( 'Delete this backup here and at the second location?', 'aaia-chatbot' ) ) ) {
											does( deleteBackup( backup.id ) );
										}
									} }
								>
									{ __( 'Delete', 'aaia-chatbot' ) }
								</Button>
							</div>
						) }
					</li>
				) ) }
			</ul>
			{ restoring && (
				<RestoreForm
					backup={ restoring }
					onEnd={ () => {
						setRestoring( null );
						reload();
					} }
				/>
			) }
			<Settings />
		</Section>
	);
}

/** When, how many, encrypted or not, and the second location. */
function Settings() {
	const place = String( useField( 'backup_place' ).value );
	return (
		<>
			<SelectField
				setting="backup_every"
				label={ __( 'Automatic backups', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'off', label: __( 'Never', 'aaia-chatbot' ) },
					{ value: 'day', label: __( 'Every day', 'aaia-chatbot' ) },
					{ value: 'week', label: __( 'Every week', 'aaia-chatbot' ) },
				] }
			/>
			<TextField setting="backup_keep" type="number" label={ __( 'Backups to keep', 'aaia-chatbot' ) } />
			<SecretField setting="backup_passphrase" label={ __( 'Passphrase', 'aaia-chatbot' ) } />
			<SelectField
				setting="backup_place"
				label={ __( 'Second location', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'none', label: __( 'None', 'aaia-chatbot' ) },
					{ value: 'folder', label: __( 'Another folder of this server', 'aaia-chatbot' ) },
					{ value: 's3', label: __( 'S3 (Amazon, OVH, Scaleway, MinIO…)', 'aaia-chatbot' ) },
					{ value: 'webdav', label: __( 'WebDAV (Nextcloud…)', 'aaia-chatbot' ) },
				] }
			/>
			{ place === 'folder' && <TextField setting="backup_folder" label={ __( 'Folder', 'aaia-chatbot' ) } /> }
			{ ( place === 's3' || place === 'webdav' ) && (
				<>
					<TextField setting="backup_url" type="url" label={ __( 'Address', 'aaia-chatbot' ) } />
					{ place === 's3' && <TextField setting="backup_region" label={ __( 'Region', 'aaia-chatbot' ) } /> }
					<TextField setting="backup_user" label={ __( 'Access key ID or user', 'aaia-chatbot' ) } />
					<SecretField setting="backup_secret" label={ __( 'Secret key or password', 'aaia-chatbot' ) } />
				</>
			) }
			{ place !== 'none' && <Trial label={ __( 'Test the second location', 'aaia-chatbot' ) } run={ tryPlace } settings={ PLACE } /> }
		</>
	);
}

function RestoreNotice( { run }: { run: RestoreState } ) {
	if ( run.phase === 'failed' ) {
		return (
			<Notice status="error" isDismissible={ false }>
				{ /* translators: %s: why. */ sprintf( __( 'The last restore failed, nothing was changed: %s', 'aaia-chatbot' ), run.error ) }
			</Notice>
		);
	}
	const from = fullTime( run.from );
	return (
		<Notice status={ run.phase === 'done' ? 'success' : 'info' } isDismissible={ false }>
			{ run.phase === 'done'
				? /* translators: %s: date and time. */ sprintf( __( 'The backup of %s was restored.', 'aaia-chatbot' ), from )
				: sprintf(
					/* translators: 1: date and time, 2: number of rows, 3: of all. */
					__( 'The backup of %1$s is being restored: %2$s of %3$s rows. The site works on meanwhile.', 'aaia-chatbot' ),
					from,
					count( run.done ),
					count( run.total )
				) }
		</Notice>
	);
}

function facts( backup: Backup ): string {
	return [
		size( backup.size ),
		backup.encrypted ? __( 'encrypted', 'aaia-chatbot' ) : '',
		backup.sent === null ? '' : __( 'copied to the second location', 'aaia-chatbot' ),
		backup.reason === 'restore' ? __( 'before a restore', 'aaia-chatbot' ) : '',
	].filter( Boolean ).join( ' · ' );
}

function stateSentence( backup: Backup ): string {
	switch ( backup.state ) {
		case 'making':
			return __( 'Being written…', 'aaia-chatbot' );
		case 'checking':
			return __( 'Being read back…', 'aaia-chatbot' );
		case 'sending':
			return __( 'Being copied to the second location…', 'aaia-chatbot' );
		case 'failed':
			return backup.error;
		case 'done': {
			const read = fullTime( backup.verified_at ?? backup.created_at );
			if ( backup.error !== '' ) {
				return backup.error;
			}
			return backup.tried_at === null
				? /* translators: %s: date and time. */ sprintf( __( 'Read back %s.', 'aaia-chatbot' ), read )
				: /* translators: %s: date and time. */ sprintf( __( 'Restored in a trial %s.', 'aaia-chatbot' ), fullTime( backup.tried_at ) );
		}
	}
}
