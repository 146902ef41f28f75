/** Who may know whom: the import rules of the rooms in includes/ and of src/, widget/ and admin/. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

/** The rooms from left to right; rooms of one level are siblings. A room imports from levels to its left; the last level holds
 * the ways in, which know everything and one another. Vendor is other people's code, prefixed. */
const LEVELS = [
	[ 'Vendor' ], [ 'Support' ], [ 'Language' ], [ 'Storage' ], [ 'Events' ], [ 'Jobs' ], [ 'Settings' ], [ 'Http' ],
	[ 'Conversations', 'Contacts', 'Content' ],
	[ 'Search', 'Health', 'Llm' ],
	[ 'Realtime' ], [ 'Tools' ], [ 'Assistant' ], [ 'Mail' ],
	[ 'Alerts', 'Inbox', 'Improve', 'Insights', 'Channels', 'Automations', 'Monitoring', 'Privacy', 'Operations' ],
	[ 'Plugin', 'Wiring', 'Services', 'Hook', 'Autoloader', 'Cli' ],
];

const levelOf = ( room ) => LEVELS.findIndex( ( level ) => level.includes( room ) );

/** Every import of ours in a PHP file: `use` and fully qualified names, as paths below the namespace. */
function imports( code ) {
	const plain = code.replace( /\/\*[\s\S]*?\*\//g, '' ).replace( /^\s*\/\/.*$/gm, '' );
	const grouped =
		[
			...plain.matchAll( /^use Aaia\\Chatbot\\([\w\\]+)\\\{([^}]+)\};/gm ),
		].flatMap( ( [ , base, names ] ) => names.split( ',' ).map( ( name ) => `${ base }\\${ name.trim().split( ' ' )[ 0 ] }` ) );
	const single = [ ...plain.matchAll( /\\?\bAaia\\Chatbot\\([A-Z]\w*(?:\\\w+)*)(?!\\|\w|\s*;\s*$)/gm ) ].map( ( match ) => match[ 1 ] );
	const used = [ ...plain.matchAll( /^use Aaia\\Chatbot\\([\w\\]+)(?: as \w+)?;/gm ) ].map( ( match ) => match[ 1 ] );
	return [ ...new Set( [ ...grouped, ...single, ...used ] ) ];
}

/** Whether a class file is what a sibling may import: an interface, an enum, or a value object (immutable properties, no service). */
function isShareable( root, name ) {
	let code;
	try {
		code = readFileSync( join( root, 'includes', `${ name.replaceAll( '\\', '/' ) }.php` ), 'utf8' );
	} catch {
		return false;
	}
	if ( /^(?:interface|enum) \w/m.test( code ) ) {
		return true;
	}
	if ( /(?:Repository|Service|Module|Client|Controller|Resource|Route)$/.test( name ) || /\\Rest\\/.test( name ) ) {
		return false;
	}
	const properties = [
		...code.matchAll(
			/\b(?:public|protected|private)\s+(?!function|static function|const|abstract)((?:readonly\s+|static\s+)*)[?\w\\|]+\s+\$\w+/g
		),
	];
	const services = /private readonly (?:\\wpdb|Database|\w+Repository|\w+Service|JobQueue|EventLog|Settings)\b/.test( code );
	return ! services && properties.every( ( match ) => match[ 1 ].includes( 'readonly' ) );
}

function phpProblems( root ) {
	const problems = [];
	for ( const file of filesUnder( root, 'includes', [ '.php' ] ) ) {
		const room = file.split( '/' )[ 1 ].replace( /\.php$/, '' );
		if ( levelOf( room ) === -1 ) {
			problems.push( `${ file }: the room "${ room }" is not in the list of rooms.` );
			continue;
		}
		for ( const name of imports( readFileSync( join( root, file ), 'utf8' ) ) ) {
			const other = name.split( '\\' )[ 0 ];
			const distance = levelOf( room ) - levelOf( other );
			if ( other === room || levelOf( other ) === -1 && ! name.includes( '\\' ) ) {
				continue;
			}
			if ( distance < 0 || levelOf( other ) === -1 ) {
				problems.push( `${ file }: ${ room } may not know ${ name }.` );
			} else if ( distance === 0 && levelOf( room ) < LEVELS.length - 1 && ! isShareable( root, name ) ) {
				problems.push( `${ file }: from the sibling room ${ other } only interfaces, enums and value objects; ${ name } is none.` );
			}
		}
	}
	return problems;
}

/** Folders of TypeScript and the folders they may not import from. */
const FORBIDDEN = { src: [ 'widget', 'admin' ], widget: [ 'admin' ], admin: [ 'widget' ] };

function typeScriptProblems( root ) {
	const problems = [];
	for ( const [ folder, others ] of Object.entries( FORBIDDEN ) ) {
		for ( const file of filesUnder( root, folder, [ '.ts', '.tsx' ] ) ) {
			for ( const [ , target ] of readFileSync( join( root, file ), 'utf8' ).matchAll( /(?:from|import\()\s*'(\.[^']+)'/g ) ) {
				const top = join( file, '..', target ).split( '/' )[ 0 ];
				if ( others.includes( top ) ) {
					problems.push( `${ file }: ${ folder }/ may not import from ${ top }/.` );
				}
			}
			if ( folder === 'widget' && /from '(?:react|react-dom|openai|@wordpress\/[^']+)'/.test( readFileSync( join( root, file ), 'utf8' ) ) ) {
				problems.push( `${ file }: the widget uses neither React, nor @wordpress packages, nor openai.` );
			}
		}
	}
	return problems;
}

export const checks = [
	{ name: 'PHP rooms import only from rooms to their left', run: ( { root } ) => phpProblems( root ) },
	{ name: 'TypeScript folders keep apart', run: ( { root } ) => typeScriptProblems( root ) },
];
