/** One event of a server-sent event stream, as the HTML standard dispatches it. */
export interface StreamEvent {
	type: string;
	data: string;
	lastEventId: string;
}

export interface EventStreamParser {
	/** Takes the next bytes, cut anywhere, and returns the events they complete. */
	feed: ( bytes: Uint8Array ) => StreamEvent[];
	/** Milliseconds of the last valid `retry:` field, null when there was none. */
	retry: () => number | null;
}

/**
 * Parses an event stream (HTML standard, 9.2.6). An event that the stream's end cuts off is dropped, as the standard says.
 *
 * Pieces of a line are joined once, when the line ends, so a long line that arrives byte by byte costs linear time.
 */
export function eventStreamParser(): EventStreamParser {
	const decoder = new TextDecoder();
	let pieces: string[] = [];
	let afterReturn = false;
	let type = '';
	let data: string[] = [];
	let lastEventId = '';
	let retry: number | null = null;

	const line = ( text: string ): StreamEvent | null => {
		if ( ! text ) {
			const event = data.length ? { type: type || 'message', data: data.join( '\n' ), lastEventId } : null;
			type = '';
			data = [];
			return event;
		}
		const [ , field, value = '' ] = /^([^:]*)(?:: ?([^]*))?$/.exec( text ) as RegExpExecArray;
		if ( field === 'data' ) {
			data.push( value );
		} else if ( field === 'event' ) {
			type = value;
		} else if ( field === 'id' && ! value.includes( '\0' ) ) {
			lastEventId = value;
		} else if ( field === 'retry' && /^\d+$/.test( value ) ) {
			retry = Number( value );
		}
		return null;
	};

	return {
		feed( bytes ) {
			let text = decoder.decode( bytes, { stream: true } );
			if ( afterReturn && text ) {
				// The second half of a line end that was cut between its two characters.
				text = text.replace( /^\n/, '' );
				afterReturn = false;
			}
			afterReturn ||= text.endsWith( '\r' );
			const [ first = '', ...rest ] = text.split( /\r\n?|\n/ );
			pieces.push( first );
			const events: StreamEvent[] = [];
			for ( const next of rest ) {
				const event = line( pieces.join( '' ) );
				pieces = [ next ];
				if ( event ) {
					events.push( event );
				}
			}
			return events;
		},
		retry: () => retry,
	};
}
