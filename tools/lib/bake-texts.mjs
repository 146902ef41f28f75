/** Inlines translated texts into the widget while it is bundled, so that none are loaded or looked up at run time. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * `__( 'text', 'aaia-chatbot' )`, as the widget's sources write it: one literal in single quotes, after an optional comment for
 * translators.
 */
const CALL =
	/(?:\/\*\s*(translators:(?:(?!\*\/)[\s\S])*?)\s*\*\/\s*(?:sprintf\(\s*)?)?\b__\(\s*'((?:[^'\\]|\\.)*)'\s*,\s*'aaia-chatbot'\s*\)/g;

/** The value of a literal in single quotes. */
const literal = ( source ) => source.replace( /\\n/g, '\n' ).replace( /\\(.)/g, '$1' );

/**
 * An esbuild plugin for the widget's and the shared sources.
 *
 * `write( text, comment )`: what stands in the script in place of an English text; `comment` is the one for translators, or undefined.
 */
export const bakeTexts = ( write ) => ( {
	name: 'bake-texts',
	setup( build ) {
		build.onLoad( { filter: /[\\/](?:widget|src)[\\/].*\.tsx?$/ }, ( { path } ) => {
			const source = readFileSync( path, 'utf8' );
			const contents = source.replace(
				CALL,
				( call, comment, text ) => call.slice( 0, call.indexOf( '__(' ) ) + JSON.stringify( write( literal( text ), comment ) )
			);
			if ( /\b__\(/.test( contents.replace( /function __\(/, '' ) ) ) {
				throw new Error( `${ path }: every __() needs one literal text in single quotes and the domain 'aaia-chatbot'.` );
			}
			return { contents, loader: path.endsWith( 'x' ) ? 'tsx' : 'ts' };
		} );
	},
} );

/** Inlines a translation: `texts` is English text -> translation; missing ones stay English. */
export const inLanguage = ( texts ) => ( text ) => texts[ text ] || text;

/** Placeholder of a value that PHP puts into the panel's template; see WidgetScripts. */
export const placeholder = ( name ) => `{{aaia:${ name }}}`;

/** Collects the texts of a template: `write` for bakeTexts(), and `file()`, the PHP file that translates them, once bundling is done. */
export function textsForTemplate() {
	const texts = new Map();
	return {
		write( text, comment ) {
			const name = createHash( 'sha256' ).update( text ).digest( 'hex' ).slice( 0, 8 );
			texts.set( text, { name, comment: comment ?? texts.get( text )?.comment } );
			return placeholder( name );
		},
		file() {
			const entries = [ ...texts ].sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) );
			if ( new Set( entries.map( ( [ , { name } ] ) => name ) ).size !== entries.length ) {
				throw new Error( 'Two texts of the panel have the same name: lengthen the names.' );
			}
			const lines =
				entries.map( ( [ text, { name, comment } ] ) =>
					( comment ? `\t/* ${ comment.replace( /\s+/g, ' ' ) } */\n` : '' ) +
						`\t'${ name }' => __( ${ phpLiteral( text ) }, 'aaia-chatbot' ),\n` );
			return `<?php\n/** Texts of the visitor’s panel, in the language WordPress speaks when this is read. Written by the build. */\n\ndefined( 'ABSPATH' ) || exit;\n\nreturn [\n${ lines.join( '' ) }];\n`;
		},
	};
}

/** Without an escape but those two, so that translators' tools, which read the source, find the very text. */
function phpLiteral( text ) {
	if ( text.includes( '\n' ) ) {
		throw new Error( `A text of the panel has more than one line: ${ text }` );
	}
	return `'${ text.replace( /[\\']/g, '\\$&' ) }'`;
}
