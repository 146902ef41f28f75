/** npm test [-- static|php|js|e2e] [options]: every layer of tests, or one. The last line says how many passed and failed. */
import { main, step, Stop } from './lib/say.mjs';
import { untilAsked } from './lib/end.mjs';
import { stopServices } from './lib/run.mjs';

const LAYERS = {
	static: async ( args ) => ( await import( './lib/static-tests.mjs' ) ).staticTests( args ),
	php: async ( args ) => ( await import( './lib/php-tests.mjs' ) ).phpTests( phpOptions( args ) ),
	js: async ( args ) => ( await import( './lib/js-tests.mjs' ) ).jsTests( args ),
	e2e: async ( args ) => ( await import( './lib/e2e-tests.mjs' ) ).e2eTests( args ),
};

/** Takes `--db sqlite|mariadb|network-sqlite|network-mariadb`; everything else goes to PHPUnit. */
function phpOptions( args ) {
	const at = args.indexOf( '--db' );
	if ( at === -1 ) {
		return { args };
	}
	return { databases: [ args[ at + 1 ] ], args: args.filter( ( _, index ) => index !== at && index !== at + 1 ) };
}

/** A layer that cannot run at all is one failure, and the others still run. */
async function layerResult( name, args ) {
	try {
		return await LAYERS[ name ]( args );
	} catch ( error ) {
		process.stderr.write( `\n${ error instanceof Stop ? error.message : error.stack }\n` );
		return { passed: 0, failed: 1, skipped: 0 };
	}
}

untilAsked().then( async () => {
	await stopServices();
	process.exit( 130 );
} );

await main( async () => {
	const [ layer, ...args ] = process.argv.slice( 2 );
	if ( layer !== undefined && ! ( layer in LAYERS ) ) {
		throw new Stop( `There is no layer "${ layer }". Layers: ${ Object.keys( LAYERS ).join( ', ' ) }.` );
	}
	const sum = { passed: 0, failed: 0, skipped: 0 };
	for ( const name of layer ? [ layer ] : Object.keys( LAYERS ) ) {
		step( `Layer: ${ name }` );
		const counts = await layerResult( name, args );
		for ( const key of Object.keys( sum ) ) {
			sum[ key ] += counts[ key ];
		}
		step( `${ name }: ${ counts.passed } passed, ${ counts.failed } failed, ${ counts.skipped } skipped` );
	}
	process.stdout.write( `${ sum.passed } passed, ${ sum.failed } failed${ sum.skipped ? `, ${ sum.skipped } skipped` : '' }\n` );
	return sum.failed === 0 ? 0 : 1;
} );
