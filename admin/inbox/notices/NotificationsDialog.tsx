import { Button, CheckboxControl, Modal } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { AgentPreferences } from '../../../src/wire/wire';
import type { Inbox } from '../use-inbox';
import { usePreferences } from '../use-preferences';
import { desktopState, showDesktop, switchDesktop } from './desktop';
import { PushSection } from './PushSection';
import { QuietSection } from './QuietSection';
import { playSound } from './sound';
import './notices.css';

type Choice = { [ Name in keyof AgentPreferences ]: AgentPreferences[ Name ] extends boolean ? Name : never }[ keyof AgentPreferences ];

const kinds = (): ReadonlyArray< readonly [ Choice, string ] > => [
	[ 'notify_mention', __( 'A colleague mentions me', 'aaia-chatbot' ) ],
	[ 'notify_assigned', __( 'A conversation is assigned to me', 'aaia-chatbot' ) ],
	[ 'notify_team', __( 'A conversation is assigned to my team', 'aaia-chatbot' ) ],
	[ 'notify_waiting', __( 'Somebody is waiting for a person', 'aaia-chatbot' ) ],
	[ 'notify_woken', __( 'A snoozed conversation of mine comes back', 'aaia-chatbot' ) ],
	[ 'notify_message', __( 'New messages in my conversations', 'aaia-chatbot' ) ],
];

/** What this agent is notified of, and how. */
export function NotificationsDialog( { inbox, onClose }: { inbox: Inbox; onClose: () => void } ) {
	const [ preferences, change ] = usePreferences( inbox );
	const box = ( [ name, label ]: readonly [ Choice, string ] ) => (
		<CheckboxControl
			key={ name }
			__nextHasNoMarginBottom
			label={ label }
			checked={ preferences[ name ] }
			onChange={ ( wanted ) => change( { [ name ]: wanted } ) }
		/>
	);
	return (
		<Modal className="aaia-notices" title={ __( 'Notifications', 'aaia-chatbot' ) } onRequestClose={ onClose }>
			<fieldset>
				<legend>{ __( 'Notify me when', 'aaia-chatbot' ) }</legend>
				{ kinds().map( box ) }
			</fieldset>
			<fieldset>
				<legend>{ __( 'While the inbox is open in a tab', 'aaia-chatbot' ) }</legend>
				{ box( [ 'title_count', __( 'Number of unread conversations in the tab’s title', 'aaia-chatbot' ) ] ) }
				<div className="aaia-notices__line">
					{ box( [ 'sound', __( 'Sound', 'aaia-chatbot' ) ] ) }
					<Button variant="link" onClick={ playSound }>{ __( 'Play it', 'aaia-chatbot' ) }</Button>
				</div>
				<Desktop />
			</fieldset>
			<PushSection />
			<QuietSection hours={ preferences.quiet_hours } onChange={ ( hours ) => change( { quiet_hours: hours } ) } />
		</Modal>
	);
}

const tryDesktop = (): void =>
	showDesktop( __( 'This is a test', 'aaia-chatbot' ), __( 'Notifications work.', 'aaia-chatbot' ), 'aaia-test', () => window.focus() );

function Desktop() {
	const [ state, setState ] = useState( desktopState );
	if ( state === 'impossible' ) {
		return null;
	}
	return (
		<>
			<div className="aaia-notices__line">
				<CheckboxControl
					__nextHasNoMarginBottom
					label={ __( 'Desktop notifications, in this browser', 'aaia-chatbot' ) }
					checked={ state === 'on' }
					disabled={ state === 'blocked' }
					onChange={ ( wanted ) => void switchDesktop( wanted ).then( setState ) }
				/>
				{ state === 'on' && (
					<Button
						variant="link"
						onClick={ tryDesktop }
					>
						{ __( 'Test', 'aaia-chatbot' ) }
					</Button>
				) }
			</div>
			{ state === 'blocked' && (
				<p className="aaia-quiet">
					{ __(
						'This browser blocks notifications of this site. Allow them in its settings, behind the icon left of the address.',
						'aaia-chatbot'
					) }
				</p>
			) }
		</>
	);
}
