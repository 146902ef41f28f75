/** The catalogue follows the sources, and French is complete and well set. */
import gettextParser from 'gettext-parser';
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from '../../tools/build.mjs';
import { textsIn } from '../../tools/lib/catalogue.mjs';
import { temporaryFolder } from '../../tools/lib/paths.mjs';
import { staleCatalogues } from '../../tools/pot.mjs';
import { readCatalogue } from '../../tools/lib/translations.mjs';
import { shippedFiles } from '../../tools/zip.mjs';

const FRENCH = 'languages/aaia-chatbot-fr_FR.po';

const french = () => readCatalogue( gettextParser, FRENCH ).entries;

const each = ( problem ) =>
	async () => french().flatMap( ( entry ) => ( problem( entry )
		? [ `${ FRENCH }: ${ JSON.stringify( entry.id ) } -> ${ JSON.stringify( entry.translations ) }` ]
		: [] ) );

const placeholders = ( text ) =>
	( text.match( /%(?:\d\$)?[sd]|\{\{?\w+\}?\}/g ) ?? [] ).map( ( one ) => one.replace( /\d\$/, '' ) ).sort().join();

/** A plural form may leave out the number it stands for. */
const samePlaceholders = ( { id, plural, translations } ) => translations.every( ( text ) => text === '' ||
	placeholders( text ) === placeholders( id ) ||
	plural !== null && placeholders( text ) === placeholders( plural ) );

/** A plain space, or none, before a high mark; URLs and times have none and are let be. */
const badSpacing = ( text ) => / [:;?!»]|« /.test( text ) || /[a-zà-ÿ][?!;](?:\s|$)/i.test( text );

/** Texts with their comments for translators: key -> comments, sorted. Those of blocks are WP-CLI's matter. */
function withComments( translations ) {
	const entries =
		Object.values( translations ).flatMap( ( context ) => Object.values( context ) ).filter( ( { msgid, msgctxt } ) => msgid !== '' &&
			! msgctxt?.startsWith( 'block ' ) );
	return new Map( entries.map( ( { msgctxt = '', msgid, msgid_plural: plural = '', comments } ) => [
		JSON.stringify( [ msgctxt, msgid, plural ] ),
		( comments?.extracted ?? '' ).split( '\n' ).sort().join( '\n' ),
	] ) );
}

/** What the directory's own tools make of the zip: they know neither our sources nor our catalogue. */
async function foundInZip( { root } ) {
	await build();
	const copy = temporaryFolder( 'zip' );
	try {
		for ( const file of shippedFiles() ) {
			mkdirSync( join( copy, dirname( file ) ), { recursive: true } );
			cpSync( join( root, file ), join( copy, file ) );
		}
		const found = withComments( await textsIn( gettextParser, copy ) );
		const wanted = withComments( gettextParser.po.parse( readFileSync( join( root, 'languages/aaia-chatbot.pot' ) ) ).translations );
		return [
			...[ ...wanted ].filter( ( [ text ] ) => ! found.has( text ) ).map( ( [ text ] ) => `${ text } is not found in the zip.` ),
			...[ ...wanted ].filter( ( [ text, comment ] ) => found.has( text ) && found.get( text ) !== comment ).map( ( [ text, comment ] ) =>
				`${ text }: “${ found.get( text ) }” in the zip, “${ comment }” in the sources.` ),
			...[ ...found.keys() ].filter( ( text ) => ! wanted.has( text ) ).map( ( text ) =>
				`${ text } is in the zip and not in the catalogue.` ),
		];
	} finally {
		rmSync( copy, { recursive: true, force: true } );
	}
}

/** A text with a value in it that no comment explains cannot be translated with certainty. */
async function unexplained( { root } ) {
	const wanted = withComments( gettextParser.po.parse( readFileSync( join( root, 'languages/aaia-chatbot.pot' ) ) ).translations );
	return [ ...wanted ].filter( ( [ text, comment ] ) => /%(?:\d\$)?[sd]/.test( text ) &&
		! comment.includes( 'translators:' ) ).map( ( [ text ] ) => `${ text } has no comment for translators.` );
}

export const checks = [
	{ name: 'translators’ tools find every text in the zip, with its comments', run: foundInZip },
	{ name: 'every text with values has a comment for translators', run: unexplained },
	{
		name: 'the catalogues follow the sources',
		run: async () => ( await staleCatalogues() ).map( ( path ) => `${ path } is stale: run node tools/pot.mjs` ),
	},
	{ name: 'every text has a French translation', run: each( ( { translations } ) => translations.some( ( text ) => text === '' ) ) },
	{ name: 'French keeps the placeholders', run: each( ( entry ) => ! samePlaceholders( entry ) ) },
	{
		name: 'French has typographic apostrophes',
		run: each( ( { translations } ) => translations.some( ( text ) => /[a-zà-ÿ]'[a-zà-ÿ]/i.test( text ) ) ),
	},
	{ name: 'French has no-break spaces before high marks', run: each( ( { translations } ) => translations.some( badSpacing ) ) },
];
