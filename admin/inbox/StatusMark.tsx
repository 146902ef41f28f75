import { statusWord } from './words';

/** A conversation's place as a word with a colour; the word alone says everything. */
export function StatusMark( { place }: { place: Parameters< typeof statusWord >[ 0 ] } ) {
	return <span className={ `aaia-status is-${ place }` }>{ statusWord( place ) }</span>;
}
