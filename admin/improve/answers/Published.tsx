import { Button, CheckboxControl, Notice, TextareaControl } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { useEffect, useRef, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { CorrectionDraft } from '../../../src/wire/wire';
import { asProblem } from '../../data/api';
import { sendCorrection, undoCorrection } from '../../data/corrections';

interface PublishedProps {
	id: string;
	/** Begins with a sentence in the visitor's language. */
	message: string;
	recipients: CorrectionDraft[ 'recipients' ];
	onClose: () => void;
}

/** After publishing: send it to those who asked, or take it back. */
export function Published( { id, message, recipients, onClose }: PublishedProps ) {
	const [ text, setText ] = useState( message );
	const [ chosen, setChosen ] = useState( () => recipients.map( ( { conversation } ) => conversation ) );
	const [ said, setSaid ] = useState< string >( __( 'Published. Visitors get this answer from now on.', 'aaia-chatbot' ) );
	const [ problem, setProblem ] = useState( '' );
	const [ over, setOver ] = useState( false );
	const box = useRef< HTMLDivElement >( null );
	useEffect( () => {
		speak( said );
		box.current?.focus();
	}, [ said ] );
	const send = (): void => {
		sendCorrection( id, { conversations: chosen, text } ).then(
			( { sent, mailed } ) => {
				setOver( true );
				setSaid(
					sprintf(
						/* translators: 1: a number of conversations, 2: how many of them get an e-mail too. */
						_n(
							'Sent into %1$d conversation, %2$d also by e-mail if the visitor left.',
							'Sent into %1$d conversations, %2$d also by e-mail if the visitors left.',
							sent,
							'aaia-chatbot'
						),
						sent,
						mailed
					)
				);
			},
			( failure: unknown ) => setProblem( asProblem( failure ).message )
		);
	};
	const undo = (): void => {
		undoCorrection( id ).then( onClose, ( failure: unknown ) => setProblem( asProblem( failure ).message ) );
	};
	const mails = recipients.filter( ( { mail } ) => mail ).length;
	return (
		<div className="aaia-correction" ref={ box } tabIndex={ -1 }>
			<Notice status="success" isDismissible={ false } spokenMessage="">{ said }</Notice>
			{ ! over && recipients.length > 0 && (
				<>
					<TextareaControl
						label={ __( 'Message to the visitors who asked', 'aaia-chatbot' ) }
						value={ text }
						rows={ 4 }
						dir="auto"
						onChange={ setText }
						help={ mails === 0
							? __( 'They read it in the chat.', 'aaia-chatbot' )
							: sprintf(
								/* translators: %d: a number of visitors. */
								_n(
									'They read it in the chat. %d who left has an address and gets it by e-mail.',
									'They read it in the chat. %d who left have an address and get it by e-mail.',
									mails,
									'aaia-chatbot'
								),
								mails
							) }
					/>
					{ recipients.length > 1 && recipients.map( ( { conversation, mail }, index ) => (
						<CheckboxControl
							key={ conversation }
							label={ mail
								? sprintf( /* translators: %d: a number. */ __( 'Visitor %d, by e-mail too', 'aaia-chatbot' ), index + 1 )
								: sprintf( /* translators: %d: a number. */ __( 'Visitor %d', 'aaia-chatbot' ), index + 1 ) }
							checked={ chosen.includes( conversation ) }
							onChange={ ( on ) => setChosen( on ? [ ...chosen, conversation ] : chosen.filter( ( one ) => one !== conversation ) ) }
						/>
					) ) }
				</>
			) }
			{ problem !== '' && <Notice status="error" onRemove={ () => setProblem( '' ) }>{ problem }</Notice> }
			<div className="aaia-gap__acts">
				{ ! over && recipients.length > 0 && (
					<Button __next40pxDefaultSize variant="primary" disabled={ chosen.length === 0 } accessibleWhenDisabled onClick={ send }>
						{ __( 'Send the correction', 'aaia-chatbot' ) }
					</Button>
				) }
				{ ! over && (
					<Button __next40pxDefaultSize variant="tertiary" onClick={ undo }>{ __( 'Undo', 'aaia-chatbot' ) }</Button>
				) }
				<Button __next40pxDefaultSize variant="secondary" onClick={ onClose }>{ __( 'Done', 'aaia-chatbot' ) }</Button>
			</div>
		</div>
	);
}
