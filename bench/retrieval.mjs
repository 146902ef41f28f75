/**
 * The assistant's search on the public sets of ../shared/data/retrieval, clean and with typing errors, beside plain 4-gram BM25, SQLite
 * FTS5, MariaDB FULLTEXT and WordPress's own search; and how surely it knows that the right document is not there. Then questions in other
 * words than the page's (bench/data/paraphrases), with and without the thesaurus; half of them were kept aside while it was made.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject, ROOT } from '../tools/lib/paths.mjs';
import { plainGramSearch, quality } from './support/ranking.mjs';
import { withTypos } from './support/typos.mjs';

export const title = 'Retrieval';

const DATA = join( ROOT, '../shared/data/retrieval' );
const SETS = [ 'service-public', 'piaf' ];
const PARAPHRASES = inProject( 'bench/data/paraphrases' );
/** English pages of a made-up company, beside those of the demo and of bench/data. */
const COMPANY = join( ROOT, '../shared/data/answers/saas/pages.jsonl' );
const VARIANTS = { clean: ( question ) => question, typos: withTypos };
/** Points that typing errors may cost. */
const TYPO_COST = 3;
/** Share of questions that may be refused though the page is there, and answered though it is not. */
const MISSED = 0.1;
const OTHERS = { fts5: 'SQLite FTS5 bm25', fulltext: 'MariaDB FULLTEXT', wordpress: 'WordPress search' };

const lines = ( file ) => readFileSync( file, 'utf8' ).trim().split( '\n' ).map( ( line ) => JSON.parse( line ) );
const toFile = ( file, rows ) => writeFileSync( file, `${ rows.map( ( row ) => JSON.stringify( row ) ).join( '\n' ) }\n` );
const ranking = ( file ) => new Map( lines( file ).map( ( { id, ranked } ) => [ id, ranked ] ) );

function rowsOf( label, figures ) {
	return Object.entries( figures ).map( ( [ name, value ] ) => ( { what: `${ label }: ${ name }`, value, unit: '' } ) );
}

/**
 * How often the assistant answers with the right document there, and refuses with it away, with its distance from the aim; and the curve.
 */
async function refusals( set, questions, run ) {
	const { stdout } = await run( [ 'eval-file', '--use-include', inProject( 'bench/refusals.php' ), questions ] );
	const { found_first: found, answered, asked, refused, curve } = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
	const error = ( share, count ) => Math.sqrt( share * ( 1 - share ) / count ).toFixed( 3 );
	return [
		{
			what: `${ set }: refused though found first (of ${ found }, s.e. ${ error( answered, found ) })`,
			value: 1 - answered,
			unit: '',
			bar: MISSED,
		},
		{
			what: `${ set }: answered with the document away (of ${ asked }, s.e. ${ error( refused, asked ) })`,
			value: 1 - refused,
			unit: '',
			bar: MISSED,
		},
		...curve.map( ( point ) => ( {
			what: `${ set }: evidence ${ point.weight.toFixed( 2 ) }: answered ${ point.answered.toFixed( 3 ) }, refused without`,
			value: point.refused,
			unit: '',
		} ) ),
	];
}

async function measureSet( set, { run, work } ) {
	const documents = lines( join( DATA, set, 'corpus.jsonl' ) );
	const questions = lines( join( DATA, set, 'questions.jsonl' ) );
	const plain = plainGramSearch( documents );
	const began = performance.now();
	await run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
	await run( [ 'aaia', 'knowledge', 'import', join( DATA, set, 'corpus.jsonl' ) ] );
	const rows = [ { what: `${ set }: import of ${ documents.length } documents`, value: ( performance.now() - began ) / 1000, unit: 's' } ];
	const ours = {};
	for ( const [ variant, change ] of Object.entries( VARIANTS ) ) {
		const asked = questions.map( ( question, number ) => ( { ...question, question: change( question.question, number ) } ) );
		const file = ( name ) => join( work, `${ set }-${ variant }-${ name }.jsonl` );
		toFile( file( 'questions' ), asked );
		await run( [ 'aaia', 'knowledge', 'search', `--batch=${ file( 'questions' ) }`, `--output=${ file( 'ours' ) }`, '--limit=10' ] );
		await run( [
			'eval-file',
			'--use-include',
			inProject( 'bench/retrieval.php' ),
			join( DATA, set, 'corpus.jsonl' ),
			file( 'questions' ),
			...Object.keys( OTHERS ).map( file ),
		] );
		ours[ variant ] = quality( asked, ranking( file( 'ours' ) ) );
		rows.push( ...rowsOf( `${ set }, ${ variant }, ours`, ours[ variant ] ) );
		rows.push(
			...rowsOf(
				`${ set }, ${ variant }, plain 4-gram BM25`,
				quality( asked, new Map( asked.map( ( { id, question } ) => [ id, plain( question ) ] ) ) )
			)
		);
		for ( const [ name, label ] of Object.entries( OTHERS ) ) {
			rows.push( ...rowsOf( `${ set }, ${ variant }, ${ label }`, quality( asked, ranking( file( name ) ) ) ) );
		}
	}
	for ( const name of [ 'R@1', 'nDCG@10' ] ) {
		rows.push( {
			what: `${ set }: points of ${ name } that typing errors cost`,
			value: 100 * ( ours.clean[ name ] - ours.typos[ name ] ),
			unit: 'points',
			bar: TYPO_COST,
		} );
	}
	rows.push( ...await refusals( set, join( work, `${ set }-clean-questions.jsonl` ), run ) );
	return rows;
}

