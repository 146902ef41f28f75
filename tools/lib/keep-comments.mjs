/** Keeps comments for translators, which esbuild drops inside expressions: translators' tools read the built scripts. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** A comment for translators, and the first text after it, in quotes: not further away than one call around it. */
const COMMENTED = /\/\*\s*(translators:(?:(?!\*\/)[\s\S])*?)\s*\*\/((?:(?!\/\*)[\s\S]){0,200}?)(\b_(?:_|n|x|nx)\(\s*['"])/g;

/** Moves each comment for translators right before its call, where translators' tools look for it. */
export const besideCalls = ( source ) => source.replace(
	COMMENTED,
	( _, comment, between, call ) => `${ between }/* ${ comment.replace( /\s+/g, ' ' ) } */ ${ call }`
);

/** Marker at the start of a text, until its comment is put before its call. */
const mark = ( name ) => `{{translators:${ name }}}`;

/** A marked text in a built script, with the call before it, such as `(0,t.__)(`: tools look for the comment in front of the call. */
const MARKED = /((?:\(0,\s*[\w$.]+\)|[\w$.]+)\(\s*["'`])\{\{translators:([0-9a-f]+)\}\}/g;

/**
 * A pair: an esbuild `plugin` that marks commented texts, and `restore( code )`, which turns the marks of a built script into comments.
 */
export function keepComments() {
	const comments = new Map();
	return {
		plugin: {
			name: 'keep-comments',
			setup( build ) {
				build.onLoad( { filter: /[\\/](?:admin|src)[\\/].*\.tsx?$/ }, ( { path } ) => {
					const contents = readFileSync( path, 'utf8' ).replace( COMMENTED, ( _, comment, between, call ) => {
						const name = createHash( 'sha256' ).update( comment ).digest( 'hex' ).slice( 0, 12 );
						comments.set( name, comment.replace( /\s+/g, ' ' ) );
						return between + call + mark( name );
					} );
					return { contents, loader: path.endsWith( 'x' ) ? 'tsx' : 'ts' };
				} );
			},
		},
		restore( code ) {
			const restored = code.replace( MARKED, ( _, call, name ) => `/* ${ comments.get( name ) } */${ call }` );
			if ( restored.includes( '{{translators:' ) ) {
				throw new Error( 'A comment for translators stands where it cannot be put back.' );
			}
			return restored;
		},
	};
}
