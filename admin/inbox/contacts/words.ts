import { __, _x } from '@wordpress/i18n';
import type { ContactIdentity, ContactSummary } from '../../../src/wire/wire';

/** Who a contact is, as far as is known. */
export const contactName = ( { name, emails, phones }: Pick< ContactSummary, 'name' | 'emails' | 'phones' > ): string =>
	name ?? emails[ 0 ] ?? phones[ 0 ] ?? _x( 'Without a name', 'contact', 'aaia-chatbot' );

export function kindWord( kind: ContactIdentity[ 'kind' ] ): string {
	switch ( kind ) {
		case 'email': return __( 'E-mail', 'aaia-chatbot' );
		case 'phone': return __( 'Phone', 'aaia-chatbot' );
		case 'user': return __( 'WordPress user', 'aaia-chatbot' );
		case 'customer': return __( 'WooCommerce customer', 'aaia-chatbot' );
	}
}

/** How much is known about an address or an account. */
export function trustWord( { verified, by_staff: byStaff }: Pick< ContactIdentity, 'verified' | 'by_staff' > ): string {
	if ( verified ) {
		return __( 'Verified', 'aaia-chatbot' );
	}
	return byStaff ? __( 'Entered by the team', 'aaia-chatbot' ) : __( 'Not verified', 'aaia-chatbot' );
}
