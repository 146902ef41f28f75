/** How our TypeScript becomes what a browser loads: esbuild for the visitor's widget and for wp-admin. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bakeTexts, inLanguage, placeholder, textsForTemplate } from './bake-texts.mjs';
import { keepComments } from './keep-comments.mjs';
import { leanPreact } from './lean-preact.mjs';
import { inProject, ROOT } from './paths.mjs';

/** Browsers to compile for. */
const TARGET = [ 'es2020', 'chrome90', 'firefox90', 'safari15' ];

/** Browsers whose CSS the widget's styles may use. */
const CSS_TARGET = [ 'chrome105', 'firefox110', 'safari16' ];

const common = {
	absWorkingDir: ROOT,
	bundle: true,
	minify: true,
	metafile: true,
	write: false,
	target: TARGET,
	legalComments: 'none',
	charset: 'utf8',
	jsx: 'automatic',
	define: { 'process.env.NODE_ENV': '"production"' },
	logLevel: 'warning',
};

/** CSS that goes into a shadow root: an import of it is its minified text. */
const cssAsText = ( esbuild, filter = /\.css$/ ) => ( {
	name: 'css-as-text',
	setup( build ) {
		build.onLoad( { filter }, async ( { path } ) => {
			const { code } = await esbuild.transform( readFileSync( path, 'utf8' ), { loader: 'css', minify: true, target: CSS_TARGET } );
			// Spaces that esbuild leaves inside custom properties and fallbacks; our styles have no strings with a comma in them.
			return { contents: code.trim().replace( /(--[\w-]+):\s+/g, '$1:' ).replace( /,\s+/g, ',' ), loader: 'text' };
		} );
	},
} );

/** Packages that WordPress provides as scripts: name -> [global expression, script handle]. Others are bundled. */
function wordPressScript( name ) {
	const react = {
		react: [ 'React', 'react' ],
		'react-dom': [ 'ReactDOM', 'react-dom' ],
		'react-dom/client': [ 'ReactDOM', 'react-dom' ],
		'react/jsx-runtime': [ 'ReactJSXRuntime', 'react-jsx-runtime' ],
	};
	if ( name in react ) {
		return react[ name ];
	}
	const BUNDLED = [ 'icons', 'dataviews', 'admin-ui', 'interface', 'ui' ];
	const match = /^@wordpress\/([a-z0-9-]+)$/.exec( name );
	if ( ! match || BUNDLED.includes( match[ 1 ] ) ) {
		return null;
	}
	const property = match[ 1 ].replace( /-([a-z0-9])/g, ( _, letter ) => letter.toUpperCase() );
	return [ `wp.${ property }`, `wp-${ match[ 1 ] }` ];
}

const NAMESPACE = 'wordpress-script';

const wordPressScripts = {
	name: NAMESPACE,
	setup( build ) {
		build.onResolve(
			{ filter: /^(@wordpress\/|react)/ },
			( { path } ) => ( wordPressScript( path ) ? { path, namespace: NAMESPACE } : null )
		);
		build.onLoad(
			{ filter: /.*/, namespace: NAMESPACE },
			( { path } ) => ( { contents: `module.exports = window.${ wordPressScript( path )[ 0 ] };`, loader: 'js' } )
		);
	},
};

/** The sources of a bundle, as paths from the project's root, without packages. */
const sourcesOf = ( metafile ) =>
	Object.keys( metafile.inputs ).filter( ( path ) => ! path.startsWith( 'node_modules/' ) && ! path.startsWith( NAMESPACE ) );

/** The npm packages in a bundle, sorted. */
function packagesOf( { outputs } ) {
	const held =
		Object.values( outputs ).flatMap( ( { inputs } ) =>
			Object.entries( inputs ).filter( ( [ , { bytesInOutput } ] ) => bytesInOutput > 0 ).map( ( [ path ] ) => path ) );
	return [ ...new Set( held.flatMap( ( path ) => /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec( path )?.[ 1 ] ?? [] ) ) ].sort();
}

/** Browsers of the widget: constructed style sheets in a shadow root need these anyway. */
const WIDGET_TARGET = [ 'es2022', 'chrome105', 'firefox110', 'safari16.4' ];

