import domReady from '@wordpress/dom-ready';
import { __ } from '@wordpress/i18n';
import { chooseImage } from '../data/media';

/** Id of the field for a file on the profile page, and beginning of the ids beside it (PublicPicture in PHP). */
const FIELD = 'aaia_chatbot_public_picture';

/** The picture for visitors on a profile page: chosen from the media library or from this computer, and shown before it is saved. */
domReady( () => {
	const file = document.querySelector< HTMLInputElement >( `#${ FIELD }` );
	const chosen = document.querySelector< HTMLInputElement >( `#${ FIELD }-id` );
	const shown = document.querySelector< HTMLElement >( `#${ FIELD }-shown` );
	if ( ! file || ! chosen || ! shown ) {
		return;
	}
	const show = ( url: string ): void => {
		shown.style.backgroundImage = `url(${ JSON.stringify( url ) })`;
		shown.style.display = 'inline-block';
	};
	document.querySelector( `#${ FIELD }-choose` )?.addEventListener( 'click', () =>
		chooseImage( __( 'Choose a picture', 'aaia-chatbot' ), __( 'Use this picture', 'aaia-chatbot' ), ( { id, url } ) => {
			chosen.value = String( id );
			file.value = '';
			show( url );
		} ) );
	file.addEventListener( 'change', () => {
		chosen.value = '';
		const [ picture ] = file.files ?? [];
		if ( picture ) {
			show( URL.createObjectURL( picture ) );
		}
	} );
} );
