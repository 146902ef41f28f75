/** The number of unread conversations in the menu and the admin bar, as PHP prints it (AdminPages, AdminBarIcon). */

/** Highest number; shown as "99+". */
const CAP = 100;

/** A count that the server caps at 100, which stands for more than 99. */
export const cappedCount = ( count: number ): string => count >= CAP ? '99+' : String( count );

/** Shows the number wherever the page has it, also to screen readers. */
export function showUnread( page: Document, unread: number ): void {
	const shown = cappedCount( unread );
	const words = page.querySelector< HTMLElement >( '.aaia-unread [data-words]' )?.dataset[ 'words' ]?.replace( '%s', shown );
	page.querySelectorAll( '.aaia-unread' ).forEach( ( badge ) => {
		badge.className = badge.className.replace( /count-\d+/, `count-${ unread }` );
		const count = badge.querySelector( '.pending-count' );
		const spoken = badge.querySelector( '.screen-reader-text' );
		if ( count ) {
			count.textContent = shown;
		}
		if ( spoken && words ) {
			spoken.textContent = words;
		}
	} );
}

/** The number in an answer of the route that counts; 0 for anything else. */
export function unreadIn( answer: unknown ): number {
	return typeof answer === 'object' && answer !== null && 'unread' in answer && typeof answer.unread === 'number' ? answer.unread : 0;
}
