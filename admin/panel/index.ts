import { attachPanel } from './panel';

/** On every page with the admin bar, so small: the inbox itself comes with the first click. */
const icon = document.querySelector< HTMLAnchorElement >( '#wp-admin-bar-aaia-conversations > a' );
if ( icon ) {
	attachPanel( icon );
}
