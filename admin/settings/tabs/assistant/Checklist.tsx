import { Button, Notice } from '@wordpress/components';
import { speak } from '@wordpress/a11y';
import { createInterpolateElement, useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { safeHref } from '../../../shared/safe-href';
import { screenLanguage } from '../../../shared/times';
import { asProblem } from '../../../data/api';
import { sendTestMail } from '../../../data/settings';
import { changeSetup, loadSetup } from '../../../data/setup';
import { focusField, useSettings } from '../../settings-context';
import type { ReactNode } from 'react';
import type { ChangeSetupBody, SettingValue, SetupState } from '../../../../src/wire/wire';

/** Who sees the chat, by the saved settings. */
function seenBy( values: Readonly< Record< string, SettingValue > > ): string {
	if ( values[ 'widget_enabled' ] !== true ) {
		return __( 'Nobody sees the chat yet.', 'aaia-chatbot' );
	}
	return values[ 'widget_audience' ] === 'members'
		? __( 'Visitors who are logged in see the chat.', 'aaia-chatbot' )
		: __( 'Every visitor sees the chat.', 'aaia-chatbot' );
}

/** Who answers, and from how many documents, by the saved settings. */
function answers( values: Readonly< Record< string, SettingValue > >, documents: number ): string {
	if ( documents === 0 ) {
		return __( 'The assistant has read none of your pages yet. This takes a few minutes after activation.', 'aaia-chatbot' );
	}
	const model = String( values[ 'model' ] ?? '' );
	const who = values[ 'provider' ] === 'builtin' || model === '' ? __( 'The built-in assistant', 'aaia-chatbot' ) : model;
	return sprintf(
		/* translators: 1: who answers, such as "The built-in assistant" or the name of a model, 2: number of pages, files and answers. */
		_n( '%1$s answers from %2$s document of your site.', '%1$s answers from %2$s documents of your site.', documents, 'aaia-chatbot' ),
		who,
		documents.toLocaleString( screenLanguage() )
	);
}

/** What is left to do after activation. It goes away when everything is done, or when an owner closes it. */
export function Checklist() {
	const { state, change } = useSettings();
	const [ setup, setSetup ] = useState< SetupState | null >( null );
	const [ shown, setShown ] = useState( false );
	const [ busy, setBusy ] = useState( false );
	const [ said, setSaid ] = useState< { ok: boolean; sentence: string } | null >( null );
	const values = state.server?.values ?? {};
	const enabled = values[ 'widget_enabled' ] === true;

	const mark = ( changes: ChangeSetupBody ): Promise< void > =>
		changeSetup( changes ).then( setSetup, ( failure: unknown ) => setSaid( { ok: false, sentence: asProblem( failure ).message } ) );

	useEffect( () => {
		// The page works without the checklist: on an error it is not shown.
		loadSetup().then( ( loaded ) => {
			const done = enabled && loaded.documents > 0 && loaded.mail_tested && loaded.conversations;
			setSetup( loaded );
			setShown( ! loaded.dismissed && ! done );
			if ( done && ! loaded.dismissed ) {
				void changeSetup( { dismissed: true } ).catch( () => {} );
			}
		}, () => {} );
		// Whether the list is shown depends on the state when the page was opened only.
		// eslint-disable-next-line react-hooks/exhaustive-deps
	}, [] );

	if ( ! shown || setup === null ) {
		return null;
	}

	const test = async (): Promise< void > => {
		setBusy( true );
		try {
			const { ok, message } = await sendTestMail( {} );
			setSaid( { ok, sentence: message } );
			speak( message, ok ? 'polite' : 'assertive' );
			if ( ok ) {
				await mark( { mail_tested: true } );
			}
		} catch ( failure ) {
			setSaid( { ok: false, sentence: asProblem( failure ).message } );
		}
		setBusy( false );
	};
	const dismiss = (): void => {
		setShown( false );
		speak( __( 'The checklist is closed.', 'aaia-chatbot' ) );
		void mark( { dismissed: true } );
		document.querySelector< HTMLElement >( '.aaia-tabs [aria-selected="true"]' )?.focus();
	};
	const site = safeHref( setup.site ) ?? '';
	const steps: Step[] = [
		{
			name: __( 'Seen by', 'aaia-chatbot' ),
			done: enabled,
			sentence: seenBy( values ),
			act: enabled ? null : (
				<Button
					size="compact"
					variant="secondary"
					onClick={ () => {
						change( 'widget_enabled', true );
						focusField( 'widget_enabled' );
					} }
				>
					{ __( 'Show the chat', 'aaia-chatbot' ) }
				</Button>
			),
		},
		{
			name: __( 'Answers', 'aaia-chatbot' ),
			done: setup.documents > 0,
			sentence: answers( values, setup.documents ),
			act: (
				<Button size="compact" variant="secondary" onClick={ () => focusField( 'provider' ) }>
					{ __( 'Choose a model', 'aaia-chatbot' ) }
				</Button>
			),
		},
		{
			name: __( 'Alerts to', 'aaia-chatbot' ),
			done: setup.mail_tested,
			sentence: setup.recipients.join( ', ' ) || __( 'Nobody: enter an e-mail address.', 'aaia-chatbot' ),
			act: (
				<>
					<Button size="compact" variant="secondary" isBusy={ busy } disabled={ busy } accessibleWhenDisabled onClick={ () => void test() }>
						{ __( 'Test this address', 'aaia-chatbot' ) }
					</Button>
					<Button size="compact" variant="tertiary" onClick={ () => focusField( 'support_email' ) }>
						{ __( 'Change the address', 'aaia-chatbot' ) }
					</Button>
				</>
			),
		},
		{
			name: __( 'Try it', 'aaia-chatbot' ),
			done: setup.conversations,
			sentence: createInterpolateElement( __( 'Open <a>your site</a> and ask the chat a question.', 'aaia-chatbot' ), {
				// eslint-disable-next-line jsx-a11y/anchor-has-content -- its words are between the marks of the sentence.
				a: <a href={ site } target="_blank" rel="noreferrer" />,
			} ),
			act: null,
		},
	];
	return (
		<section className="aaia-checklist" aria-labelledby="aaia-checklist">
			<div className="aaia-checklist__head">
				<h2 id="aaia-checklist">{ __( 'Ready in five minutes', 'aaia-chatbot' ) }</h2>
				<Button size="compact" variant="tertiary" onClick={ dismiss }>
					{ __( 'Close the checklist', 'aaia-chatbot' ) }
				</Button>
			</div>
			<ol>
				{ steps.map( ( { name, done, sentence, act } ) => (
					<li key={ name } className={ done ? 'is-done' : undefined }>
						<span className="aaia-checklist__mark" aria-hidden="true" />
						<div>
							<strong>{ name }</strong>
							<span className="screen-reader-text">{ done ? __( '(done)', 'aaia-chatbot' ) : __( '(to do)', 'aaia-chatbot' ) }</span>
							<p dir="auto">{ sentence }</p>
						</div>
						<div className="aaia-checklist__acts">{ act }</div>
					</li>
				) ) }
			</ol>
			{ said && (
				<Notice status={ said.ok ? 'success' : 'error' } spokenMessage="" onRemove={ () => setSaid( null ) }>
					{ said.sentence }
				</Notice>
			) }
		</section>
	);
}

interface Step {
	name: string;
	done: boolean;
	sentence: ReactNode;
	act: ReactNode;
}
