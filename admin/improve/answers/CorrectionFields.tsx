import { Button, SelectControl, TextControl, TextareaControl } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import type { PublishCorrectionBody } from '../../../src/wire/wire';
import { pageFacts } from '../../data/page-facts';
import { languageName } from '../../settings/tabs/knowledge/words';

interface FieldsProps {
	body: PublishCorrectionBody;
	onChange: ( changed: Partial< PublishCorrectionBody > ) => void;
}

/** Question, answer, and, folded away, for whom and how long it holds. */
export function CorrectionFields( { body, onChange }: FieldsProps ) {
	const [ more, setMore ] = useState( false );
	const languages = [ ...new Set( [ '', body.language ?? '', ...pageFacts().languages.map( ( { code } ) => code ), 'en', 'fr' ] ) ];
	return (
		<>
			<TextControl
				__next40pxDefaultSize
				label={ __( 'Question, as visitors ask it', 'aaia-chatbot' ) }
				value={ body.question }
				maxLength={ 500 }
				dir="auto"
				required
				onChange={ ( question ) => onChange( { question } ) }
			/>
			<TextareaControl
				label={ __( 'Right answer', 'aaia-chatbot' ) }
				value={ body.answer }
				rows={ 5 }
				maxLength={ 8000 }
				dir="auto"
				required
				help={ __( 'Visitors who ask this get it word for word, as written by your team.', 'aaia-chatbot' ) }
				onChange={ ( answer ) => onChange( { answer } ) }
			/>
			<TextareaControl
				label={ __( 'Other ways to ask it, one a line', 'aaia-chatbot' ) }
				value={ ( body.wordings ?? [] ).join( '\n' ) }
				rows={ 3 }
				dir="auto"
				onChange={ ( text ) => onChange( { wordings: text === '' ? [] : text.split( '\n' ).slice( 0, 10 ) } ) }
			/>
			<Button variant="link" aria-expanded={ more } onClick={ () => setMore( ! more ) }>
				{ __( 'Language, pages and dates', 'aaia-chatbot' ) }
			</Button>
			{ more && (
				<div className="aaia-correction__more">
					<SelectControl
						__next40pxDefaultSize
						label={ __( 'Language', 'aaia-chatbot' ) }
						value={ body.language ?? '' }
						options={ languages.map( ( value ) => ( { value, label: languageName( value ) } ) ) }
						onChange={ ( language ) => onChange( { language } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						label={ __( 'Only on pages that begin with', 'aaia-chatbot' ) }
						placeholder="/shop/"
						value={ body.pages ?? '' }
						onChange={ ( pages ) => onChange( { pages } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						type="url"
						label={ __( 'Page shown as the source', 'aaia-chatbot' ) }
						value={ body.url ?? '' }
						onChange={ ( url ) => onChange( { url } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						type="datetime-local"
						label={ __( 'Valid from', 'aaia-chatbot' ) }
						value={ body.valid_from ?? '' }
						onChange={ ( from ) => onChange( { valid_from: from } ) }
					/>
					<TextControl
						__next40pxDefaultSize
						type="datetime-local"
						label={ __( 'Valid until', 'aaia-chatbot' ) }
						value={ body.valid_until ?? '' }
						onChange={ ( until ) => onChange( { valid_until: until } ) }
					/>
				</div>
			) }
		</>
	);
}
