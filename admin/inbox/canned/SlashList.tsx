import { __ } from '@wordpress/i18n';
import { Failed, useFoundSpoken } from './ReplyPicker';
import { ReplyOptions } from './ReplyOptions';
import type { FieldReplies } from './use-field-replies';

export const SLASH_LIST = 'aaia-slash-list';

/** The canned replies above the field, while somebody types a slash and a code. */
export function SlashList( { canned: { replies: { known, problem, load }, found, active, values, insertReply }, flat }: {
	canned: FieldReplies;
	flat: boolean;
} ) {
	useFoundSpoken( known === null ? null : found.length );
	if ( known !== null && found.length === 0 ) {
		return null;
	}
	return (
		<div className="aaia-suggest">
			{ known === null && problem !== '' && <Failed problem={ problem } onRetry={ () => load( true ) } /> }
			{ known === null && problem === '' && <p className="aaia-quiet">{ __( 'Loading…', 'aaia-chatbot' ) }</p> }
			<ReplyOptions id={ SLASH_LIST } replies={ found } active={ active } values={ values } flat={ flat } onChoose={ insertReply } />
			{ found.length > 0 && (
				<p className="aaia-suggest__keys" aria-hidden="true">
					{ __( '↑ ↓ choose · Enter or Tab inserts · Esc closes', 'aaia-chatbot' ) }
				</p>
			) }
		</div>
	);
}
