/** Compiles one file for Jest: TypeScript and JSX by esbuild (React in admin/, Preact elsewhere), CSS as its text. */
const { createHash } = require( 'node:crypto' );
const { transformSync, version } = require( 'esbuild' );

const LOADERS = { ts: 'ts', tsx: 'tsx', js: 'js', mjs: 'js' };

module.exports = {
	process( source, path ) {
		if ( path.endsWith( '.css' ) ) {
			return { code: `module.exports = { __esModule: true, default: ${ JSON.stringify( source ) } };` };
		}
		const { code, map } = transformSync( source, {
			loader: LOADERS[ path.split( '.' ).pop() ],
			format: 'cjs',
			target: 'node20',
			jsx: 'automatic',
			jsxImportSource: path.includes( '/admin/' ) ? 'react' : 'preact',
			sourcemap: true,
			sourcefile: path,
		} );
		return { code, map };
	},
	getCacheKey: ( source, path ) => createHash( 'sha256' ).update( `2 ${ version } ${ path } ` ).update( source ).digest( 'hex' ),
};
