import { useEffect, useState } from '@wordpress/element';
import { __ } from '@wordpress/i18n';
import { loadOutside } from '../data/alerts';
import type { OutsideItem } from '../../src/wire/wire';

/** What a ticket's state is called. */
const stateWord = ( state: string | null ): string => ( {
	new: __( 'new', 'aaia-chatbot' ),
	open: __( 'open', 'aaia-chatbot' ),
	pending: __( 'pending', 'aaia-chatbot' ),
	solved: __( 'solved', 'aaia-chatbot' ),
	closed: __( 'closed', 'aaia-chatbot' ),
} as Readonly< Record< string, string > > )[ state ?? '' ] ?? '';

/** Messages and tickets that alerts made of the conversation at other services, with their state. Nothing when there are none. */
export function OutsideItems( { conversation }: { conversation: string } ) {
	const [ items, setItems ] = useState< readonly OutsideItem[] >( [] );
	useEffect( () => {
		const stop = new AbortController();
		// Nothing to say when it cannot be learnt: the conversation itself is complete without it.
		loadOutside( conversation, stop.signal ).then( ( answer ) => setItems( answer.items ), () => {} );
		return () => stop.abort();
	}, [ conversation ] );
	return items.map( ( item, index ) => (
		<div key={ `${ index }${ item.service }` }>
			<dt dir="auto">{ item.service }</dt>
			<dd>
				{ item.sent
					? [
						item.ticket !== null && `#${ item.ticket }`,
						stateWord( item.state ) || ( item.ticket === null && __( 'notified', 'aaia-chatbot' ) ),
					]
						.filter( Boolean )
						.join( ' · ' )
					: __( 'not notified yet', 'aaia-chatbot' ) }
			</dd>
		</div>
	) );
}
