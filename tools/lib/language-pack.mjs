/** A language pack for tests, made from the catalogue as the plugin directory does. */
import gettextParser from 'gettext-parser';
import { readFileSync } from 'node:fs';
import { inProject } from './paths.mjs';
import { DOMAIN } from './translations.mjs';

/**
 * The content of a .mo file in which every text is what `translate` makes of the English one.
 *
 * @param {string} locale
 * @param {( text: string ) => string} translate
 * @returns {Buffer}
 */
export function languagePack( locale, translate ) {
	const catalogue = gettextParser.po.parse( readFileSync( inProject( `languages/${ DOMAIN }.pot` ) ) );
	for ( const entry of Object.values( catalogue.translations ).flatMap( ( context ) => Object.values( context ) ) ) {
		if ( entry.msgid !== '' ) {
			entry.msgstr = [ entry.msgid, ...( entry.msgid_plural ? [ entry.msgid_plural ] : [] ) ].map( translate );
		}
	}
	catalogue.headers = { ...catalogue.headers, Language: locale, 'Plural-Forms': 'nplurals=2; plural=n != 1;' };
	return gettextParser.mo.compile( catalogue );
}