/**
 * Bundles the widget: the launcher (on every page), the Markdown reader (with the first message), the panel (on first use) and its rarely
 * used parts ("more", when the first of them is drawn), and what draws attached files (the same in every language). Panel and parts are
 * one script per language of the zip with its texts written in,
 * `panel.js` and `more.js` in English, and a template that PHP fills with the texts of language packs. All are classic scripts, so that
 * another site can load them without CORS on static files.
 *
 * `translations`: [{locale, texts: {English: translation}}]. Answers a list of {name, files: {path: Buffer}, sources, packages}.
 */
export async function bundleWidget( esbuild, translations ) {
	const template = textsForTemplate();
	const languages = [ { suffix: '', texts: {} }, ...translations.map( ( { locale, texts } ) => ( { suffix: `-${ locale }`, texts } ) ) ];
	const [ launcher, markdown, files, openPanel, openMore, ...inLanguages ] = await Promise.all( [
		widgetScript( esbuild, 'launcher', 'widget/launcher/index.ts' ),
		widgetScript( esbuild, 'markdown', 'widget/markdown/index.ts' ),
		widgetScript( esbuild, 'files', 'widget/files/index.ts' ),
		widgetScript( esbuild, 'panel-template', PANEL, template.write, false ),
		widgetScript( esbuild, 'more-template', MORE, template.write, false ),
		...languages.flatMap( ( { suffix, texts } ) => [
			widgetScript( esbuild, `panel${ suffix }`, PANEL, inLanguage( texts ) ),
			widgetScript( esbuild, `more${ suffix }`, MORE, inLanguage( texts ) ),
		] ),
	] );
	const scripts = [ launcher, markdown, files, openPanel, openMore, ...inLanguages ];
	const [ panel, more ] = inLanguages;
	await press( scripts, [ panel, more ] );
	const build = hash( [ panel.code, more.code ] );
	scripts.forEach( ( script ) => fill( script, { build } ) );
	languages.forEach( ( { suffix }, index ) => {
		const [ itsPanel, itsMore ] = inLanguages.slice( 2 * index );
		fill( itsPanel, {
			markdown: `markdown.js?${ hash( [ markdown.code ] ) }`,
			files: `files.js?${ hash( [ files.code ] ) }`,
			more: `more${ suffix }.js?${ hash( [ itsMore.code ] ) }`,
		} );
	} );
	const versions =
		[ launcher, markdown, files, ...inLanguages ].map( ( { name, code } ) => `\t'${ name }.js' => '${ hash( [ code ] ) }',\n` ).join( '' );
	const results = scripts.map( ( { name, code, sources, packages } ) => ( {
		name,
		files: { [ `${ WIDGET }/${ name }.js` ]: Buffer.from( code ) },
		sources,
		packages,
	} ) );
	Object.assign( results[ 0 ].files, {
		[ `${ WIDGET }/panel-texts.php` ]: Buffer.from( template.file() ),
		[ `${ WIDGET }/versions.php` ]: Buffer.from( `<?php\ndefined( 'ABSPATH' ) || exit;\n\nreturn [\n${ versions }];\n` ),
	} );
	return results;
}

const WIDGET = 'build/widget';
const PANEL = 'widget/panel/index.tsx';
const MORE = 'widget/more/index.ts';

/** What the rarely used parts take from the panel: Preact and the texts of errors. */
const lentPreact = {
	name: 'lent-preact',
	setup( build ) {
		build.onResolve( { filter: /^preact(\/jsx-runtime)?$|\/failure-text$/ }, () => ( { path: inProject( 'widget/more/kit.ts' ) } ) );
	},
};

/**
 * One script of the widget: {name, code, sources, packages}, with placeholders for the build's name and the addresses of other scripts.
 * `beside`: these addresses are seen from the panel's.
 */
