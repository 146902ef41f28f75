/** A message's time in the visitor's language and zone, with the date when it is not today. Empty for a time that cannot be read. */
export function timeText( iso: string, language: string, now = new Date() ): string {
	const at = new Date( iso );
	if ( Number.isNaN( at.getTime() ) ) {
		return '';
	}
	const today = at.toDateString() === now.toDateString();
	return at.toLocaleString( language, { ...( ! today && { day: 'numeric', month: 'short' } ), hour: 'numeric', minute: '2-digit' } );
}
