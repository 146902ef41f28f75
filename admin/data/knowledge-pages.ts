import { ask, asProblem, query } from './api';
import type {
	AddAddressesAnswer,
	AddAddressesBody,
	ChangeAddressBody,
	ReadAddressAnswer,
	WebAddress,
	WebAddresses,
	WebPages,
} from '../../src/wire/wire';

/** Options of an address of another site. */
export type AddressDraft = Required< AddAddressesBody >;

/** Which pages of an address are listed. */
export type PagesShown = 'all' | 'known' | 'waiting' | 'problems';

const at = ( { id }: Pick< WebAddress, 'id' > ): string => `/knowledge/addresses/${ encodeURIComponent( id ) }`;

export const loadAddresses = (): Promise< WebAddresses > => ask( 'GET', '/knowledge/addresses' );

/** Adds every address typed, or none of them. */
export const addAddresses = ( draft: AddressDraft ): Promise< AddAddressesAnswer > => ask( 'POST', '/knowledge/addresses', draft );

export const changeAddress = ( address: WebAddress, change: ChangeAddressBody ): Promise< WebAddress > =>
	ask( 'PATCH', at( address ), change );

export const removeAddress = ( address: WebAddress ): Promise< unknown > => ask( 'DELETE', at( address ) );

export const readAddress = ( address: WebAddress ): Promise< ReadAddressAnswer > => ask( 'POST', `${ at( address ) }/read`, {} );

export const loadPages = (
	address: Pick< WebAddress, 'id' >,
	shown: PagesShown,
	text: string,
	cursor: string | null
): Promise< WebPages > => ask( 'GET', `${ at( address ) }/pages${ query( { shown, text, cursor } ) }` );

/** One sentence for each error of a refused request. */
export function sentencesOf( failure: unknown ): readonly string[] {
	const { message, data } = asProblem( failure );
	const problems = data[ 'problems' ];
	const sentences = Array.isArray( problems ) ? problems.filter( ( problem ): problem is string => typeof problem === 'string' ) : [];
	return sentences.length > 0 ? sentences : [ message ];
}
