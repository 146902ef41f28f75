/** WordPress sites: their files, configuration, installation, and WP-CLI for them. */
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './paths.mjs';
import { run } from './run.mjs';
import { SHIPPED } from './shipped.mjs';
import { copyFrench } from './wordpress.mjs';

/** The plugin's folder name and file, as WordPress names an active plugin. */
export const PLUGIN = 'aaia-chatbot/aaia-chatbot.php';

/** Administrator of a development site. */
export const ADMIN = { user: 'admin', password: 'password', email: 'admin@example.com' };

/**
 * Lays out a site's files.
 *
 * `linked` sites share core by symbolic links (made in milliseconds; enough for the command line), others get a copy that a
 * web server can serve. `plugin` is the folder to link as the plugin, or null. `db` "sqlite" adds the drop-in.
 */
export async function layOut( site, wordpress, { db, plugin, linked = false } ) {
	mkdirSync( site, { recursive: true } );
	for ( const name of readdirSync( wordpress.core ) ) {
		const from = join( wordpress.core, name );
		if ( name === 'wp-content' || name === 'wp-config.php' ) {
			continue;
		}
		if ( linked && ! name.endsWith( '.php' ) ) {
			symlinkSync( from, join( site, name ) );
		} else {
			await copy( from, join( site, name ) );
		}
	}
	const content = join( site, 'wp-content' );
	mkdirSync( join( content, 'plugins' ), { recursive: true } );
	mkdirSync( join( content, 'mu-plugins' ), { recursive: true } );
	await copy( join( wordpress.core, 'wp-content', 'themes' ), join( content, 'themes' ), linked );
	copyFrench( wordpress, site );
	if ( db === 'sqlite' ) {
		mkdirSync( join( content, 'database' ), { recursive: true } );
		await copy( wordpress.sqlite, join( content, 'plugins', 'sqlite-database-integration' ) );
		cpSync( join( wordpress.sqlite, 'db.copy' ), join( content, 'db.php' ) );
	}
	if ( plugin ) {
		linkPlugin( site, plugin );
	}
}

/**
 * Makes the plugin in `folder` the site's, in place of an earlier one: its shipped parts are linked one by one, so that a change
 * in the work tree is live and nothing else of the tree can be reached from the web.
 */
export function linkPlugin( site, folder ) {
	const target = join( site, 'wp-content', 'plugins', 'aaia-chatbot' );
	rmSync( target, { recursive: true, force: true } );
	mkdirSync( target );
	for ( const name of SHIPPED ) {
		symlinkSync( join( folder, name ), join( target, name ) );
	}
}

async function copy( from, to, link = false ) {
	if ( link ) {
		symlinkSync( from, to );
		return;
	}
	await run( 'cp', [ '-R', '-p', from, to ] );
}

/** Adds one of our development must-use plugins (tools/mu/NAME.php) to a site. */
export function addMustUse( site, ...names ) {
	for ( const name of names ) {
		cpSync( inProject( 'tools', 'mu', `${ name }.php` ), join( site, 'wp-content', 'mu-plugins', `${ name }.php` ) );
	}
}

const phpValue = ( value ) =>
	typeof value === 'string' ? `'${ value.replaceAll( '\\', '\\\\' ).replaceAll( "'", "\\'" ) }'` : String( value );

/**
 * Writes wp-config.php. `db` is {kind: "sqlite", folder, file} or {kind: "mariadb", socket, name}.
 * `constants` are further constants; keys and salts are fixed, for these sites never leave the machine.
 */
export function writeConfig( site, db, constants = {} ) {
	const keys = [
		'AUTH_KEY', 'SECURE_AUTH_KEY', 'LOGGED_IN_KEY', 'NONCE_KEY', 'AUTH_SALT', 'SECURE_AUTH_SALT', 'LOGGED_IN_SALT',
		'NONCE_SALT',
	];
	const all = {
		DB_NAME: db.name ?? 'wordpress',
		DB_USER: 'root',
		DB_PASSWORD: '',
		DB_HOST: db.kind === 'mariadb' ? `localhost:${ db.socket }` : 'localhost',
		DB_CHARSET: 'utf8mb4',
		DB_COLLATE: '',
		...( db.kind === 'sqlite' ? { DB_DIR: db.folder, DB_FILE: db.file } : {} ),
		...Object.fromEntries( keys.map( ( key ) => [ key, `development only: ${ key }` ] ) ),
		WP_ENVIRONMENT_TYPE: 'local',
		AUTOMATIC_UPDATER_DISABLED: true,
		WP_DEBUG: true,
		WP_DEBUG_DISPLAY: false,
		...constants,
	};
	const lines = Object.entries( all ).map( ( [ name, value ] ) => `define( '${ name }', ${ phpValue( value ) } );` );
	writeFileSync(
		join( site, 'wp-config.php' ),
		`<?php\n${ lines.join( '\n' ) }\n$table_prefix = 'wp_';\nif ( ! defined( 'ABSPATH' ) ) {\n\tdefine( 'ABSPATH', __DIR__ . '/' );\n}\nrequire_once ABSPATH . 'wp-settings.php';\n`
	);
}

/** The argv of WP-CLI for a site. */
export function wpArgv( wordpress, site ) {
	const root = process.getuid?.() === 0 ? [ '--allow-root' ] : [];
	return [ 'php', '-d', 'memory_limit=512M', wordpress.wpCli, `--path=${ site }`, ...root ];
}

/** Runs WP-CLI for a site; returns {code, stdout, stderr}. */
export function wp( wordpress, site, args, options = {} ) {
	const [ command, ...rest ] = wpArgv( wordpress, site );
	return run( command, [ ...rest, ...args ], { cwd: site, ...options } );
}

/** Installs WordPress into an empty database. */
export async function install( wordpress, site, { url, title, locale = 'en_US' } ) {
	await wp( wordpress, site, [
		'core', 'install', `--url=${ url }`, `--title=${ title }`, `--admin_user=${ ADMIN.user }`, `--admin_password=${ ADMIN.password }`,
		`--admin_email=${ ADMIN.email }`, `--locale=${ locale }`, '--skip-email',
	] );
}

/** Whether the plugin's main file exists. */
export const pluginExists = ( folder ) => existsSync( join( folder, 'aaia-chatbot.php' ) );