const ENTITIES = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&nbsp;': ' ' };
const plainText = ( html ) =>
	html.replace( /<!--[\s\S]*?-->/g, '' ).replace( /<\/(?:p|li|h\d|tr|div)>/g, '\n' ).replace( /<[^>]+>/g, ' ' )
		.replace( /&\w+;/g, ( entity ) => ENTITIES[ entity ] ?? ' ' ).trim();

/** The English pages of two made-up companies and of a made-up council, as one site. */
function englishPages() {
	const demo = readdirSync( inProject( 'tools/demo/en' ) ).map( ( file ) => {
		const html = readFileSync( inProject( 'tools/demo/en', file ), 'utf8' );
		return { id: `demo:${ file.replace( '.html', '' ) }`, title: /title: (.*?) -->/.exec( html )[ 1 ], text: plainText( html ) };
	} );
	const company = lines( COMPANY ).filter( ( { lang } ) => lang === 'en' ).map( ( { id, title: name, html } ) =>
		( { id: `saas:${ id }`, title: name, text: plainText( html ) } ) );
	return [ ...lines( join( PARAPHRASES, 'english.jsonl' ) ), ...company, ...demo ];
}

/** Questions in other words than the page's: on the French set, on its pages asked about alone as a small site, and on English pages. */
async function measureParaphrases( { run, work } ) {
	const asked = lines( join( PARAPHRASES, 'questions.jsonl' ) );
	const french = lines( join( DATA, 'service-public/corpus.jsonl' ) );
	const wanted = new Set( asked.flatMap( ( { relevant } ) => relevant ) );
	const rows = [];
	for ( const [ label, set, language, pages ] of [
		[ 'service-public', 'service-public', 'fr', french ],
		[ 'its 64 pages alone', 'service-public', 'fr', french.filter( ( { id } ) => wanted.has( id ) ) ],
		[ 'English pages', 'english', 'en', englishPages() ],
	] ) {
		const corpus = join( work, 'paraphrased.jsonl' );
		toFile( corpus, pages );
		await run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
		await run( [ 'aaia', 'knowledge', 'import', corpus ] );
		for ( const part of [ 'development', 'kept aside' ] ) {
			const questions = asked.filter( ( one ) => one.set === set && one.part === part );
			const files = [ 'questions', 'with', 'without' ].map( ( name ) => join( work, `paraphrased-${ name }.jsonl` ) );
			toFile( files[ 0 ], questions );
			const script = inProject( 'bench/paraphrases.php' );
			const { stdout } = await run( [ 'eval-file', '--use-include', script, files[ 0 ], language, ...files.slice( 1 ) ] );
			const counts = JSON.parse( stdout.trim().split( '\n' ).at( -1 ) );
			[ 'without', 'with' ].forEach( ( name ) => {
				const place = `other words, ${ label }, ${ part } (${ questions.length }), ${ name }`;
				rows.push( ...rowsOf( place, quality( questions, ranking( files[ name === 'with' ? 1 : 2 ] ) ) ) );
				rows.push( ...rowsOf( place, counts[ name ] ) );
			} );
		}
	}
	return rows;
}

export async function measure( { stack } ) {
	if ( ! existsSync( DATA ) ) {
		throw new Error( `The public sets are not in ${ DATA }.` );
	}
	const site = await stack();
	const measures = [];
	for ( const set of SETS ) {
		measures.push( ...await measureSet( set, site ) );
	}
	measures.push( ...await measureParaphrases( site ) );
	await site.run( [ 'aaia', 'knowledge', 'clear', '--yes' ] );
	return measures;
}
