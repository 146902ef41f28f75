/** npm run build: everything a browser and WordPress load that is not in the tree: bundles, translations and the prefixed library. */
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { existsSync } from 'node:fs';
import { bundleAdmin, bundleWidget, writeFiles } from './lib/bundle.mjs';
import { licenceList } from './lib/licences.mjs';
import { ensureLibraries, ensureNodeModules } from './lib/packages.mjs';
import { inProject } from './lib/paths.mjs';
import { main, step } from './lib/say.mjs';
import { wiringFile } from './lib/wiring.mjs';
import { DOMAIN, phpFile, readTranslations, scriptFile, widgetTexts } from './lib/translations.mjs';

/** The script handle of an admin screen, by which WordPress finds its translations. */
const handle = ( screen ) => `aaia-chatbot-${ screen }`;

/** Builds everything; returns the sizes of what a visitor loads. */
export async function build() {
	await ensureNodeModules();
	// The sources in the zip lie beside the plugin's PHP and library, and build scripts only.
	const hasPhp = existsSync( inProject( 'tools/prefix.php' ) );
	if ( hasPhp ) {
		await ensureLibraries();
	}
	step( 'Building.' );
	const [ esbuild, { default: rtlcss }, { default: gettextParser } ] = await Promise.all( [
		import( 'esbuild' ),
		import( 'rtlcss' ),
		import( 'gettext-parser' ),
	] );
	const translations = readTranslations( gettextParser );
	const panels = translations.map( ( translation ) => ( { locale: translation.locale, texts: widgetTexts( translation ) } ) );
	const [ widget, admin ] = await Promise.all( [ bundleWidget( esbuild, panels ), bundleAdmin( esbuild, rtlcss ) ] );
	const files = Object.assign( {}, ...widget.map( ( bundle ) => bundle.files ), ...admin.map( ( bundle ) => bundle.files ) );
	files[ 'build/licences.txt' ] = Buffer.from( licenceList( [ ...widget, ...admin ] ) );
	for ( const translation of translations ) {
		const stem = `languages/${ DOMAIN }-${ translation.locale }`;
		files[ `${ stem }.l10n.php` ] = Buffer.from( phpFile( translation ) );
		for ( const { name, sources } of admin ) {
			files[ `${ stem }-${ handle( name ) }.json` ] = Buffer.from( scriptFile( translation, sources ) );
		}
	}
	if ( hasPhp ) {
		files[ 'build/wiring.php' ] = Buffer.from( await wiringFile() );
	}
	writeFiles( files, 'build' );
	return Object.entries( files ).filter( ( [ path ] ) => /^build\/.*\.(?:js|css)$/.test( path ) ).map( ( [ path, content ] ) => ( {
		path,
		...sizes( content ),
	} ) );
}

/** Bytes of a file as it is, gzipped and with Brotli, at the levels servers use for static files. */
export const sizes = ( content ) => ( {
	bytes: content.length,
	gzip: gzipSync( content, { level: 9 } ).length,
	brotli: brotliCompressSync( content, { params: { [ constants.BROTLI_PARAM_QUALITY ]: 11 } } ).length,
} );

if ( import.meta.url === `file://${ process.argv[ 1 ] }` ) {
	await main( async () => {
		const table = await build();
		process.stdout.write( `${ 'file'.padEnd( 40 ) }${ 'bytes'.padStart( 9 ) }${ 'gzip'.padStart( 9 ) }${ 'brotli'.padStart( 9 ) }\n` );
		for ( const { path, bytes, gzip, brotli } of table.sort( ( a, b ) => a.path.localeCompare( b.path ) ) ) {
			process.stdout.write(
				`${ path.padEnd( 40 ) }${ String( bytes ).padStart( 9 ) }${ String( gzip ).padStart( 9 ) }${ String( brotli ).padStart( 9 ) }\n`
			);
		}
	} );
}
