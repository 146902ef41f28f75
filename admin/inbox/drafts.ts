/** What an agent has typed and not sent, kept for the tab's life, and how the Enter key works, kept for good. */

export interface Draft {
	text: string;
	private: boolean;
}

const NONE: Draft = { text: '', private: false };

const keyOf = ( conversation: string ): string => `aaia-draft:${ conversation }`;

const ENTER = 'aaia-enter-sends';

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

export function enterSends(): boolean {
	return quietly( () => localStorage.getItem( ENTER ) !== 'no', true );
}

export function rememberEnterSends( sends: boolean ): void {
	quietly( () => localStorage.setItem( ENTER, sends ? 'yes' : 'no' ), undefined );
}
