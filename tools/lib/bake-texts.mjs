/** Writes translated texts into the widget's sources while they are bundled, so that no text is looked up, or loaded, at run time. */
import { readFileSync } from 'node:fs';

/** `__( 'text', 'aaia-chatbot' )`, as the widget's sources write it: one literal in single quotes. */
const CALL = /\b__\(\s*'((?:[^'\\]|\\.)*)'\s*,\s*'aaia-chatbot'\s*\)/g;

/** The text a literal in single quotes stands for. */
const literal = ( source ) => source.replace( /\\n/g, '\n' ).replace( /\\(.)/g, '$1' );

/**
 * An esbuild plugin for the widget's and the shared sources.
 *
 * `texts`: English text -> translation; what it does not have stays English.
 */
export const bakeTexts = ( texts ) => ( {
	name: 'bake-texts',
	setup( build ) {
		build.onLoad( { filter: /[\\/](?:widget|src)[\\/].*\.tsx?$/ }, ( { path } ) => {
			const source = readFileSync( path, 'utf8' );
			const contents = source.replace( CALL, ( _, text ) => JSON.stringify( texts[ literal( text ) ] || literal( text ) ) );
			if ( /\b__\(/.test( contents.replace( /function __\(/, '' ) ) ) {
				throw new Error( `${ path }: every __() needs one literal text in single quotes and the domain 'aaia-chatbot'.` );
			}
			return { contents, loader: path.endsWith( 'x' ) ? 'tsx' : 'ts' };
		} );
	},
} );
