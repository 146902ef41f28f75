/** What docs/ lists follows the code: hooks and events for other plugins, rooms; decisions have numbers of their own. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from './support/files.mjs';

const PAGE = 'docs/hooks.md';

const ARCHITECTURE = 'docs/architecture.md';

/** Hooks by which the plugin speaks to itself only. */
const OWN = [ 'aaia_chatbot_order_history' ];

const read = ( root, file ) => readFileSync( join( root, file ), 'utf8' );

/** What the first group of a pattern takes of a text, everywhere. */
const all = ( text, pattern ) => [ ...text.matchAll( pattern ) ].map( ( [ , found ] ) => found );

/** Types of events in the code. */
const eventTypes = ( root ) => all( read( root, 'includes/Events/EventType.php' ), /case \w+\s*= '([^']+)'/g );

/** Types in the table of events: `.changed` stands for the one before it with another ending. */
export function documentedEvents( page ) {
	const rows = page.slice( page.indexOf( '| types | when |' ) ).split( '\n' ).filter( ( line ) => line.startsWith( '| `' ) );
	return rows.flatMap( ( row ) => {
		let subject = '';
		const cell = row.split( ' | ' )[ 0 ].replace( /\([^)]*\)/g, '' );
		return all( cell, /`([a-z.]+)`/g ).map( ( name ) => {
			subject = name.startsWith( '.' ) ? subject : name.split( '.' )[ 0 ];
			return name.startsWith( '.' ) ? subject + name : name;
		} );
	} );
}

/** Names of hooks in calls; the name may stand on the next line. */
const usedHooks = ( root ) => new Set( filesUnder( root, 'includes', [ '.php' ] ).flatMap( ( file ) =>
	all( read( root, file ), /(?:apply_filters|do_action)\w*\(\s*'(aaia_chatbot_\w+)'/g ) ) );

function hooks( { root } ) {
	const named = new Set( all( read( root, PAGE ), /^\| `(aaia_chatbot_\w+)`/gm ) );
	const used = usedHooks( root );
	return [
		...[ ...used ].filter( ( name ) => ! named.has( name ) && ! OWN.includes( name ) )
			.map( ( name ) => `${ PAGE } does not name ${ name }.` ),
		...[ ...named ].filter( ( name ) => ! used.has( name ) ).map( ( name ) => `${ PAGE } names ${ name }, which nothing calls.` ),
	];
}

function events( { root } ) {
	const types = eventTypes( root );
	const named = documentedEvents( read( root, PAGE ) );
	return [
		...types.filter( ( type ) => ! named.includes( type ) ).map( ( type ) => `${ PAGE } does not name the event ${ type }.` ),
		...named.filter( ( type ) => ! types.includes( type ) ).map( ( type ) => `${ PAGE } names the event ${ type }, which does not exist.` ),
	];
}

/** Folders of includes/ that the table of docs/architecture.md leaves out, and rooms that it names and that are gone. */
function rooms( { root } ) {
	const entries = readdirSync( join( root, 'includes' ), { withFileTypes: true } );
	const folders = entries.filter( ( one ) => one.isDirectory() ).map( ( { name } ) => name );
	const page = read( root, ARCHITECTURE );
	const table = page.slice( page.indexOf( '| room |' ), page.indexOf( '## How it is put together' ) );
	const named = all( table, /^\| (`[^|]+) \|/gm ).flatMap( ( cell ) => all( cell, /`(\w+)`/g ) );
	return [
		...folders.filter( ( name ) => ! named.includes( name ) ).map( ( name ) => `${ ARCHITECTURE } does not name the room ${ name }.` ),
		...named.filter( ( name ) => ! folders.includes( name ) )
			.map( ( name ) => `${ ARCHITECTURE } names the room ${ name }, which does not exist.` ),
	];
}

function decisions( { root } ) {
	const files = readdirSync( join( root, 'docs/decisions' ) );
	return files.filter( ( file ) => files.some( ( other ) => other < file && other.slice( 0, 5 ) === file.slice( 0, 5 ) ) )
		.map( ( file ) => `docs/decisions/${ file }: another decision has this number.` );
}

export const checks = [
	{ name: 'the page of architecture names all rooms', run: rooms },
	{ name: 'decisions have numbers of their own', run: decisions },
	{ name: 'the page of hooks names all hooks', run: hooks },
	{ name: 'the page of hooks names all events', run: events },
];
