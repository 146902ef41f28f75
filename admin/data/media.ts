import apiFetch from '@wordpress/api-fetch';
import { asProblem } from './api';

/** An image of the media library. */
export interface Picture {
	id: number;
	/** URL of its thumbnail, or of the full image. */
	url: string;
}

interface Attributes {
	id: number;
	url: string;
	sizes?: Readonly< Record< string, { url: string } > >;
}

interface Frame {
	on: ( event: 'select', then: () => void ) => void;
	open: () => void;
	state: () => { get: ( name: 'selection' ) => { first: () => { toJSON: () => Attributes } | undefined } };
}

type MediaWindow = typeof window & { wp?: { media?: ( options: object ) => Frame } };

/** Whether this user may choose from the media library. */
export const hasMediaLibrary = (): boolean => typeof ( window as MediaWindow ).wp?.media === 'function';

/** Opens WordPress's media library for one image. */
export function chooseImage( title: string, button: string, onChosen: ( picture: Picture ) => void ): void {
	const frame = ( window as MediaWindow ).wp?.media?.( { title, button: { text: button }, library: { type: 'image' }, multiple: false } );
	frame?.on( 'select', () => {
		const chosen = frame.state().get( 'selection' ).first()?.toJSON();
		if ( chosen ) {
			onChosen( { id: chosen.id, url: chosen.sizes?.[ 'thumbnail' ]?.url ?? chosen.url } );
		}
	} );
	frame?.open();
}

/**
 * The small copy of an image; empty when it is gone.
 *
 * @throws Problem
 */
export async function imageUrl( id: number ): Promise< string > {
	try {
		const found = await apiFetch< { source_url?: string; media_details?: { sizes?: Record< string, { source_url: string } > } } >( {
			path: `/wp/v2/media/${ id }?_fields=source_url,media_details`,
		} );
		return found.media_details?.sizes?.[ 'thumbnail' ]?.source_url ?? found.source_url ?? '';
	} catch ( failure ) {
		throw asProblem( failure );
	}
}
