import { Button, Modal, Notice, Spinner, TextControl } from '@wordpress/components';
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { checkBackup, restoreBackup } from '../../../data/backups';
import { fullTime } from '../../../shared/times';
import { count } from '../knowledge/words';
import type { Backup, BackupCheck } from '../../../../src/wire/wire';

/** Checks a backup, says what a restore takes, and begins it only after the word is typed. */
export function RestoreForm( { backup, onEnd }: { backup: Backup; onEnd: () => void } ) {
	const [ found, setFound ] = useState< BackupCheck | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ passphrase, setPassphrase ] = useState( '' );
	const [ typed, setTyped ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	/* translators: the word that somebody types to restore a backup. */
	const word = __( 'restore', 'aaia-chatbot' );
	const run = ( work: Promise< void > ): void => {
		setBusy( true );
		setProblem( '' );
		work.catch( ( thrown: unknown ) => setProblem( asProblem( thrown ).message ) ).finally( () => setBusy( false ) );
	};
	const check = (): void => run( checkBackup( backup.id, passphrase ).then( setFound ) );
	useEffect( () => {
		setBusy( true );
		checkBackup( backup.id, '' )
			.then( setFound, ( thrown: unknown ) => setProblem( asProblem( thrown ).message ) )
			.finally( () => setBusy( false ) );
	}, [ backup.id ] );
	return (
		<Modal
			title={ sprintf(
				/* translators: %s: date and time. */
				__( 'Restore the backup of %s', 'aaia-chatbot' ),
				fullTime( backup.created_at )
			) }
			onRequestClose={ onEnd }
			size="medium"
		>
			<div className="aaia-restore">
				{ problem !== '' && (
					<Notice status="error" isDismissible={ false }>
						{ problem }
					</Notice>
				) }
				{ busy && <Spinner /> }
				{ found === null && problem !== '' && backup.encrypted && (
					<>
						<TextControl
							__next40pxDefaultSize
							type="password"
							label={ __( 'Passphrase of this backup', 'aaia-chatbot' ) }
							value={ passphrase }
							onChange={ setPassphrase }
						/>
						<Button __next40pxDefaultSize variant="secondary" disabled={ busy } accessibleWhenDisabled onClick={ check }>
							{ __( 'Check again', 'aaia-chatbot' ) }
						</Button>
					</>
				) }
				{ found !== null && (
					<>
						<p>
							{ sprintf(
								/* translators: 1: number of conversations, 2: of messages. */
								__( 'The backup has %1$s conversations with %2$s messages.', 'aaia-chatbot' ),
								count( found.then.conversations ),
								count( found.then.messages )
							) }
						</p>
						<p>
							{ sprintf(
								/* translators: 1: number of conversations, 2: of messages. */
								__( 'Now there are %1$s with %2$s.', 'aaia-chatbot' ),
								count( found.now.conversations ),
								count( found.now.messages )
							) }
						</p>
						<p>
							<strong>
								{ sprintf(
								/* translators: 1: number of conversations, 2: of messages. */
								__( '%1$s conversations and %2$s messages are newer than the backup and will be lost.', 'aaia-chatbot' ),
								count( found.lost.conversations ),
								count( found.lost.messages )
							) }
							</strong>
						</p>
						<p>
							{ __(
								'What stands is backed up first. Visitors are signed out. Nothing of the past is sent again. Keys and passwords stay as they are.',
								'aaia-chatbot'
							) }
						</p>
						<TextControl
							__next40pxDefaultSize
							label={ /* translators: %s: a word. */ sprintf( __( 'Type “%s” to go on', 'aaia-chatbot' ), word ) }
							value={ typed }
							autoComplete="off"
							onChange={ setTyped }
						/>
						<div className="aaia-status__actions">
							<Button
								__next40pxDefaultSize
								variant="primary"
								isDestructive
								disabled={ busy || typed.trim().toLowerCase() !== word.toLowerCase() }
								accessibleWhenDisabled
								onClick={ () => run( restoreBackup( backup.id, passphrase ).then( onEnd ) ) }
							>
								{ __( 'Restore', 'aaia-chatbot' ) }
							</Button>
							<Button __next40pxDefaultSize variant="tertiary" onClick={ onEnd }>
								{ __( 'Cancel', 'aaia-chatbot' ) }
							</Button>
						</div>
					</>
				) }
			</div>
		</Modal>
	);
}