async function widgetScript( esbuild, name, entry, write = inLanguage( {} ), beside = true ) {
	const result = await esbuild.build( {
		...common,
		target: WIDGET_TARGET,
		entryPoints: [ entry ],
		outfile: inProject( `${ WIDGET }/${ name }.js` ),
		format: 'iife',
		jsxImportSource: 'preact',
		define: {
			...common.define,
			BUILD: JSON.stringify( placeholder( 'build' ) ),
			MARKDOWN_SCRIPT: JSON.stringify( placeholder( 'markdown' ) ),
			FILES_SCRIPT: JSON.stringify( placeholder( 'files' ) ),
			MORE_SCRIPT: JSON.stringify( placeholder( 'more' ) ),
			SCRIPTS_ARE_BESIDE: String( beside ),
		},
		plugins: [ cssAsText( esbuild ), bakeTexts( write ), entry === MORE ? lentPreact : leanPreact ],
	} );
	return { name, code: result.outputFiles[ 0 ].text, sources: sourcesOf( result.metafile ), packages: packagesOf( result.metafile ) };
}

/** Replaces a script's placeholders by values. */
function fill( script, values ) {
	script.code = Object.entries( values ).reduce( ( code, [ name, value ] ) => code.replaceAll( placeholder( name ), value ), script.code );
}

/** Version of a script's content: 8 hexadecimal digits, short because some are part of what visitors load. */
const hash = ( codes ) => createHash( 'sha256' ).update( codes.join( '' ) ).digest( 'hex' ).slice( 0, 8 );

/** Property names used only inside the panel, never in messages to the server or the browser: they may be minified. */
const OWN = [
	'askForPerson', 'backToChat', 'askToDelete', 'deleteConversation', 'startAnew', 'requestPerson', 'answerApproval',
	'reportSource', 'startSession', 'hasSession', 'useToken', 'setFlag', 'controller', 'outgoing', 'announcement', 'draft',
	'stopping', 'retryAfter', 'takesFocus', 'onConfirm', 'onCancel', 'quiet', 'follows', 'onAccepted', 'isKnown', 'onSeen',
	'onGone', 'onMessage', 'announce', 'dispatch', 'failure', 'reported', 'hush', 'views', 'changed', 'reader', 'wrong', 'busy',
	'behind', 'offer', 'detach', 'restore', 'pull', 'plan', 'agree', 'retry', 'inline', 'direction', 'menu', 'loadMore',
	'onDone', 'onComment', 'askForConsent', 'configure', 'remember', 'notSaved', 'consented', 'leaveIfGone', 'keepDraft', 'linked',
	'forget', 'deliver', 'finish', 'unread', 'followLink', 'takeUp', 'memory', 'limit', 'number', 'icon', 'outdated', 'heard',
	'turn', 'kind', 'reason', 'answer', 'store', 'loading', 'draw', 'emit', 'kept', 'keep', 'save', 'sync', 'queued', 'started', 'take',
];

/** Texts that only name a case inside the panel (what happened, what a turn does, why it failed): they are numbered. */
const CASES = [
	'answer-started', 'answer-changed', 'answer-ended', 'turn-failed', 'conversation-changed', 'history-loaded', 'approval-sent',
	'approval-failed', 'begun-anew', 'in-history', 'configured', 'viewed', 'typed', 'announced', 'stopping', 'answering', 'answered',
	'replaced', 'silent', 'too-large', 'offline', 'queued', 'sending', 'idle', 'held', 'lost', 'updated', 'rated', 'resume',
	'closed', 'gone',
];

/**
 * What visitors load is pressed once more: terser finds about 2 % that esbuild leaves. No function of ours or Preact’s that has no `this`
 * is built with `new`. The short names of properties are those that suit the `models`, and the same in every script: panel and parts share
 * objects.
 */
async function press( scripts, models ) {
	const { minify } = await import( 'terser' );
	const compress = { passes: 5, ecma: 2022, unsafe_arrows: true, unsafe_methods: true, pure_getters: true, keep_fargs: false };
	// Some are names of the browser's too, but nothing here uses those.
	const mangle = { properties: { builtins: true, regex: new RegExp( `^(${ OWN.join( '|' ) })$` ) } };
	const options = { ecma: 2022, compress, mangle, format: { ecma: 2022 }, toplevel: true };
	const names = {};
	await minify( Object.fromEntries( models.map( ( { name, code } ) => [ name, code ] ) ), { ...options, nameCache: names } );
	await Promise.all( scripts.map( async ( script ) => {
		const { code } = await minify( script.code, { ...options, nameCache: { props: structuredClone( names.props ) } } );
		script.code = CASES.reduce( ( pressed, name, index ) => pressed.replaceAll( `"${ name }"`, `"${ index }"` ), code );
	} ) );
}

