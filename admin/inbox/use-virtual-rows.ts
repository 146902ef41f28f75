import { defaultRangeExtractor, measureElement, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState } from '@wordpress/element';
import type { CSSProperties, FocusEvent, RefObject } from 'react';

/** As many conversations are in the page at once; of a longer list only those near what is seen. */
export const MOST_DRAWN = 100;

/** Usual height of a conversation, until it is measured. Pixels. */
const HEIGHT = 92;

/** Usual size of the list, until it is measured. Pixels. */
const SIZE = { width: 360, height: 800 };

/** Conversations drawn above and below what is seen. */
const BESIDE = 8;

export interface VirtualRow {
	id: string;
	/** The one before it in the list. */
	above: string | null;
	/** For the item, where only a part of the list is drawn. */
	item: {
		ref?: ( item: HTMLLIElement | null ) => void;
		style?: CSSProperties;
		[ attribute: `${ 'aria' | 'data' }-${ string }` ]: number;
	};
}

/**
 * Which conversations of a list to draw. Of a long list those near what is seen, the first, and the ones beside that which has the
 * keyboard or was opened last: so that keys lead on from there, and the focus is never lost, wherever the list is scrolled to.
 *
 * @param more The list is not loaded to its end.
 */
export function useVirtualRows( box: RefObject< HTMLElement >, ids: readonly string[], open: string | null, more: boolean ): {
	rows: readonly VirtualRow[];
	/** For the list. */
	list: { style?: CSSProperties; onFocus: ( event: FocusEvent< HTMLElement > ) => void };
} {
	const [ focused, setFocused ] = useState< string | null >( null );
	const opened = useRef( open );
	opened.current = open ?? opened.current;
	const enabled = ids.length > MOST_DRAWN;
	const virtualizer = useVirtualizer< HTMLElement, HTMLLIElement >( {
		enabled,
		count: ids.length,
		getScrollElement: () => box.current,
		getItemKey: ( index ) => ids[ index ] ?? index,
		estimateSize: () => HEIGHT,
		overscan: BESIDE,
		initialRect: SIZE,
		// On a phone the list is hidden while a conversation is open: what was measured before counts.
		observeElementRect: ( instance, note ) => observeElementRect( instance, ( rect ) => rect.height > 0 && note( rect ) ),
		measureElement: ( item, entry, instance ) => item.offsetHeight > 0
			? measureElement( item, entry, instance )
			: instance.measurementsCache[ instance.indexFromElement( item ) ]?.size ?? HEIGHT,
		rangeExtractor: ( range ) => {
			const near = [ focused, opened.current ].flatMap( ( id ) => {
				const at = id === null ? -1 : ids.indexOf( id );
				return at === -1 ? [] : [ at - 1, at, at + 1 ];
			} );
			const drawn = new Set( [ 0, ...near, ...defaultRangeExtractor( range ) ] );
			return [ ...drawn ].filter( ( at ) => at >= 0 && at < ids.length ).sort( ( a, b ) => a - b );
		},
	} );
	const onFocus = ( { target }: FocusEvent< HTMLElement > ): void => {
		const row = target.closest( 'li' )?.querySelector< HTMLElement >( '[data-row]' );
		if ( row ) {
			setFocused( row.dataset[ 'row' ] ?? null );
		}
	};
	if ( ! enabled ) {
		return { rows: ids.map( ( id, index ) => ( { id, above: ids[ index - 1 ] ?? null, item: {} } ) ), list: { onFocus } };
	}
	return {
		rows: virtualizer.getVirtualItems().map( ( { index, start } ) => ( {
			id: ids[ index ] ?? '',
			above: ids[ index - 1 ] ?? null,
			item: {
				ref: virtualizer.measureElement,
				style: { position: 'absolute', insetBlockStart: start, insetInline: 0 },
				'data-index': index,
				'aria-posinset': index + 1,
				'aria-setsize': more ? -1 : ids.length,
			},
		} ) ),
		list: { style: { position: 'relative', height: virtualizer.getTotalSize() }, onFocus },
	};
}
