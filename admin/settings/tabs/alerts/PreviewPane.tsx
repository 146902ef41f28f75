import { Notice, Spinner } from '@wordpress/components';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { AlertKind, RulePreview } from '../../../../src/wire/wire';

/** Kinds that can be tried on past messages. */
const TRIED: readonly AlertKind[] = [ 'keyword', 'contact', 'frustration' ];

/** The real mail of a rule, and what it would have found. */
export function PreviewPane( { preview, kind }: { preview: RulePreview | null; kind: AlertKind } ) {
	return (
		<section className="aaia-rule__preview" aria-label={ __( 'Preview', 'aaia-chatbot' ) }>
			<h3>{ __( 'Preview', 'aaia-chatbot' ) }</h3>
			{ preview === null ? (
				<Spinner />
			) : (
				<>
					{ preview.objection !== null && (
						<Notice status="error" isDismissible={ false } spokenMessage="">
							{ preview.objection }
						</Notice>
					) }
					{ preview.warnings.map( ( warning ) => (
						<Notice key={ warning } status="warning" isDismissible={ false } spokenMessage="">
							{ warning }
						</Notice>
					) ) }
					<p className="aaia-rule__subject" dir="auto">
						<strong>{ preview.subject }</strong>
					</p>
					<pre tabIndex={ 0 } dir="auto" aria-label={ __( 'Text of the e-mail', 'aaia-chatbot' ) }>
						{ preview.text }
					</pre>
					{ TRIED.includes( kind ) && <Found preview={ preview } /> }
				</>
			) }
		</section>
	);
}

function Found( { preview: { trial } }: { preview: RulePreview } ) {
	return (
		<>
			<h4>{ __( 'Tested on past messages', 'aaia-chatbot' ) }</h4>
			<p>
				{
					sprintf(
						/* translators: 1: number of messages that fit, 2: number of messages looked at. */
						_n( '%1$d of the last %2$d message matches.', '%1$d of the last %2$d messages match.', trial.checked, 'aaia-chatbot' ),
						trial.found,
						trial.checked
					)
				}
			</p>
			{ trial.fault !== null && (
				<Notice status="error" isDismissible={ false } spokenMessage="">
					{ trial.fault }
				</Notice>
			) }
			<ul className="aaia-rule__examples">
				{ trial.examples.map( ( example ) => (
					<li key={ example.conversation + example.text } dir="auto">
						{ example.text }
						{ example.matched !== '' && (
							<>
								{ ' ' }
								<span className="aaia-chip">{ example.matched }</span>
							</>
						) }
					</li>
				) ) }
			</ul>
		</>
	);
}
