/** How good rankings are: R@1, R@5, MRR@10 and nDCG@10 where each question has one right document. */
export function quality( questions, ranked ) {
	const sums = { 'R@1': 0, 'R@5': 0, 'MRR@10': 0, 'nDCG@10': 0 };
	for ( const { id, relevant } of questions ) {
		const rank = ( ranked.get( id ) ?? [] ).slice( 0, 10 ).findIndex( ( document ) => relevant.includes( document ) ) + 1;
		if ( rank > 0 ) {
			sums[ 'R@1' ] += rank === 1;
			sums[ 'R@5' ] += rank <= 5;
			sums[ 'MRR@10' ] += 1 / rank;
			sums[ 'nDCG@10' ] += 1 / Math.log2( rank + 1 );
		}
	}
	return Object.fromEntries( Object.entries( sums ).map( ( [ name, sum ] ) => [ name, sum / questions.length ] ) );
}

/**
 * The line to beat: BM25 over character 4-grams of folded words, whole documents, title counted twice, k1 1.2, b 0.75.
 * Answers a function from a question to document ids, best first.
 */
export function plainGramSearch( documents ) {
	const fold = ( text ) =>
		text.normalize( 'NFKD' ).replace( /\p{M}/gu, '' ).toLowerCase().replace( /œ/g, 'oe' ).replace( /æ/g, 'ae' ).replace(
			/[^\p{L}\p{N}]+/gu,
			' '
		).trim();
	const grams = ( text ) =>
		fold( text ).split( ' ' ).filter( Boolean ).flatMap( ( word ) => {
			const padded = ` ${ word } `;
			return padded.length <= 4 ? [ padded ] : Array.from( { length: padded.length - 3 }, ( _, at ) => padded.slice( at, at + 4 ) );
		} );
	const postings = new Map();
	const lengths = documents.map( ( { title, text }, number ) => {
		const all = [ ...grams( text ), ...grams( title ), ...grams( title ) ];
		const counts = new Map();
		all.forEach( ( gram ) => counts.set( gram, ( counts.get( gram ) ?? 0 ) + 1 ) );
		counts.forEach( ( count, gram ) => ( postings.get( gram ) ?? postings.set( gram, [] ).get( gram ) ).push( [ number, count ] ) );
		return all.length;
	} );
	const average = lengths.reduce( ( sum, length ) => sum + length, 0 ) / lengths.length;
	return ( question ) => {
		const scores = new Map();
		for ( const gram of new Set( grams( question ) ) ) {
			const list = postings.get( gram ) ?? [];
			const idf = Math.log( 1 + ( documents.length - list.length + 0.5 ) / ( list.length + 0.5 ) );
			for ( const [ number, count ] of list ) {
				const norm = 1.2 * ( 0.25 + 0.75 * lengths[ number ] / average );
				scores.set( number, ( scores.get( number ) ?? 0 ) + idf * count * 2.2 / ( count + norm ) );
			}
		}
		return [ ...scores ].sort( ( a, b ) => b[ 1 ] - a[ 1 ] ).slice( 0, 10 ).map( ( [ number ] ) => documents[ number ].id );
	};
}
