/** A message's time in the visitor's language and zone, with the date when it is not today. Empty for a time that cannot be read. */
export function timeText( iso: string, language: string, now = new Date() ): string {
	const at = new Date( iso );
	if ( Number.isNaN( at.getTime() ) ) {
		return '';
	}
	const date = at.toDateString() !== now.toDateString() && at.toLocaleDateString( language, { day: 'numeric', month: 'short' } ) + ', ';
	return ( date || '' ) + at.toLocaleTimeString( language, { timeStyle: 'short' } );
}
