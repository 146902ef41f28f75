import { useCallback, useState } from '@wordpress/element';
import { asProblem } from '../../data/api';
import { loadCannedReplies } from '../../data/canned-replies';
import type { CannedReplies } from '../../../src/wire/wire';

/** Known replies are asked for again after this long. Milliseconds. */
const FRESH = 60_000;

export interface CannedRepliesState {
	/** Null until they are loaded. */
	known: CannedReplies | null;
	/** Why they could not be loaded; empty when they could. */
	problem: string;
	/** Loads them unless that was done a moment ago. */
	load: ( again?: boolean ) => void;
	set: ( replies: CannedReplies ) => void;
}

/** Kept while the page is open, so that the list is there at once in the next conversation. */
let kept: { replies: CannedReplies; since: number } | null = null;

/** The canned replies, loaded when they are first needed. */
export function useCannedReplies(): CannedRepliesState {
	const [ known, setKnown ] = useState< CannedReplies | null >( kept?.replies ?? null );
	const [ problem, setProblem ] = useState( '' );
	const set = useCallback( ( replies: CannedReplies ): void => {
		kept = { replies, since: Date.now() };
		setKnown( replies );
		setProblem( '' );
	}, [] );
	const load = useCallback( ( again = false ): void => {
		setKnown( kept?.replies ?? null );
		if ( again || kept === null || Date.now() - kept.since > FRESH ) {
			setProblem( '' );
			loadCannedReplies().then( set, ( failure ) => setProblem( asProblem( failure ).message ) );
		}
	}, [ set ] );
	return { known, problem, load, set };
}

/** Forgets what is kept, between tests. */
export function forgetCannedReplies(): void {
	kept = null;
}
