import { pageFacts } from '../data/page-facts';

/** The conversations that somebody has open, as tabs. Kept in the browser, each user's own. */

/** Most tabs; one more closes the oldest. */
export const MOST_TABS = 12;

const keyOf = (): string => `aaia-open-conversations:${ pageFacts().user }`;

const FOLDED = 'aaia-list-folded';

/** With a tab at the end, if it has none. */
export function withTab( tabs: readonly string[], id: string ): readonly string[] {
	return tabs.includes( id ) ? tabs : [ ...tabs, id ].slice( -MOST_TABS );
}

/** What is open after a tab is closed: the tab after it, or else the one before; null when it was the only one. */
export function tabBeside( tabs: readonly string[], id: string ): string | null {
	const at = tabs.indexOf( id );
	return tabs[ at + 1 ] ?? tabs[ at - 1 ] ?? null;
}

/** Storage may be blocked or full; then tabs last until the page is left. */
export function rememberedTabs(): readonly string[] {
	try {
		const stored: unknown = JSON.parse( localStorage.getItem( keyOf() ) ?? '[]' );
		return Array.isArray( stored ) ? stored.filter( ( id ) => typeof id === 'string' ).slice( -MOST_TABS ) : [];
	} catch {
		return [];
	}
}

export function rememberTabs( tabs: readonly string[] ): void {
	try {
		localStorage.setItem( keyOf(), JSON.stringify( tabs ) );
	} catch {
		// They are remembered until the page is left.
	}
}

/** Whether the list makes room for the open conversation. */
export function isListFolded(): boolean {
	try {
		return localStorage.getItem( FOLDED ) === 'yes';
	} catch {
		return false;
	}
}

export function rememberListFolded( folded: boolean ): void {
	try {
		localStorage.setItem( FOLDED, folded ? 'yes' : 'no' );
	} catch {
		// It is remembered until the page is left.
	}
}
