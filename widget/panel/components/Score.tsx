/** @jsxImportSource preact */
import { __, sprintf } from '../../../src/i18n/texts';

/** How well a conversation that is over went, 1 to 5 stars. Can be changed as long as it is shown. */
export function Score( { score, onScore }: { score: number | null; onScore: ( score: number ) => void } ) {
	return (
		<div class="tools score" role="group" aria-label={ __( 'How did we do?', 'aaia-chatbot' ) }>
			<span aria-hidden="true">{ __( 'How did we do?', 'aaia-chatbot' ) }</span>
			{ [ 1, 2, 3, 4, 5 ].map( ( stars ) => (
				<button
					class="tool"
					aria-label={ sprintf( /* translators: %d: number of stars, 1 to 5. */ __( '%d out of 5', 'aaia-chatbot' ), stars ) }
					aria-pressed={ score === stars }
					onClick={ () => onScore( stars ) }
				>
					{ stars <= ( score ?? 0 ) ? '★' : '☆' }
				</button>
			) ) }
		</div>
	);
}
