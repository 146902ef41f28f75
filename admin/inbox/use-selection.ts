import { useEffect, useRef, useState } from '@wordpress/element';
import type { BulkCount } from '../../src/wire/wire';
import { isSame } from '../data/filter';
import type { BulkWhich } from '../data/bulk';
import type { InboxState } from './inbox-state';

export interface Selection {
	/** Those of the list that are selected, in its order. */
	ids: readonly string[];
	/** Every conversation that matches the filter, loaded or not. */
	all: BulkCount | null;
	/** A tap on a conversation selects it, because the selection began by touch. */
	byTouch: boolean;
	/** With `range`, everything from the one that was selected last. */
	toggle: ( id: string, range?: boolean ) => void;
	selectLoaded: () => void;
	selectAll: ( counted: BulkCount ) => void;
	startByTouch: ( id: string ) => void;
	clear: () => void;
	/** For a request. */
	which: () => BulkWhich;
}

interface Chosen {
	ids: ReadonlySet< string >;
	last: string | null;
	all: BulkCount | null;
	byTouch: boolean;
}

const NONE: Chosen = { ids: new Set(), last: null, all: null, byTouch: false };

/** Which conversations of the list are selected. Nothing is when the list becomes another one. */
export function useSelection( { list, filter }: InboxState ): Selection {
	const [ chosen, setChosen ] = useState( NONE );
	const before = useRef( filter );
	useEffect( () => {
		if ( ! isSame( before.current, filter ) ) {
			setChosen( NONE );
		}
		before.current = filter;
	}, [ filter ] );
	const ids = list.ids.filter( ( id ) => chosen.ids.has( id ) );
	return {
		ids,
		all: ids.length === 0 ? null : chosen.all,
		byTouch: ids.length > 0 && chosen.byTouch,
		toggle: ( id, range = false ) => setChosen( ( { ids: now, last, byTouch } ) => {
			const next = new Set( now );
			const span = range && last !== null ? between( list.ids, last, id ) : [ id ];
			const on = ! now.has( id );
			span.forEach( ( one ) => on ? next.add( one ) : next.delete( one ) );
			return { ids: next, last: id, all: null, byTouch };
		} ),
		selectLoaded: () => setChosen( ( { byTouch } ) => ( { ids: new Set( list.ids ), last: null, all: null, byTouch } ) ),
		selectAll: ( all ) => setChosen( ( { byTouch } ) => ( { ids: new Set( list.ids ), last: null, all, byTouch } ) ),
		startByTouch: ( id ) => setChosen( { ids: new Set( [ id ] ), last: id, all: null, byTouch: true } ),
		clear: () => setChosen( NONE ),
		which: () => chosen.all === null ? { ids } : { filter, until: chosen.all.until },
	};
}

/** The ids of a list from one to another, in either direction. */
export function between( ids: readonly string[], from: string, to: string ): readonly string[] {
	const [ first, last ] = [ ids.indexOf( from ), ids.indexOf( to ) ].sort( ( a, b ) => a - b );
	return first === undefined || first === -1 || last === undefined ? [ to ] : ids.slice( first, last + 1 );
}
