import { Icon, seen } from '@wordpress/icons';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { StaffPresent } from '../../src/wire/wire';

/** Who is in a conversation now, in its row: colleagues by name, the visitor while they type. */
export function PresentMark( { present }: { present: readonly StaffPresent[] } ) {
	const agents = [
		...new Set( present.flatMap( ( { author, name } ) => author === 'agent' ? [ name ?? __( 'Agent', 'aaia-chatbot' ) ] : [] ) ),
	];
	const writes = present.find( ( { activity } ) => activity === 'typing' );
	if ( agents.length === 0 ) {
		return writes ? <span className="aaia-row__present">{ __( 'Visitor is typing…', 'aaia-chatbot' ) }</span> : null;
	}
	const first = writes?.name ?? agents[ 0 ] ?? '';
	const others = agents.length - 1;
	const words = sprintf(
		writes?.author === 'agent'
			? /* translators: %s: a name. */ __( '%s is typing…', 'aaia-chatbot' )
			: /* translators: %s: name of an agent who looks at a conversation. */ __( '%s is viewing', 'aaia-chatbot' ),
		first
	);
	return (
		<span className="aaia-row__present" title={ agents.join( ', ' ) }>
			<Icon icon={ seen } size={ 16 } aria-hidden="true" focusable="false" />
			<bdi>{ words }</bdi>
			{ others > 0 && (
				<>
					<span aria-hidden="true">+{ others }</span>
					<span className="screen-reader-text">
						{ sprintf( /* translators: %d: number of agents. */ _n( 'and %d other', 'and %d others', others, 'aaia-chatbot' ), others ) }
					</span>
				</>
			) }
		</span>
	);
}
