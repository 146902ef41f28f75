/** What belongs to the installable plugin, and nothing else. */

/** Files and folders at the project's root that the zip holds. */
export const SHIPPED = [ 'aaia-chatbot.php', 'uninstall.php', 'readme.txt', 'CHANGELOG.md', 'LICENSE', 'includes', 'vendor-prefixed', 'build', 'languages' ];

/** Sources of translations are not needed by a site; the template is, for translators. */
export const isShipped = ( path ) => ! path.endsWith( '.po' ) && ! path.endsWith( '.map' ) && ! /(^|\/)\./.test( path );
