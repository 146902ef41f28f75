import type { Filter } from '../data/filter';

/** What an agent has typed and not sent, kept for the tab's life; how the Enter key works and the usual view, kept for good. */

export interface Draft {
	text: string;
	private: boolean;
}

const NONE: Draft = { text: '', private: false };

const keyOf = ( conversation: string ): string => `aaia-draft:${ conversation }`;

const ENTER = 'aaia-enter-sends';

const VIEW = 'aaia-inbox-view';

/** Storage may be blocked or full; then nothing is remembered and everything else works. */
function quietly< T >( action: () => T, otherwise: T ): T {
	try {
		return action();
	} catch {
		return otherwise;
	}
}

export function readDraft( conversation: string ): Draft {
	return quietly( () => {
		const stored: unknown = JSON.parse( sessionStorage.getItem( keyOf( conversation ) ) ?? 'null' );
		return typeof stored === 'object' && stored !== null && 'text' in stored && typeof stored.text === 'string'
			? { text: stored.text, private: 'private' in stored && stored.private === true }
			: NONE;
	}, NONE );
}

export function keepDraft( conversation: string, draft: Draft ): void {
	quietly(
		() =>
			draft.text === '' && ! draft.private
				? sessionStorage.removeItem( keyOf( conversation ) )
				: sessionStorage.setItem( keyOf( conversation ), JSON.stringify( draft ) ),
		undefined
	);
}

type View = Pick< Filter, 'tab' | 'status' >;

/** The tab last chosen, with "To do" or without; other filters are for once. */
export function usualView(): View {
	const [ tab, status ] = quietly( () => localStorage.getItem( VIEW ) ?? '', '' ).split( ' ' );
	return {
		tab: tab === 'mine' || tab === 'unassigned' || tab === 'pending' ? tab : 'all',
		status: status === 'todo' ? 'todo' : 'active',
	};
}

export function rememberView( { tab, status }: View ): void {
	quietly( () => localStorage.setItem( VIEW, `${ tab } ${ status === 'todo' ? 'todo' : 'active' }` ), undefined );
}

export function enterSends(): boolean {
	return quietly( () => localStorage.getItem( ENTER ) !== 'no', true );
}

export function rememberEnterSends( sends: boolean ): void {
	quietly( () => localStorage.setItem( ENTER, sends ? 'yes' : 'no' ), undefined );
}
