/** The list of third-party code in the zip, with its licences. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from './paths.mjs';

/** Licences that are compatible with a plugin under the GPL, version 3 or later. */
export const COMPATIBLE = [
	'MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'GPL-2.0-or-later', 'GPL-3.0-or-later',
	'LGPL-2.1-or-later', 'LGPL-3.0-only', 'LGPL-3.0-or-later', 'MPL-2.0', 'WordNet',
];

/** The PHP library in the zip: its Composer package, and the paths of its licences. */
const LIBRARY = { name: 'smalot/pdfparser', place: 'vendor-prefixed/Smalot/PdfParser', texts: [ 'LGPL-3.txt', 'GPL-3.txt' ] };

/** The thesauri of the synonyms, and the paths of their notices in the zip. */
const THESAURI = { place: 'includes/Language/thesaurus', notices: 'licences.txt' };

/**
 * The text of build/licences.txt. `bundles`: [{name, packages}], what esbuild says it put into each script.
 *
 * @throws {Error} When a package has no text of its licence, or one that does not fit ours.
 */
export function licenceList( bundles ) {
	const places = new Map();
	for ( const { name, packages } of bundles ) {
		packages.forEach( ( one ) => places.set( one, [ ...( places.get( one ) ?? [] ), name ] ) );
	}
	const parts =
		[ ...places ].sort( ( [ a ], [ b ] ) => ( a < b ? -1 : 1 ) ).map( ( [ name, scripts ] ) => npmPart( name, scripts.sort() ) );
	return `Other people's work in this plugin, with its licences. Written by the build.\n\n${ [ libraryPart(), ...thesaurusParts(), ...parts ].join( '\n' ) }`;
}

const heading =
	( name, version, licence, where ) =>
		`${ '='.repeat( 78 ) }\n${ name } ${ version }\nLicence: ${ licence }\nIn: ${ where }\n${ '='.repeat( 78 ) }\n`;

function npmPart( name, scripts ) {
	const folder = inProject( 'node_modules', name );
	const { version, license } = JSON.parse( readFileSync( join( folder, 'package.json' ), 'utf8' ) );
	const file = readdirSync( folder ).find( ( one ) => /^licen[cs]e(?:\.(?:md|txt))?$/i.test( one ) );
	if ( file === undefined || ! COMPATIBLE.includes( license ) ) {
		throw new Error( `${ name } (${ license ?? 'no licence' }) cannot be shipped: its licence does not fit, or its text is missing.` );
	}
	return `${ heading( name, version, license, scripts.join( ', ' ) ) }\n${ readFileSync( join( folder, file ), 'utf8' ).trim() }\n`;
}

function thesaurusParts() {
	const { place, notices } = THESAURI;
	const words = `The licence and the names of the authors are in ${ place }/${ notices }.\n`;
	return [
		`${ heading( 'mythes-fr', '7.5.0', 'LGPL-2.1-or-later', `${ place }/synonyms-fr.txt` ) }\n${ words }`,
		`${ heading( 'mythes-en-us', '7.5.0', 'WordNet', `${ place }/synonyms-en.txt` ) }\n${ words }`,
	];
}

function libraryPart() {
	const version = JSON.parse( readFileSync( inProject( 'composer.json' ), 'utf8' ) )[ 'require-dev' ][ LIBRARY.name ];
	const texts = LIBRARY.texts.map( ( text ) => `${ LIBRARY.place }/${ text }` ).join( ' and ' );
	return `${ heading( LIBRARY.name, version, 'LGPL-3.0-only', LIBRARY.place ) }\nThe texts of the licence are in ${ texts }.\n`;
}
