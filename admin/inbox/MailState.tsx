import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { mailAgain } from '../data/conversations';
import { pageFacts } from '../data/page-facts';
import type { StaffMail, StaffMessage } from '../../src/wire/wire';
import { clockTime, fullTime } from './times';
import type { Inbox } from './use-inbox';

/** What became of a reply by e-mail: to whom it went and when, or why it did not and what to do. */
export function MailState( { inbox, conversation, message }: { inbox: Inbox; conversation: string; message: StaffMessage } ) {
	const { mail } = message;
	if ( mail === null ) {
		return null;
	}
	const again = (): void => {
		mailAgain( conversation, message.id ).then(
			( changed ) => inbox.dispatch( { type: 'messages', conversation, messages: [ changed ] } ),
			() => inbox.nudge()
		);
	};
	const bad = mail.state === 'failed' || mail.explanation !== null;
	return (
		<p className={ `aaia-message__state${ bad ? ' is-bad' : '' }` } title={ mail.error ?? ( mail.at ? fullTime( mail.at ) : undefined ) }>
			{ mailText( mail ) }{ ' ' }
			{ bad && mail.explanation }{ ' ' }
			{ mail.state === 'failed' && pageFacts().can.reply && (
				<>
					{ __( 'Correct the address in the details, or', 'aaia-chatbot' ) }{ ' ' }
					<Button variant="link" onClick={ again }>{ __( 'try again', 'aaia-chatbot' ) }</Button>
				</>
			) }
		</p>
	);
}

function mailText( { state, recipient, at, explanation }: StaffMail ): string {
	const time = at === null ? '' : clockTime( at );
	if ( state === 'sent' ) {
		/* translators: 1: e-mail address, 2: time of day. */
		return sprintf( __( 'Sent by e-mail to %1$s at %2$s', 'aaia-chatbot' ), recipient, time );
	}
	if ( state === 'failed' ) {
		/* translators: %s: e-mail address. */
		return sprintf( __( 'Could not be delivered by e-mail to %s.', 'aaia-chatbot' ), recipient );
	}
	return explanation === null
		? sprintf( /* translators: %s: e-mail address. */ __( 'Being sent by e-mail to %s…', 'aaia-chatbot' ), recipient )
		: sprintf(
				/* translators: 1: e-mail address, 2: time of day. */
				__( 'Not yet sent by e-mail to %1$s; tried again at %2$s.', 'aaia-chatbot' ),
				recipient,
				time
			);
}
