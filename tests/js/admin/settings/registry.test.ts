import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { settingsTabs } from '../../../../admin/settings/tabs/registry';

const tabs = join( __dirname, '../../../../admin/settings/tabs' );

/** The settings that the components in a tab's folder draw a field for. */
function fieldsOf( tab: string ): string[] {
	const code = readdirSync( join( tabs, tab ) ).map( ( file ) => readFileSync( join( tabs, tab, file ), 'utf8' ) ).join( '\n' );
	const named = [ ...code.matchAll( /\bsetting="(\w+)"|useField\( '(\w+)' \)/g ) ].map( ( match ) => match[ 1 ] ?? match[ 2 ] ?? '' );
	return [ ...new Set( named ) ].sort();
}

const all = settingsTabs();

it.each( all )( 'the tab "$name" has a field for each setting it lists', ( { name, settings } ) => {
	const fields = fieldsOf( name );
	expect( settings.filter( ( setting ) => ! fields.includes( setting ) ) ).toEqual( [] );
} );

it( 'lists every setting that has a field in one tab, so that a refused value leads to its field', () => {
	const fields = new Set( all.flatMap( ( { name } ) => fieldsOf( name ) ) );
	expect( all.flatMap( ( { settings } ) => settings ).sort() ).toEqual( [ ...fields ].sort() );
} );
