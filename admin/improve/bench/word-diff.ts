/** A stretch of words in both texts, or in one of them only. */
export interface Stretch {
	kind: 'same' | 'gone' | 'new';
	text: string;
}

/** Most words of a text that are compared one by one; of longer ones only the ends that are alike. */
const MOST = 1_200;

/** Differences between two texts, word by word: the longest common sequence of words. Joined, the stretches give both texts. */
export function wordDiff( before: string, now: string ): Stretch[] {
	const one = words( before );
	const other = words( now );
	let start = 0;
	while ( start < one.length && start < other.length && one[ start ] === other[ start ] ) {
		start++;
	}
	let end = 0;
	while ( end < one.length - start && end < other.length - start && one[ one.length - 1 - end ] === other[ other.length - 1 - end ] ) {
		end++;
	}
	const middle = between( one.slice( start, one.length - end ), other.slice( start, other.length - end ) );
	return joined( [ ...same( one.slice( 0, start ) ), ...middle, ...same( one.slice( one.length - end ) ) ] );
}

/** Words, spaces and marks: together they are the text. */
const words = ( text: string ): string[] => text.match( /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu ) ?? [];

const same = ( parts: readonly string[] ): Stretch[] => parts.map( ( text ) => ( { kind: 'same', text } ) );

function between( one: readonly string[], other: readonly string[] ): Stretch[] {
	const gone = one.map( ( text ): Stretch => ( { kind: 'gone', text } ) );
	const added = other.map( ( text ): Stretch => ( { kind: 'new', text } ) );
	if ( one.length === 0 || other.length === 0 || one.length > MOST || other.length > MOST ) {
		return [ ...gone, ...added ];
	}
	// lengths[ i ][ j ]: longest common sequence of what is left after the first i and j words.
	const lengths = Array.from( { length: one.length + 1 }, () => new Uint16Array( other.length + 1 ) );
	const at = ( i: number, j: number ): number => lengths[ i ]?.[ j ] ?? 0;
	for ( let i = one.length - 1; i >= 0; i-- ) {
		for ( let j = other.length - 1; j >= 0; j-- ) {
			( lengths[ i ] as Uint16Array )[ j ] = one[ i ] === other[ j ] ? at( i + 1, j + 1 ) + 1 : Math.max( at( i + 1, j ), at( i, j + 1 ) );
		}
	}
	const found: Stretch[] = [];
	let i = 0;
	let j = 0;
	while ( i < one.length && j < other.length ) {
		if ( one[ i ] === other[ j ] ) {
			found.push( { kind: 'same', text: one[ i ] as string } );
			i++;
			j++;
		} else if ( at( i + 1, j ) >= at( i, j + 1 ) ) {
			found.push( gone[ i++ ] as Stretch );
		} else {
			found.push( added[ j++ ] as Stretch );
		}
	}
	return [ ...found, ...gone.slice( i ), ...added.slice( j ) ];
}

function joined( parts: readonly Stretch[] ): Stretch[] {
	const stretches: Stretch[] = [];
	for ( const part of parts ) {
		const last = stretches.at( -1 );
		if ( last?.kind === part.kind ) {
			last.text += part.text;
		} else {
			stretches.push( { ...part } );
		}
	}
	return stretches;
}
