/**
 * node tools/pot.mjs [--check]: writes languages/aaia-chatbot.pot from the sources and brings the .po files up to it
 * (translations of texts that are gone are dropped, new texts are left empty). --check writes nothing and lists what is stale.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { compile, extract } from './lib/catalogue.mjs';
import { ensureNodeModules } from './lib/packages.mjs';
import { inProject } from './lib/paths.mjs';
import { main } from './lib/say.mjs';
import { DOMAIN } from './lib/translations.mjs';

const PLURALS = { fr_FR: 'nplurals=2; plural=n > 1;' };

/** The catalogue files as the sources want them now: {path: content}. */
export async function wantedCatalogues() {
	await ensureNodeModules();
	const [ { default: gettextParser }, { default: ts } ] = await Promise.all( [ import( 'gettext-parser' ), import( 'typescript' ) ] );
	const texts = await extract( gettextParser, ts );
	const wanted = { [ `languages/${ DOMAIN }.pot` ]: compile( gettextParser, texts ) };
	for ( const name of readdirSync( inProject( 'languages' ) ).filter( ( file ) => file.endsWith( '.po' ) ) ) {
		const path = `languages/${ name }`;
		const locale = name.slice( DOMAIN.length + 1, -'.po'.length );
		const known = gettextParser.po.parse( readFileSync( inProject( path ) ) ).translations;
		wanted[ path ] = compile(
			gettextParser,
			texts,
			{ known, headers: { Language: locale, 'Plural-Forms': PLURALS[ locale ] ?? 'nplurals=2; plural=n != 1;' } }
		);
	}
	return wanted;
}

/** The catalogue files that are not what the sources want. */
export async function staleCatalogues() {
	return Object.entries( await wantedCatalogues() ).filter( ( [ path, content ] ) => ! existsSync( inProject( path ) ) ||
		readFileSync( inProject( path ), 'utf8' ) !== content ).map( ( [ path ] ) => path );
}

if ( import.meta.url === `file://${ process.argv[ 1 ] }` ) {
	await main( async () => {
		if ( process.argv.includes( '--check' ) ) {
			const stale = await staleCatalogues();
			stale.forEach( ( path ) => process.stdout.write( `${ path } is stale: run node tools/pot.mjs\n` ) );
			return stale.length === 0 ? 0 : 1;
		}
		for ( const [ path, content ] of Object.entries( await wantedCatalogues() ) ) {
			writeFileSync( inProject( path ), content );
			process.stdout.write( `${ path }\n` );
		}
	} );
}
