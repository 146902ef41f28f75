/** Checks and installs what the system must provide: PHP and its extensions, database, web server, browser. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';
import { step, Stop } from './say.mjs';

/** The smallest PHP the development tools run on (the plugin itself runs on 8.1). */
const DEVELOPMENT_PHP = 8.2;

const PLACES = [ ...( process.env.PATH ?? '' ).split( delimiter ), '/usr/sbin', '/sbin', '/usr/local/sbin' ];

/** The full path of a command, or null. */
export function find( ...names ) {
	for ( const name of names ) {
		for ( const place of PLACES ) {
			if ( place && existsSync( join( place, name ) ) ) {
				return join( place, name );
			}
		}
	}
	return null;
}

let php;

/** PHP's version as "8.2" and its extensions in lower case. A Stop when PHP is missing or too old. */
async function phpFacts() {
	if ( php ) {
		return php;
	}
	if ( ! find( 'php' ) ) {
		throw new Stop( 'PHP is missing. Install PHP 8.2 or newer (on Debian and Ubuntu: apt-get install php-cli) and run this again.' );
	}
	const { stdout } = await run(
		'php',
		[ '-r', 'echo PHP_MAJOR_VERSION, ".", PHP_MINOR_VERSION, "\\n", implode( " ", get_loaded_extensions() );' ]
	);
	const [ version, extensions ] = stdout.split( '\n' );
	if ( Number( version ) < DEVELOPMENT_PHP ) {
		throw new Stop( `This is PHP ${ version }; the development tools need PHP ${ DEVELOPMENT_PHP } or newer.` );
	}
	php = { version, extensions: extensions.toLowerCase().split( ' ' ) };
	return php;
}

/** What a command can require: how to detect it, and the Debian packages that provide it. */
const NEEDS = {
	php: {
		there: ( facts ) => missingExtensions( facts, [ 'curl', 'dom', 'gd', 'intl', 'mbstring', 'pdo_sqlite', 'sqlite3', 'zip' ] ),
		packages: ( v ) => [ 'curl', 'gd', 'intl', 'mbstring', 'sqlite3', 'xml', 'zip' ].map( ( name ) => `php${ v }-${ name }` ),
		name: 'PHP extensions (curl, gd, intl, mbstring, sqlite3, xml, zip)',
	},
	mysql: {
		there: ( facts ) => missingExtensions( facts, [ 'mysqli' ] ),
		packages: ( v ) => [ `php${ v }-mysql` ],
		name: 'PHP extension mysqli',
	},
	mariadb: { there: () => find( 'mariadbd' ) && find( 'mariadb-install-db' ), packages: () => [ 'mariadb-server' ], name: 'MariaDB' },
	nginx: { there: () => find( 'nginx' ), packages: () => [ 'nginx' ], name: 'nginx' },
	fpm: { there: ( facts ) => fpmBinary( facts.version ), packages: ( v ) => [ `php${ v }-fpm` ], name: 'PHP-FPM' },
	chromium: { there: () => chromiumBinary(), packages: () => [ 'chromium' ], name: 'Chromium' },
	headless: { there: () => headlessBinary(), packages: () => [ 'chromium-headless-shell' ], name: 'Chromium without a window' },
	composer: { there: () => find( 'composer' ), packages: () => [ 'composer' ], name: 'Composer' },
};

const missingExtensions = ( facts, names ) => names.every( ( name ) => facts.extensions.includes( name ) );

/** The php-fpm program for a PHP version, or null. */
export const fpmBinary = ( version ) => find( `php-fpm${ version }`, 'php-fpm' );

/** The Chromium program, or null. `AAIA_CHROMIUM` names another one. */
export const chromiumBinary = () => process.env.AAIA_CHROMIUM || find( 'chromium', 'chromium-browser', 'google-chrome-stable' );

/** Chromium built without a window, or null: it opens pages in half the time, and has no notifications. */
export const headlessBinary = () => process.env.AAIA_CHROMIUM || find( 'chromium-headless-shell' );

/** PHP's version as "8.2". */
export const phpVersion = async () => ( await phpFacts() ).version;

/**
 * Makes sure of the named needs: installs what is missing through apt when root, otherwise stops with a sentence that names the packages.
 */
export async function ensure( ...names ) {
	const facts = await phpFacts();
	const missing = names.filter( ( name ) => ! NEEDS[ name ].there( facts ) );
	if ( missing.length === 0 ) {
		return;
	}
	const packages = missing.flatMap( ( name ) => NEEDS[ name ].packages( facts.version ) );
	const called = missing.map( ( name ) => NEEDS[ name ].name ).join( ', ' );
	if ( process.getuid?.() !== 0 || ! find( 'apt-get' ) ) {
		throw new Stop(
			`Missing: ${ called }. On Debian and Ubuntu: apt-get install --no-install-recommends ${ packages.join( ' ' ) }. Then run this again.`
		);
	}
	step( `Installing ${ called } from the system's packages.` );
	const env = { DEBIAN_FRONTEND: 'noninteractive' };
	await run( 'apt-get', [ 'update', '-qq' ], { env, check: false } );
	await run( 'apt-get', [ 'install', '-y', '-qq', '--no-install-recommends', ...packages ], { env } );
	php = undefined;
	const after = await phpFacts();
	const still = missing.filter( ( name ) => ! NEEDS[ name ].there( after ) );
	if ( still.length > 0 ) {
		throw new Stop( `Still missing after installation: ${ still.map( ( name ) => NEEDS[ name ].name ).join( ', ' ) }.` );
	}
}
