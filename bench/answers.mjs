/**
 * The built-in assistant's answers on sites it was not made for: right, refused or wrong, by set, language and kind of question.
 *
 * The sets are those of ../shared/data/answers (its README says what the files hold), and those of bench/data, which were written before
 * anything was changed for them. The failures of all but one, the town hall's, have been read since; that one says what a site gets that
 * was never seen.
 * `npm run bench -- answers --failures` prints the answers that fail, without those of the set kept aside.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, ROOT } from '../tools/lib/paths.mjs';
import { wp } from '../tools/lib/site.mjs';
import { testSite } from '../tools/lib/test-site.mjs';
import { ensureWordPress } from '../tools/lib/wordpress.mjs';
import { plainText, verdict } from './support/verdict.mjs';

export const title = 'Answers';

/** The set whose failures nobody has read. Whoever reads them has another one written first. */
const KEPT_ASIDE = 'townhall';

const GIVEN = join( ROOT, '../shared/data/answers' );
const OURS = inProject( 'bench/data' );

/**
 * Shares at most: answers that are wrong, of all; refused or wrong, of what the site says in the visitor's language; answers to what it
 * does not say.
 */
const WRONG = 0.03;
const MISSED = 0.25;
const MADE_UP = 0.1;

const lines = ( file ) => readFileSync( file, 'utf8' ).trim().split( '\n' ).map( ( line ) => JSON.parse( line ) );
const toFile = ( file, rows ) => writeFileSync( file, `${ rows.map( ( row ) => JSON.stringify( row ) ).join( '\n' ) }\n` );

/** The demo company's pages, in the format of the other sets. */
function demoPages() {
	return [ 'en', 'fr' ].flatMap( ( lang ) =>
		readdirSync( inProject( 'tools/demo', lang ) ).map( ( file ) => {
			const [ head, ...html ] = readFileSync( inProject( 'tools/demo', lang, file ), 'utf8' ).split( '\n' );
			const heading = head.replace( /<!-- title:|-->/g, '' ).trim();
			return { id: `${ lang }/${ file.replace( '.html', '' ) }`, lang, title: heading, html: html.join( '\n' ) };
		} )
	);
}

/** The sets there are: {name, pages, questions}. */
function sets() {
	const folders = [ GIVEN, OURS ].filter( existsSync ).flatMap( ( folder ) =>
		readdirSync( folder ).filter( ( set ) => existsSync( join( folder, set, 'pages.jsonl' ) ) ).map( ( set ) => ( {
			name: set,
			pages: lines( join( folder, set, 'pages.jsonl' ) ),
			questions: lines( join( folder, set, 'questions.jsonl' ) ),
		} ) )
	);
	const demo = join( GIVEN, 'demo-given.jsonl' );
	return [ ...folders, ...( existsSync( demo ) ? [ { name: 'demo', pages: demoPages(), questions: lines( demo ) } ] : [] ) ];
}

async function ask( wordpress, { pages, questions } ) {
	const { site, work, remove } = await testSite( wordpress, 'sqlite' );
	try {
		const file = ( name ) => join( work, `${ name }.jsonl` );
		toFile( file( 'pages' ), pages );
		toFile( file( 'questions' ), questions );
		await wp( wordpress, site, [ 'plugin', 'activate', 'aaia-chatbot', '--quiet' ] );
		await wp( wordpress, site, [
			'eval-file',
			'--use-include',
			inProject( 'bench/answers.php' ),
			...[ 'questions', 'answers', 'pages' ].map( file ),
		] );
		return lines( file( 'answers' ) );
	} finally {
		await remove();
	}
}

function printFailures( judged ) {
	for ( const { question, answer, is } of judged.filter( ( one ) => one.is !== 'right' && one.set !== KEPT_ASIDE ) ) {
		const after = ( question.after ?? [] ).map( ( text ) => `${ text } / ` ).join( '' );
		process.stdout.write(
			`${ is.toUpperCase() } ${ question.id } ${ question.kind }: ${ after }${ question.question }\n`
				+ `  wanted: ${ question.expect.must.join( ' + ' ) || 'a refusal' }; from: ${ answer.sources.join( ', ' ) || 'nothing' }\n`
				+ `  ${ plainText( answer.text ) }\n`
		);
	}
}

const share = ( judged, is ) => judged.filter( ( one ) => one.is === is ).length / Math.max( 1, judged.length );

/** Rows of one group: how many of how many, with the bars of the whole where it is one. */
function rows( what, judged, bars = false ) {
	const said = judged.filter( ( { question } ) => ! question.expect.refuse && question.kind !== 'other-language' );
	const absent = judged.filter( ( { question } ) => question.expect.refuse );
	return [
		...[ 'right', 'refused', 'wrong' ].map( ( is ) => ( {
			what: `${ what }: ${ is }, of ${ judged.length }`,
			value: share( judged, is ),
			unit: '',
			...( bars && is === 'wrong' ? { bar: WRONG } : {} ),
		} ) ),
		...( bars
			? [
				{
					what: `${ what }: not right, of ${ said.length } said in the visitor's language`,
					value: 1 - share( said, 'right' ),
					unit: '',
					bar: MISSED,
				},
				{ what: `${ what }: answered, of ${ absent.length } not said`, value: share( absent, 'wrong' ), unit: '', bar: MADE_UP },
			]
			: [] ),
	];
}

export async function measure( { options = [] } ) {
	const wordpress = await ensureWordPress();
	const judged = [];
	for ( const set of sets() ) {
		const answers = new Map( ( await ask( wordpress, set ) ).map( ( answer ) => [ answer.id, answer ] ) );
		for ( const question of set.questions ) {
			const answer = answers.get( question.id );
			judged.push( { set: set.name, question, answer, is: verdict( question.expect, answer ) } );
		}
	}
	if ( options.includes( '--failures' ) ) {
		printFailures( judged );
	}
	const groups = ( label, of ) =>
		[ ...new Set( judged.map( of ) ) ].flatMap( ( name ) =>
			rows(
				`${ label } ${ name }${ name === KEPT_ASIDE ? ' (kept aside)' : '' }`,
				judged.filter( ( one ) => of( one ) === name ),
				label === 'set',
			)
		);
	const times = judged.map( ( { answer } ) => answer.ms ).sort( ( one, other ) => one - other );
	return [
		...groups( 'set', ( one ) => one.set ),
		...groups( 'language', ( { question } ) => question.lang ),
		...groups( 'kind', ( { question } ) => question.kind ),
		{ what: 'time of a turn, median', value: times[ Math.floor( times.length / 2 ) ], unit: 'ms' },
		{ what: 'time of a turn, 95 of 100', value: times[ Math.floor( times.length * 0.95 ) ], unit: 'ms' },
	];
}
