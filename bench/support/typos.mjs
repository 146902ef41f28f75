/** Typing errors as people make them, the same in every run. */

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** Random numbers from 0 to 1 that depend on the seed only (mulberry32). */
export function random( seed ) {
	let state = seed >>> 0;
	return () => {
		state = ( state + 0x6d2b79f5 ) | 0;
		let value = Math.imul( state ^ ( state >>> 15 ), 1 | state );
		value = ( value + Math.imul( value ^ ( value >>> 7 ), 61 | value ) ) ^ value;
		return ( ( value ^ ( value >>> 14 ) ) >>> 0 ) / 4294967296;
	};
}

/** One letter left out, added, mistaken or exchanged with the one before it. */
function mistyped( word, next ) {
	const letters = [ ...word ];
	const at = Math.min( letters.length - 1, Math.floor( next() * ( letters.length - 1 ) ) + ( next() < 0.85 ? 1 : 0 ) );
	const letter = LETTERS[ Math.floor( next() * LETTERS.length ) ];
	const kind = Math.floor( next() * 4 );
	if ( kind === 0 ) {
		letters.splice( at, 1 );
	} else if ( kind === 1 ) {
		letters.splice( at, 0, letter );
	} else if ( kind === 2 || at === 0 ) {
		letters[ at ] = letter;
	} else {
		[ letters[ at - 1 ], letters[ at ] ] = [ letters[ at ], letters[ at - 1 ] ];
	}
	return letters.join( '' );
}

/** The question with one typing error in every sixth word of four letters or more, and one at least. */
export function withTypos( question, seed ) {
	const next = random( seed );
	const parts = question.split( /(\s+)/ );
	const words = parts.flatMap( ( part, index ) => ( /^[\p{L}'’]{4,}/u.test( part ) ? [ index ] : [] ) );
	const wanted = Math.min( words.length, Math.max( 1, Math.round( words.length / 6 ) ) );
	const chosen = new Set();
	while ( chosen.size < wanted ) {
		chosen.add( words[ Math.floor( next() * words.length ) ] );
	}
	return parts.map( ( part, index ) => ( chosen.has( index ) ? mistyped( part, next ) : part ) ).join( '' );
}
