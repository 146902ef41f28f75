/** Converts languages/*.po, the committed source, to the formats of PHP, wp-admin's scripts and the widget. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { inProject } from './paths.mjs';

/** The plugin's text domain. */
export const DOMAIN = 'aaia-chatbot';

/** Separates context and text in a key, as in gettext. */
const CONTEXT = '\u0004';

/**
 * The translations there are: [{locale, pluralForms, entries}]; an entry is {context, id, plural, translations: string[], files:
 * string[]}. Entries without a translation are left out.
 */
export function readTranslations( gettextParser ) {
	return readdirSync( inProject( 'languages' ) )
		.filter( ( name ) => name.startsWith( `${ DOMAIN }-` ) && name.endsWith( '.po' ) )
		.map( ( name ) => {
			const catalogue = readCatalogue( gettextParser, `languages/${ name }` );
			return {
				locale: name.slice( DOMAIN.length + 1, -'.po'.length ),
				pluralForms: catalogue.headers[ 'Plural-Forms' ] ?? 'nplurals=2; plural=(n != 1);',
				entries: catalogue.entries.filter( ( entry ) => entry.translations.every( ( text ) => text !== '' ) ),
			};
		} );
}

/** One .po or .pot file: {headers, entries}. */
export function readCatalogue( gettextParser, path ) {
	const parsed = gettextParser.po.parse( readFileSync( inProject( path ) ) );
	const entries =
		Object.values( parsed.translations ).flatMap( ( context ) => Object.values( context ) ).filter( ( entry ) => entry.msgid !== '' );
	return {
		headers: parsed.headers,
		entries: entries.map( ( entry ) => ( {
			context: entry.msgctxt ?? null,
			id: entry.msgid,
			plural: entry.msgid_plural ?? null,
			translations: entry.msgstr,
			files: ( entry.comments?.reference ?? '' ).split( /\s+/ ).filter( Boolean ).map( ( reference ) => reference.replace( /:\d+$/, '' ) ),
		} ) ),
	};
}

const key = ( { context, id } ) => ( context === null ? id : context + CONTEXT + id );

const phpString = ( text ) =>
	`"${ text.replace( /[\\"$]/g, '\\$&' ).replaceAll( '\n', '\\n' ).replaceAll( '\r', '\\r' ).replaceAll( '\t', '\\t' ).replaceAll( '\0', '\\0' ).replaceAll( CONTEXT, '\\4' ) }"`;

/** languages/{domain}-{locale}.l10n.php: what WordPress loads first, cached by opcache. */
export function phpFile( { locale, pluralForms, entries } ) {
	const lines = entries.map( ( entry ) => {
		const id = entry.plural === null ? key( entry ) : `${ key( entry ) }\0${ entry.plural }`;
		return `\t\t${ phpString( id ) } => ${ phpString( entry.translations.join( '\0' ) ) },`;
	} );
	return `<?php\ndefined( 'ABSPATH' ) || exit;\nreturn [\n\t'domain' => '${ DOMAIN }',\n\t'language' => '${ locale }',\n\t'plural-forms' => '${ pluralForms }',\n\t'messages' => [\n${ lines.join( '\n' ) }\n\t],\n];\n`;
}

/** Writes the PHP file of every translation, for sites that run the work tree. */
export async function writePhpTranslations() {
	const { default: gettextParser } = await import( 'gettext-parser' );
	for ( const translation of readTranslations( gettextParser ) ) {
		writeFileSync( inProject( `languages/${ DOMAIN }-${ translation.locale }.l10n.php` ), phpFile( translation ) );
	}
}

const usedIn = ( entries, sources ) => entries.filter( ( entry ) => entry.files.some( ( file ) => sources.includes( file ) ) );

/** languages/{domain}-{locale}-{handle}.json: the texts of one admin script, as wp.i18n wants them. */
export function scriptFile( { locale, pluralForms, entries }, sources ) {
	const messages = { '': { domain: 'messages', lang: locale, 'plural-forms': pluralForms } };
	for ( const entry of usedIn( entries, sources ) ) {
		messages[ key( entry ) ] = entry.translations;
	}
	return JSON.stringify( { domain: 'messages', locale_data: { messages } } );
}

/** The texts of the widget: English -> translation. It has neither contexts nor plurals. */
export function widgetTexts( { entries } ) {
	return Object.fromEntries( entries.filter( ( { context, plural } ) => context === null &&
		plural === null ).map( ( { id, translations } ) => [ id, translations[ 0 ] ] ) );
}
