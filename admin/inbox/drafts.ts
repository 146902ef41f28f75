import type { Filter } from '../data/filter';
import type { Attachment, StaffColleague } from '../../src/wire/wire';
import { pageFacts } from '../data/page-facts';

/** What an agent has typed and not sent, and the usual view, kept in this browser. */

export interface Draft {
	text: string;
	private: boolean;
	/** Colleagues chosen for a private note; those whose name still stands in it are told. */
	mentions?: StaffColleague[];
	/** Files that are on the server and not sent. */
	files?: readonly Attachment[];
	/** Id under which this was sent, when it is not known whether it arrived; `files` are the ids of its files. */
	tried?: { id: string; text: string; files?: string };
}

const NONE: Draft = { text: '', private: false };

const DRAFT = 'aaia-draft:';

/** Another person who signs in here gets other drafts. */
const keyOf = ( conversation: string ): string => `${ DRAFT }${ pageFacts().user }:${ conversation }`;

/** Drafts are kept this long. Milliseconds. */
const KEPT = 30 * 24 * 3600 * 1000;

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
	return quietly( () => parsed( localStorage.getItem( keyOf( conversation ) ) ) ?? NONE, NONE );
}

export function keepDraft( conversation: string, draft: Draft ): void {
	quietly(
		() =>
			draft.text === '' && ! draft.private && ( draft.files ?? [] ).length === 0
				? localStorage.removeItem( keyOf( conversation ) )
				: localStorage.setItem( keyOf( conversation ), JSON.stringify( { ...draft, at: Date.now() } ) ),
		undefined
	);
}

/** Deletes drafts that nobody came back to. */
export function forgetOldDrafts(): void {
	quietly( () =>
		Object.keys( localStorage )
			.filter( ( key ) => key.startsWith( DRAFT ) && quietly( () => parsed( localStorage.getItem( key ) )?.at ?? 0, 0 ) < Date.now() - KEPT )
			.forEach( ( key ) => localStorage.removeItem( key ) ), undefined );
}

/** A stored draft and when it was kept. */
function parsed( stored: string | null ): Draft & { at: number } | null {
	const value: unknown = JSON.parse( stored ?? 'null' );
	if ( typeof value !== 'object' || value === null || ! ( 'text' in value ) || typeof value.text !== 'string' ) {
		return null;
	}
	return {
		text: value.text,
		private: 'private' in value && value.private === true,
		at: 'at' in value && typeof value.at === 'number' ? value.at : 0,
		...( 'mentions' in value && Array.isArray( value.mentions ) ? { mentions: value.mentions as StaffColleague[] } : {} ),
		...( 'files' in value && Array.isArray( value.files ) ? { files: value.files as Attachment[] } : {} ),
		...( 'tried' in value ? { tried: value.tried as NonNullable< Draft[ 'tried' ] > } : {} ),
	};
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
