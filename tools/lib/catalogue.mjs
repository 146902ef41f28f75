/** The catalogue of translatable texts: taken from PHP and TypeScript sources into a .pot, and merged into the .po files. */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { filesUnder } from '../../tests/static/support/files.mjs';
import { besideCalls } from './keep-comments.mjs';
import { inProject, ROOT, temporaryFolder } from './paths.mjs';
import { run } from './run.mjs';
import { ensureWordPress } from './wordpress.mjs';
import { DOMAIN } from './translations.mjs';

/** Folders with translatable texts. */
const PHP = [ 'includes' ];
const SCRIPTS = [ 'src', 'widget', 'admin' ];

const hasNoTexts = ( file ) => /\.(test|d)\.tsx?$/.test( file );

/**
 * Every translatable text in the sources, as gettext-parser's table.
 *
 * WP-CLI reads PHP and JavaScript but not TypeScript, so it gets a copy in which TypeScript is compiled away and comments
 * for translators are kept. References name files without lines, so that the catalogue changes only when texts do.
 */
export async function extract( gettextParser, ts ) {
	const copy = temporaryFolder( 'texts' );
	try {
		const php = [
			...PHP.flatMap( ( folder ) => filesUnder( ROOT, folder, [ '.php' ] ) ),
			...filesUnder( ROOT, '', [ '.php' ] ).filter( ( file ) => ! file.includes( '/' ) && ! file.startsWith( '.' ) ),
		];
		for ( const file of php ) {
			mkdirSync( join( copy, dirname( file ) ), { recursive: true } );
			cpSync( inProject( file ), join( copy, file ) );
		}
		for ( const file of SCRIPTS.flatMap( ( folder ) => filesUnder(
			ROOT,
			folder,
			[ '.ts', '.tsx' ]
		) ).filter( ( file ) => ! hasNoTexts( file ) ) ) {
			const { outputText } = ts.transpileModule(
				besideCalls( readFileSync( inProject( file ), 'utf8' ) ),
				{
					fileName: file,
					compilerOptions: { target: ts.ScriptTarget.ES2020, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.Preserve, removeComments: false },
				}
			);
			mkdirSync( join( copy, dirname( file ) ), { recursive: true } );
			writeFileSync( join( copy, `${ file }.js` ), outputText );
		}
		const translations = await textsIn( gettextParser, copy );
		forEachEntry( translations, ( entry ) => {
			const files =
				( entry.comments?.reference ?? '' ).split( /\s+/ ).filter( Boolean ).map( ( reference ) =>
					reference.replace( /:\d+$/, '' ).replace( /\.(tsx?)\.js$/, '.$1' ) );
			const extracted = entry.comments?.extracted;
			entry.comments = {
				reference: [ ...new Set( files ) ].sort().join( '\n' ),
				...( extracted ? { extracted } : {} ),
				...( entry.comments?.flag ? { flag: entry.comments.flag } : {} ),
			};
		} );
		addBlocks( translations );
		return translations;
	} finally {
		rmSync( copy, { recursive: true, force: true } );
	}
}

/**
 * The texts that WP-CLI finds in a folder's PHP and JavaScript, as gettext-parser's table; without those of blocks, whose names it would
 * download.
 */
export async function textsIn( gettextParser, folder ) {
	const { wpCli } = await ensureWordPress();
	const pot = join( temporaryFolder( 'pot' ), 'texts.pot' );
	const root = process.getuid?.() === 0 ? [ '--allow-root' ] : [];
	try {
		await run(
			'php',
			[
				'-d',
				'memory_limit=1G',
				wpCli,
				...root,
				'i18n',
				'make-pot',
				folder,
				pot,
				`--domain=${ DOMAIN }`,
				`--slug=${ DOMAIN }`,
				'--skip-audit',
				'--skip-block-json',
			]
		);
		return gettextParser.po.parse( readFileSync( pot ) ).translations;
	} finally {
		rmSync( dirname( pot ), { recursive: true, force: true } );
	}
}

/** Adds the fields of every block.json that WordPress translates, with their contexts. */
function addBlocks( translations ) {
	for ( const file of [ ...PHP, ...SCRIPTS ].flatMap( ( folder ) => filesUnder( ROOT, folder, [ 'block.json' ] ) ) ) {
		const { title, description, keywords = [] } = JSON.parse( readFileSync( inProject( file ), 'utf8' ) );
		for ( const [ context, text ] of [
			[ 'block title', title ],
			[ 'block description', description ],
			...keywords.map( ( keyword ) => [ 'block keyword', keyword ] ),
		] ) {
			if ( text ) {
				translations[ context ] = {
					...translations[ context ],
					[ text ]: { msgctxt: context, msgid: text, msgstr: [ '' ], comments: { reference: file } },
				};
			}
		}
	}
}

function forEachEntry( translations, call ) {
	for ( const context of Object.values( translations ) ) {
		for ( const [ id, entry ] of Object.entries( context ) ) {
			if ( id !== '' ) {
				call( entry );
			}
		}
	}
}

const HEADERS = {
	'Project-Id-Version': 'AAIA Chatbot',
	'Content-Type': 'text/plain; charset=UTF-8',
	'Content-Transfer-Encoding': '8bit',
	'MIME-Version': '1.0',
	'X-Domain': DOMAIN,
};

/** The text of a catalogue file. With `known` (another file's translations) those are filled in, otherwise all are empty. */
export function compile( gettextParser, translations, { headers = {}, known = {} } = {} ) {
	const table = structuredClone( translations );
	forEachEntry( table, ( entry ) => {
		const empty = entry.msgid_plural ? [ '', '' ] : [ '' ];
		entry.msgstr = known[ entry.msgctxt ?? '' ]?.[ entry.msgid ]?.msgstr ?? empty;
	} );
	table[ '' ] = { '': { msgid: '', msgstr: [ '' ] }, ...table[ '' ] };
	delete table[ '' ][ '' ].comments;
	const all = { ...HEADERS, ...headers };
	const sort = ( a, b ) => ( a.msgid < b.msgid ? -1 : a.msgid > b.msgid ? 1 : ( a.msgctxt ?? '' ) < ( b.msgctxt ?? '' ) ? -1 : 1 );
	return gettextParser.po.compile( { charset: 'utf-8', headers: all, translations: table }, { foldLength: 0, sort } ).toString().trimEnd() +
		'\n';
}
