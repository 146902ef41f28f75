import { SelectControl, TextControl, TextareaControl } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../../../data/page-facts';
import { AreaField, TextField } from '../../fields/fields';
import { Help } from '../../fields/Help';
import { Section } from '../../Section';
import { useField, useSettings } from '../../settings-context';
import { shownValue } from '../../settings-state';
import { launcherWordsFrom, translationsFrom, withLauncherWords, withWords } from './translations';
import type { LanguageWords } from './translations';

/** The first texts of the chat, for all languages or for pages in one. */
export function WordsSection( { language, onLanguage }: { language: string; onLanguage: ( language: string ) => void } ) {
	const languages = pageFacts().languages;
	return (
		<Section
			title={ __( 'Texts', 'aaia-chatbot' ) }
			description={ __( 'What visitors read first. Empty fields use built-in words in the language of the page.', 'aaia-chatbot' ) }
		>
			{ languages.length > 1 && (
				<div className="aaia-field">
					<SelectControl
						__next40pxDefaultSize
						label={ __( 'Texts for', 'aaia-chatbot' ) }
						value={ language }
						options={ [
							{ value: '', label: __( 'Every language', 'aaia-chatbot' ) },
							...languages.map( ( { code, name } ) => ( {
								value: code,
								/* translators: %s: name of a language. */
								label: sprintf( __( 'Pages in: %s', 'aaia-chatbot' ), name ),
							} ) ),
						] }
						onChange={ onLanguage }
					/>
				</div>
			) }
			{ language === '' ? (
				<>
					<TextField setting="widget_title" label={ __( 'Title', 'aaia-chatbot' ) } placeholder={ pageFacts().site_title } />
					<AreaField setting="widget_greeting" rows={ 3 } label={ __( 'Greeting', 'aaia-chatbot' ) } />
					<AreaField setting="widget_notice" rows={ 2 } label={ __( 'Notice that an AI answers', 'aaia-chatbot' ) } />
					<TextField setting="widget_launcher_text" label={ __( 'Button text', 'aaia-chatbot' ) } />
					<AreaField setting="widget_suggestions" rows={ 4 } label={ __( 'Suggested questions', 'aaia-chatbot' ) } />
				</>
			) : (
				<LanguageFields key={ language } language={ language } />
			) }
			<TextField
				setting="widget_contact"
				label={ __( 'Contact when the chat cannot load', 'aaia-chatbot' ) }
				placeholder="https://www.example.com/contact"
			/>
		</Section>
	);
}

/** The same fields for pages in one language; the placeholder is the text used while one is empty. */
function LanguageFields( { language }: { language: string } ) {
	const field = useField( 'widget_translations' );
	const translations = translationsFrom( String( field.value ) );
	const words = translations[ language ] ?? {};
	const change = ( changed: LanguageWords ): void => field.set( withWords( translations, language, { ...words, ...changed } ) );
	const { state } = useSettings();
	const everywhere = ( key: string ): string => String( shownValue( state, key ) );
	const fallback = {
		title: everywhere( 'widget_title' ) || pageFacts().site_title,
		greeting: everywhere( 'widget_greeting' ),
		notice: everywhere( 'widget_notice' ),
		suggestions: everywhere( 'widget_suggestions' ),
	};
	const facts = { lang: language, dir: 'auto', 'aria-describedby': `${ field.id }-help`, 'aria-invalid': field.error !== '' };
	return (
		<div id={ field.id } className={ field.error ? 'aaia-field aaia-words is-wrong' : 'aaia-field aaia-words' }>
			<TextControl
				{ ...facts }
				__next40pxDefaultSize
				label={ __( 'Title', 'aaia-chatbot' ) }
				value={ words.title ?? '' }
				placeholder={ fallback.title }
				maxLength={ 60 }
				autoComplete="off"
				onChange={ ( title ) => change( { title } ) }
			/>
			<TextareaControl
				{ ...facts }
				label={ __( 'Greeting', 'aaia-chatbot' ) }
				rows={ 3 }
				value={ words.greeting ?? '' }
				placeholder={ fallback.greeting }
				maxLength={ 500 }
				onChange={ ( greeting ) => change( { greeting } ) }
			/>
			<TextareaControl
				{ ...facts }
				label={ __( 'Notice that an AI answers', 'aaia-chatbot' ) }
				rows={ 2 }
				value={ words.notice ?? '' }
				placeholder={ fallback.notice }
				maxLength={ 500 }
				onChange={ ( notice ) => change( { notice } ) }
			/>
			<LauncherWords language={ language } />
			<TextareaControl
				{ ...facts }
				label={ __( 'Suggested questions', 'aaia-chatbot' ) }
				rows={ 4 }
				value={ ( words.suggestions ?? [] ).join( '\n' ) }
				placeholder={ fallback.suggestions }
				onChange={ ( text ) => change( { suggestions: text.split( '\n' ) } ) }
			/>
			<p id={ `${ field.id }-help` } className="components-base-control__help">
				<Help field={ field } />
			</p>
		</div>
	);
}

/** The button's text on pages in one language. */
function LauncherWords( { language }: { language: string } ) {
	const field = useField( 'widget_launcher_translations' );
	const { state } = useSettings();
	const words = launcherWordsFrom( String( field.value ) );
	return (
		<div id={ field.id } className={ field.error ? 'aaia-field is-wrong' : 'aaia-field' }>
			<TextControl
				__next40pxDefaultSize
				lang={ language }
				dir="auto"
				aria-invalid={ field.error !== '' }
				label={ __( 'Button text', 'aaia-chatbot' ) }
				value={ words[ language ] ?? '' }
				placeholder={ String( shownValue( state, 'widget_launcher_text' ) ) }
				maxLength={ 40 }
				autoComplete="off"
				help={ field.error ? <Help field={ field } /> : undefined }
				onChange={ ( text ) => field.set( withLauncherWords( words, language, text ) ) }
			/>
		</div>
	);
}
