/** Letters that the server spells out and that have no accent to drop. */
const SPELLED: Readonly< Record< string, string > > = { œ: 'oe', æ: 'ae', ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' };

/** A text in lower case, without accents and ligatures, as the server folds it: for comparing. */
export const fold = ( text: string ): string =>
	text.normalize( 'NFKD' ).replace( /\p{M}/gu, '' ).toLowerCase().replace( /[œæßøłđðþı]/g, ( letter ) => SPELLED[ letter ] ?? letter );

/** Whether each typed word begins a word of the text, whatever the case and accents. Nothing typed fits everything. */
export function hasWords( text: string, typed: string ): boolean {
	const own = fold( text ).split( /[^\p{L}\p{N}]+/u );
	return fold( typed ).split( /\s+/ ).filter( Boolean ).every( ( word ) => own.some( ( one ) => one.startsWith( word ) ) );
}
