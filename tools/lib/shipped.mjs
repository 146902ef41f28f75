/** What belongs to the installable plugin, and nothing else. */

/** Files and folders of the project's root in the zip. */
export const SHIPPED = [
	'aaia-chatbot.php', 'uninstall.php', 'readme.txt', 'LICENSE', 'includes', 'vendor-prefixed', 'build', 'languages',
];

/** Sources of translations and the template for translators are not needed by a site: the directory makes its own from the code. */
export const isShipped = ( path ) => ! /\.pot?$/.test( path ) && ! path.endsWith( '.map' ) && ! /(^|\/)\./.test( path );
