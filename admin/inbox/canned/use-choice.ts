import { useEffect, useState } from '@wordpress/element';
import type { KeyboardEvent } from 'react';

/** Which entry of a list is active, moved by the arrow keys in the field it belongs to; Enter and Tab choose it. The first at first. */
export function useChoice< T >( items: readonly T[], key: string, onChoose: ( item: T ) => void ): {
	active: T | undefined;
	/** True when the key was for the list. */
	onKey: ( event: KeyboardEvent ) => boolean;
} {
	const [ at, setAt ] = useState( 0 );
	useEffect( () => setAt( 0 ), [ key ] );
	const active = items[ Math.min( at, items.length - 1 ) ];
	const onKey = ( event: KeyboardEvent ): boolean => {
		if ( active === undefined || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey ) {
			return false;
		}
		if ( event.key === 'ArrowDown' || event.key === 'ArrowUp' ) {
			const now = items.indexOf( active );
			setAt( ( now + ( event.key === 'ArrowDown' ? 1 : items.length - 1 ) ) % items.length );
		} else if ( ( event.key === 'Enter' || event.key === 'Tab' ) && ! event.shiftKey ) {
			onChoose( active );
		} else {
			return false;
		}
		event.preventDefault();
		return true;
	};
	return { active, onKey };
}