/**
 * Bundles every admin/{screen}/index.ts(x): script, styles (also mirrored for right-to-left languages) and the PHP file with its
 * dependencies and version. Answers a list of {name, files, sources, packages}.
 */
export async function bundleAdmin( esbuild, rtlcss ) {
	return Promise.all( adminScreens().map( async ( { name, entry } ) => {
		const comments = keepComments();
		const script = `build/admin/${ name }.js`;
		const plugins = [ wordPressScripts, comments.plugin, cssAsText( esbuild, /[\\/]admin[\\/]panel[\\/]panel\.css$/ ) ];
		const result = await esbuild.build( {
			...common,
			entryPoints: [ entry ],
			outfile: inProject( script ),
			format: 'iife',
			jsxImportSource: 'react',
			plugins,
			loader: { '.svg': 'dataurl' },
		} );
		const files = filesOf( result );
		files[ script ] = Buffer.from( comments.restore( files[ script ].toString() ) );
		const css = files[ `build/admin/${ name }.css` ];
		if ( css ) {
			files[ `build/admin/${ name }-rtl.css` ] = Buffer.from( rtlcss.process( css.toString() ) );
		}
		files[ `build/admin/${ name }.asset.php` ] = assetFile( result.metafile, files );
		if ( name === 'worker' ) {
			Object.assign( files, icons() );
		}
		return { name, files, sources: sourcesOf( result.metafile ), packages: packagesOf( result.metafile ) };
	} ) );
}

/** The icons of notifications and of the inbox on a home screen, as they are. */
const icons = () => Object.fromEntries(
	readdirSync( inProject( 'admin/icons' ) ).map( ( name ) => [ `build/admin/${ name }`, readFileSync( inProject( 'admin/icons', name ) ) ] )
);

/** The screens there are: [{name, entry}]. */
function adminScreens() {
	const folder = inProject( 'admin' );
	return ! existsSync( folder ) ? [] : readdirSync( folder ).sort().flatMap( ( name ) => {
		const entry =
			[ 'index.tsx', 'index.ts' ].map( ( file ) => join( 'admin', name, file ) ).find( ( path ) => existsSync( inProject( path ) ) );
		return entry && name !== 'data' ? [ { name, entry } ] : [];
	} );
}

function assetFile( metafile, files ) {
	const handles = Object.keys( metafile.inputs )
		.filter( ( path ) => path.startsWith( `${ NAMESPACE }:` ) )
		.map( ( path ) => wordPressScript( path.slice( NAMESPACE.length + 1 ) )[ 1 ] );
	const hash = createHash( 'sha256' );
	Object.values( files ).forEach( ( content ) => hash.update( content ) );
	const list = [ ...new Set( handles ) ].sort().map( ( handle ) => `'${ handle }'` ).join( ', ' );
	return Buffer.from(
		`<?php defined( 'ABSPATH' ) || exit; return array( 'dependencies' => array( ${ list } ), 'version' => '${ hash.digest( 'hex' ).slice( 0, 12 ) }' );\n`
	);
}

function filesOf( result ) {
	return Object.fromEntries( result.outputFiles.map( ( { path, contents } ) => [ relative( ROOT, path ), Buffer.from( contents ) ] ) );
}

/**
 * Makes `folder` hold exactly the files given below it, and writes the others too. Unchanged files are not touched: a running site may
 * read them.
 */
export function writeFiles( files, folder ) {
	for ( const [ path, content ] of Object.entries( files ) ) {
		if ( existsSync( inProject( path ) ) && readFileSync( inProject( path ) ).equals( content ) ) {
			continue;
		}
		mkdirSync( inProject( path, '..' ), { recursive: true } );
		writeFileSync( inProject( path ), content );
	}
	for ( const name of readdirSync( inProject( folder ), { recursive: true, withFileTypes: true } ) ) {
		const path = relative( ROOT, join( name.parentPath, name.name ) );
		if ( name.isFile() && ! ( path in files ) ) {
			rmSync( inProject( path ) );
		}
	}
}
