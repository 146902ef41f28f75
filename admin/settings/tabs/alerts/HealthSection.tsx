import { Notice, Spinner, TextControl } from '@wordpress/components';
import { useDebounce } from '@wordpress/compose';
import { useCallback, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadAlertHealth, testTool } from '../../../data/alerts';
import { sendTestMail } from '../../../data/settings';
import { Section } from '../../Section';
import { Trial } from '../../Trial';
import { useLoaded } from '../../../shared/use-loaded';
import type { SettingValues } from '../../../data/settings';
import type { AlertHealth } from '../../../../src/wire/wire';

const TONES: Record< AlertHealth[ 'hints' ][ number ][ 'state' ], string > = {
	good: 'good',
	missing: 'wait',
	wrong: 'bad',
	unknown: 'quiet',
};

const test = ( typed: SettingValues ) => sendTestMail( typed ).then( ( { ok, message } ) => ( { ok, sentences: [ message ] } ) );

const tool = () => testTool().then( ( { ok, message } ) => ( { ok, sentences: [ message ] } ) );

/** Whether alerts arrive: what is wrong, who sends mail here, and what the sender's domain says. */
export function HealthSection() {
	const [ typed, setTyped ] = useState( '' );
	const [ selector, setSelector ] = useState( '' );
	const settle = useDebounce( setSelector, 800 );
	const { value, problem } = useLoaded( useCallback( () => loadAlertHealth( selector ), [ selector ] ) );
	return (
		<Section
			title={ __( 'Do alerts arrive?', 'aaia-chatbot' ) }
			description={ __( 'Delivery problems are shown here, in Site Health and at the top of our screens.', 'aaia-chatbot' ) }
		>
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && <Spinner /> }
			{ value !== null && <Findings health={ value } /> }
			<TextControl
				__next40pxDefaultSize
				label={ __( 'DKIM selector, if you know it', 'aaia-chatbot' ) }
				dir="ltr"
				value={ typed }
				autoComplete="off"
				onChange={ ( text ) => {
					setTyped( text );
					settle( text.trim() );
				} }
			/>
			<div className="aaia-health__trials">
				<Trial label={ __( 'Send a test e-mail', 'aaia-chatbot' ) } run={ test } settings={ [ 'support_email' ] } />
				<Trial label={ __( 'Test the tool', 'aaia-chatbot' ) } run={ tool } />
			</div>
		</Section>
	);
}

function Findings( { health }: { health: AlertHealth } ) {
	return (
		<>
			{ health.problems.map( ( sentence ) => (
				<Notice key={ sentence } status="error" isDismissible={ false }>
					{ sentence }
				</Notice>
			) ) }
			{ health.warnings.map( ( sentence ) => (
				<Notice key={ sentence } status="warning" isDismissible={ false }>
					{ sentence }
				</Notice>
			) ) }
			{ health.problems.length === 0 && (
				<Notice status="success" isDismissible={ false }>
					{ __( 'No delivery problems found.', 'aaia-chatbot' ) }
				</Notice>
			) }
			<p>
				{
					/* translators: %s: e-mail address. */
					sprintf( __( 'E-mails are sent from %s.', 'aaia-chatbot' ), health.sender )
				}{ ' ' }
				{ health.mailers.length === 0
					? __( 'WordPress itself sends them.', 'aaia-chatbot' )
					: /* translators: %s: names of plugins. */
						sprintf( __( 'Sent with: %s.', 'aaia-chatbot' ), health.mailers.join( ', ' ) ) }
			</p>
			<ul className="aaia-hints">
				{ health.hints.map( ( hint ) => (
					<li key={ hint.record } data-state={ hint.state }>
						<span className="aaia-chip" data-tone={ TONES[ hint.state ] }>
							{ hint.record }
						</span>{ ' ' }
						<span>{ hint.sentence }</span> { hint.found !== '' && <code dir="ltr">{ hint.found }</code> }
					</li>
				) ) }
			</ul>
		</>
	);
}
