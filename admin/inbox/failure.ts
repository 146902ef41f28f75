import { __ } from '@wordpress/i18n';
import type { Problem } from '../data/api';

/** Where a request failed, so that people know what to do. */
export type FailedPart = 'network' | 'signed-out' | 'permission' | 'database' | 'filter' | 'api';

/** What WordPress answers when a session or its nonce is over. */
const SIGNED_OUT = [ 'rest_cookie_invalid_nonce', 'rest_not_logged_in' ];

export function failedPart( { code, status }: Problem ): FailedPart {
	if ( status === 401 || SIGNED_OUT.includes( code ) ) {
		return 'signed-out';
	}
	switch ( status ) {
		case 0: return code === 'invalid_json' ? 'api' : 'network';
		case 400: return 'filter';
		case 403: return 'permission';
		case 503: return code === 'aaia_unavailable' ? 'database' : 'api';
		default: return 'api';
	}
}

/** The part and what helps, in a sentence. */
export function failureSentence( problem: Problem ): string {
	switch ( failedPart( problem ) ) {
		case 'network': return __( 'Network: the server did not answer. Check your connection.', 'aaia-chatbot' );
		case 'signed-out': return __( 'Signed out: your session is over. Sign in again in another tab, then retry.', 'aaia-chatbot' );
		case 'permission': return __( 'Permission: you may not see this. Ask the site’s owner.', 'aaia-chatbot' );
		case 'database': return __( 'Database: it does not answer at the moment. Usually this passes within a minute.', 'aaia-chatbot' );
		case 'filter': return __( 'Filter: the server does not accept these filters.', 'aaia-chatbot' );
		case 'api': return __( 'API: the server answered with an error.', 'aaia-chatbot' ) + detail( problem );
	}
}

/** What the server said, for whoever looks for the cause. */
function detail( { code, status }: Problem ): string {
	return ` (${ [ status || '', code ].filter( Boolean ).join( ' ' ) })`;
}
