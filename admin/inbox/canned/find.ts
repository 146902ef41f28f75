import type { CannedReply } from '../../../src/wire/wire';
import { fold } from '../../shared/fold';

/** Folded words with single spaces before and between them. */
const words = ( text: string ): string => ` ${ fold( text ).replace( /[^\p{L}\p{N}]+/gu, ' ' ).trim() }`;

const inOrder = ( a: CannedReply, b: CannedReply ): number =>
	Number( a.folder === '' ) - Number( b.folder === '' ) ||
	a.folder.localeCompare( b.folder ) ||
	( a.title || a.code ).localeCompare( b.title || b.code );

/**
 * Replies in which all words, or beginnings of them, occur, whatever case and accents: those with this code first, then those whose code
 * begins with it, then those with all words in code and title. Without words all of them, by folder and title.
 */
export function findReplies( replies: readonly CannedReply[], typed: string ): CannedReply[] {
	const query = fold( typed ).trim();
	const wanted = words( typed ).trim().split( ' ' ).filter( ( word ) => word !== '' );
	const rank = ( { code, title, folder, text }: CannedReply ): number => {
		const name = words( `${ code } ${ title }` );
		const all = name + words( `${ folder } ${ text }` );
		if ( ! wanted.every( ( word ) => all.includes( ` ${ word }` ) ) ) {
			return -1;
		}
		return code === query ? 0 : code.startsWith( query ) ? 1 : wanted.every( ( word ) => name.includes( ` ${ word }` ) ) ? 2 : 3;
	};
	if ( wanted.length === 0 ) {
		return [ ...replies ].sort( inOrder );
	}
	return replies
		.map( ( reply ) => ( { reply, rank: rank( reply ) } ) )
		.filter( ( one ) => one.rank >= 0 )
		.sort( ( a, b ) => a.rank - b.rank || inOrder( a.reply, b.reply ) )
		.map( ( { reply } ) => reply );
}
