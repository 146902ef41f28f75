import { useEffect, useState } from '@wordpress/element';
import { loadFile } from '../../data/attachments';

/** Files of this page that are kept, newest last. */
const KEPT = 60;

const kept = new Map< string, Promise< string > >();

/** An address inside this page at which the browser has the file. Asked for through our route, so that no address outside shows it. */
function addressOf( id: string, thumbnail: boolean ): Promise< string > {
	const key = `${ id } ${ thumbnail ? 'small' : 'whole' }`;
	const known = kept.get( key );
	if ( known ) {
		return known;
	}
	const address = loadFile( id, thumbnail ).then( ( blob ) => URL.createObjectURL( blob ) );
	kept.set( key, address );
	address.catch( () => kept.delete( key ) );
	const [ oldest ] = kept.keys();
	if ( kept.size > KEPT && oldest !== undefined ) {
		kept.get( oldest )?.then( ( url ) => URL.revokeObjectURL( url ), () => undefined );
		kept.delete( oldest );
	}
	return address;
}

/** The address of a file: empty while it loads, null when it cannot be had. */
export function useFile( id: string, thumbnail: boolean, wanted = true ): string | null {
	const [ address, setAddress ] = useState< string | null >( '' );
	useEffect( () => {
		let here = true;
		if ( wanted ) {
			addressOf( id, thumbnail ).then( ( url ) => here && setAddress( url ), () => here && setAddress( null ) );
		}
		return () => {
			here = false;
		};
	}, [ id, thumbnail, wanted ] );
	return address;
}
