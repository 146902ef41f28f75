import { BaseControl, Button, CheckboxControl, Notice } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../../../data/api';
import { previewDigest } from '../../../data/alerts';
import { AreaField, SelectField, ToggleField } from '../../fields/fields';
import { Help } from '../../fields/Help';
import { Section } from '../../Section';
import { isDirty } from '../../settings-state';
import { useField, useSettings } from '../../settings-context';
import { asLines, asText, tidy } from './lines';
import type { DigestPreview } from '../../../../src/wire/wire';

/** A Monday, from which the names of days are made in the browser's language. */
const MONDAY = Date.UTC( 2024, 0, 1, 12 );

const dayName = ( day: number ): string =>
	new Date( MONDAY + ( day - 1 ) * 86_400_000 ).toLocaleDateString( document.documentElement.lang || undefined, {
		weekday: 'long',
		timeZone: 'UTC',
	} );

const hours = (): Array< { value: string; label: string } > =>
	Array.from( { length: 24 }, ( _, hour ) => ( { value: String( hour ), label: `${ String( hour ).padStart( 2, '0' ) }:00` } ) );

/** When the summary comes, to whom, and how it would look now. */
export function DigestSection() {
	return (
		<Section
			title={ __( 'Summary', 'aaia-chatbot' ) }
			description={ __(
				'What happened in the chat, compared with usual, and the unanswered questions to answer first.',
				'aaia-chatbot'
			) }
		>
			<SelectField
				setting="digest"
				label={ __( 'Summary by e-mail', 'aaia-chatbot' ) }
				choices={ [
					{ value: 'off', label: __( 'Off', 'aaia-chatbot' ) },
					{ value: 'daily', label: __( 'Daily', 'aaia-chatbot' ) },
					{ value: 'weekly', label: __( 'Weekly', 'aaia-chatbot' ) },
				] }
			/>
			<SelectField setting="digest_hour" label={ __( 'Hour', 'aaia-chatbot' ) } choices={ hours() } />
			<DaysField />
			<AreaField setting="digest_recipients" rows={ 2 } label={ __( 'Recipients of the summary', 'aaia-chatbot' ) } />
			<ToggleField setting="digest_when_quiet" label={ __( 'Even when nothing happened', 'aaia-chatbot' ) } />
			<Preview />
		</Section>
	);
}

/** The days of the week as boxes; the setting holds their numbers, one a line. */
function DaysField() {
	const field = useField( 'digest_days' );
	const chosen = tidy( asLines( String( field.value ) ) );
	const toggle = ( day: string, on: boolean ): void =>
		field.set( asText( ( on ? [ ...chosen, day ] : chosen.filter( ( other ) => other !== day ) ).sort() ) );
	return (
		<div id={ field.id } className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' }>
			<BaseControl id={ `${ field.id }-days` } help={ <Help field={ field } /> }>
				<fieldset className="aaia-days">
					<legend>{ __( 'Days', 'aaia-chatbot' ) }</legend>
					{ [ 1, 2, 3, 4, 5, 6, 7 ].map( ( day ) => (
						<CheckboxControl
							key={ day }
							label={ dayName( day ) }
							checked={ chosen.includes( String( day ) ) }
							onChange={ ( on ) => toggle( String( day ), on ) }
						/>
					) ) }
				</fieldset>
			</BaseControl>
		</div>
	);
}

/** The summary as it would be sent now. */
function Preview() {
	const { state, save } = useSettings();
	const [ shown, setShown ] = useState< DigestPreview | null >( null );
	const [ problem, setProblem ] = useState( '' );
	const [ busy, setBusy ] = useState( false );
	const show = async (): Promise< void > => {
		setBusy( true );
		setProblem( '' );
		try {
			if ( ! isDirty( state ) || await save() ) {
				setShown( await previewDigest() );
			}
		} catch ( failure ) {
			setProblem( asProblem( failure ).message );
		}
		setBusy( false );
	};
	return (
		<>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				isBusy={ busy }
				disabled={ busy }
				accessibleWhenDisabled
				onClick={ () => void show() }
			>
				{ __( 'Show preview', 'aaia-chatbot' ) }
			</Button>
			{ problem !== '' && (
				<Notice status="error" onRemove={ () => setProblem( '' ) }>
					{ problem }
				</Notice>
			) }
			{ shown !== null && (
				<section className="aaia-rule__preview" aria-label={ __( 'Preview of the summary', 'aaia-chatbot' ) }>
					<p>
						{ shown.recipients.length === 0
							? __( 'Nobody would get it: there is no address.', 'aaia-chatbot' )
							: /* translators: %s: e-mail addresses. */
								sprintf( __( 'Only a preview, nothing was sent. Recipients: %s.', 'aaia-chatbot' ), shown.recipients.join( ', ' ) ) }
					</p>
					<p className="aaia-rule__subject" dir="auto">
						<strong>{ shown.subject }</strong>
					</p>
					<pre tabIndex={ 0 } dir="auto" aria-label={ __( 'Text of the e-mail', 'aaia-chatbot' ) }>
						{ shown.text }
					</pre>
				</section>
			) }
		</>
	);
}
