/** Judges an answer by what was expected of it, as the README of the test data says. */

/** Plain text: no-break and narrow spaces as spaces, typographic quotes as ', white space as one space, without Markdown marks. */
export function plainText( text ) {
	return text
		.replace( /[\u00a0\u202f\u2009]/g, ' ' )
		.replace( /[’‘“”]/g, "'" )
		.replace( /\[([^\]]*)\]\([^)]*\)/g, '$1' )
		.replace( /^\s*[-*]\s+|[*_`#]+/gm, '' )
		.replace( /\s+/g, ' ' )
		.trim();
}

/**
 * `right`: every wanted fact and no wrong one, or a refusal where the site says nothing. `refused`: it says that it does not know, or asks
 * what is meant, though the site says it. `wrong`: anything else.
 */
export function verdict( expect, answer ) {
	const unanswered = answer.refused || answer.sources.length === 0;
	if ( expect.refuse || unanswered ) {
		return unanswered === expect.refuse ? 'right' : expect.refuse ? 'wrong' : 'refused';
	}
	const text = plainText( answer.text );
	const holds = ( expression ) => new RegExp( expression, 'i' ).test( text );
	return expect.must.every( holds ) && ! expect.must_not.some( holds ) ? 'right' : 'wrong';
}
