import type { Inline } from './tree';

/** A run of `*` or `_`, or a finished inline, in the order of the text. */
export type Piece = Inline | Run;

/** A delimiter run; what is left of it after matching is text. */
export interface Run {
	type: 'run';
	char: string;
	count: number;
	/** Length before anything was matched: the specification's rule of three is about it. */
	length: number;
	opens: boolean;
	closes: boolean;
	/** Tags that begin at this run, the innermost first, and that end at it, the innermost first. */
	begins: ( 'em' | 'strong' )[];
	ends: ( 'em' | 'strong' )[];
}

/** Emphasis deeper than this is drawn without its tags: no reader needs it and drawing is recursive. */
const MAX_DEPTH = 20;

const PUNCTUATION = /^[\p{P}\p{S}]$/u;

/** Classifies the run of `count` delimiters at `at` (left- and right-flanking rules of CommonMark 6.2). */
export function runAt( text: string, at: number, count: number ): Run {
	const char = text[ at ] as string;
	const before = /[\udc00-\udfff]/.test( text[ at - 1 ] ?? '' ) ? text.slice( at - 2, at ) : text[ at - 1 ] ?? ' ';
	const after = String.fromCodePoint( text.codePointAt( at + count ) ?? 32 );
	const spaceBefore = ! before.trim();
	const spaceAfter = ! after.trim();
	const markBefore = PUNCTUATION.test( before );
	const markAfter = PUNCTUATION.test( after );
	const left = ! spaceAfter && ( ! markAfter || spaceBefore || markBefore );
	const right = ! spaceBefore && ( ! markBefore || spaceAfter || markAfter );
	const star = char === '*';
	return {
		type: 'run', char, count, length: count, begins: [], ends: [],
		opens: left && ( star || ! right || markBefore ),
		closes: right && ( star || ! left || markAfter ),
	};
}

/**
 * Pairs the delimiter runs among `pieces` and returns the tree they make.
 *
 * This is the "process emphasis" procedure of the CommonMark specification; the floor kept for each kind of closer makes it linear.
 */
export function resolveEmphasis( pieces: readonly Piece[] ): Inline[] {
	const runs = pieces.filter( ( piece ): piece is Run => piece.type === 'run' );
	const previous = runs.map( ( _, index ) => index - 1 );
	const floors: Record< string, number > = {};
	runs.forEach( ( closer, at ) => {
		while ( closer.closes && closer.count ) {
			const kind = closer.char + closer.opens + ( closer.length % 3 );
			const floor = floors[ kind ] ?? -1;
			let index = previous[ at ] as number;
			while ( index > floor && ! matches( runs[ index ] as Run, closer ) ) {
				index = previous[ index ] as number;
			}
			if ( index <= floor ) {
				floors[ kind ] = previous[ at ] as number;
				break;
			}
			const opener = runs[ index ] as Run;
			const tag = opener.count > 1 && closer.count > 1 ? 'strong' : 'em';
			const used = tag === 'strong' ? 2 : 1;
			opener.count -= used;
			closer.count -= used;
			opener.begins.push( tag );
			closer.ends.push( tag );
			// Runs between the two can no longer match anything.
			previous[ at ] = opener.count ? index : ( previous[ index ] as number );
		}
		if ( ! closer.opens || ! closer.count ) {
			unlink( previous, at );
		}
	} );
	return nest( pieces );
}

function matches( opener: Run, closer: Run ): boolean {
	return opener.opens && opener.count > 0 && opener.char === closer.char &&
		( ! ( opener.closes || closer.opens ) || ( opener.length + closer.length ) % 3 !== 0 || ( opener.length % 3 === 0 && closer.length % 3 === 0 ) );
}

/** A run that cannot open is skipped by the runs after it. */
function unlink( previous: number[], at: number ): void {
	if ( at + 1 < previous.length ) {
		previous[ at + 1 ] = previous[ at ] as number;
	}
}

function nest( pieces: readonly Piece[] ): Inline[] {
	const root: Inline[] = [];
	const levels: Inline[][] = [ root ];
	for ( const piece of pieces ) {
		if ( piece.type !== 'run' ) {
			append( levels, piece );
			continue;
		}
		piece.ends.forEach( () => levels.pop() );
		append( levels, { type: 'text', text: piece.char.repeat( piece.count ) } );
		for ( const type of piece.begins.reverse() ) {
			const outer = levels[ levels.length - 1 ] as Inline[];
			const children: Inline[] = levels.length > MAX_DEPTH ? outer : [];
			if ( children !== outer ) {
				outer.push( { type, children } );
			}
			levels.push( children );
		}
	}
	return root;
}

/** Adds an inline to the innermost level; texts that touch become one. */
function append( levels: Inline[][], inline: Inline ): void {
	const level = levels[ levels.length - 1 ] as Inline[];
	const last = level[ level.length - 1 ];
	if ( inline.type !== 'text' ) {
		level.push( inline );
	} else if ( last?.type === 'text' ) {
		level[ level.length - 1 ] = { type: 'text', text: last.text + inline.text };
	} else if ( inline.text ) {
		level.push( inline );
	}
}
