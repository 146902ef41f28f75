import { Button, Dropdown } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { failureSentence } from './failure';
import { clockTime } from './times';
import type { Inbox } from './use-inbox';

const clock = ( time: number ): string => clockTime( new Date( time ).toISOString() );

/** In a few words how the inbox stands with the server. */
function stateWord( { state: { problem, synced } }: Inbox ): string {
	return problem !== null
		? __( 'Not connected', 'aaia-chatbot' )
		: synced === null
		? __( 'Connecting…', 'aaia-chatbot' )
		: __( 'Connected', 'aaia-chatbot' );
}

const kindOf = ( { state: { problem, synced } }: Inbox ): string => problem !== null ? 'is-off' : synced === null ? 'is-waiting' : 'is-on';

/** Whether news arrive, in the rail; the details on a click. */
export function LiveIndicator( { inbox }: { inbox: Inbox } ) {
	return (
		<Dropdown
			popoverProps={ { placement: 'right-end' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button
					className="aaia-live"
					aria-haspopup="dialog"
					aria-expanded={ isOpen }
					onClick={ onToggle }
					label={ sprintf(
						/* translators: %s: "Connected", "Not connected" or "Connecting…". */
						__( 'Live: %s', 'aaia-chatbot' ),
						stateWord( inbox )
					) }
					showTooltip
				>
					<span className={ `aaia-live__dot ${ kindOf( inbox ) }` } />
				</Button>
			) }
			renderContent={ ( { onClose } ) => <LiveDetails inbox={ inbox } onClose={ onClose } /> }
		/>
	);
}

/** The same on a phone: when the last answer came. */
export function SyncedButton( { inbox }: { inbox: Inbox } ) {
	const { synced } = inbox.state;
	return (
		<Dropdown
			className="aaia-synced"
			popoverProps={ { placement: 'top-start' } }
			renderToggle={ ( { isOpen, onToggle } ) => (
				<Button variant="tertiary" size="compact" aria-haspopup="dialog" aria-expanded={ isOpen } onClick={ onToggle }>
					<span className={ `aaia-live__dot ${ kindOf( inbox ) }` } />
					{ synced === null
						? stateWord( inbox )
						/* translators: %s: a time, such as 14:05. */
						: sprintf( __( 'Synced %s', 'aaia-chatbot' ), clock( synced ) ) }
				</Button>
			) }
			renderContent={ ( { onClose } ) => <LiveDetails inbox={ inbox } onClose={ onClose } /> }
		/>
	);
}

function LiveDetails( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	const { problem, synced, heard } = inbox.state;
	const never = __( 'None since this page was opened', 'aaia-chatbot' );
	return (
		<div className="aaia-live__details" role="dialog" aria-label={ __( 'Live updates', 'aaia-chatbot' ) }>
			<dl>
				<dt>{ __( 'Transport', 'aaia-chatbot' ) }</dt>
				<dd>{ __( 'Polling: the server is asked every few seconds, less often while nothing happens', 'aaia-chatbot' ) }</dd>
				<dt>{ __( 'State', 'aaia-chatbot' ) }</dt>
				<dd>{ problem === null ? stateWord( inbox ) : failureSentence( problem ) }</dd>
				<dt>{ __( 'Last answer', 'aaia-chatbot' ) }</dt>
				<dd>{ synced === null ? never : clock( synced ) }</dd>
				<dt>{ __( 'Last event', 'aaia-chatbot' ) }</dt>
				<dd>{ heard === null ? never : clock( heard ) }</dd>
			</dl>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				onClick={ () => {
					inbox.refresh();
					onClose();
				} }
			>
				{ __( 'Reconnect', 'aaia-chatbot' ) }
			</Button>
		</div>
	);
}
