import { __, _n, sprintf } from '@wordpress/i18n';
import type { Change, ChangeMeasure, ChangeTests } from '../../../src/wire/wire';
import { screenLanguage } from '../../shared/times';

/** Most names on one line. */
const NAMED = 3;

/** What was changed, in one sentence. */
export function changeTitle( change: Change ): string {
	const shown = change.kind === 'setting' ? change.names.map( settingName ) : change.names.map( quoted );
	const names = shown.slice( 0, NAMED ).join( ', ' );
	const rest = change.kind === 'setting' ? change.names.length - NAMED : 0;
	const listed = rest > 0
		/* translators: 1: names, 2: number of further ones. */
		? sprintf( _n( '%1$s and %2$d more', '%1$s and %2$d more', rest, 'aaia-chatbot' ), names, rest )
		: names;
	if ( change.kind === 'setting' ) {
		/* translators: %s: names of settings. */
		return sprintf( __( 'Settings: %s', 'aaia-chatbot' ), listed );
	}
	const { added, changed, removed } = change;
	const counts = [
		/* translators: %d: number of pages. */
		added > 0 ? sprintf( _n( '%d page added', '%d pages added', added, 'aaia-chatbot' ), added ) : '',
		/* translators: %d: number of pages. */
		changed > 0 ? sprintf( _n( '%d page changed', '%d pages changed', changed, 'aaia-chatbot' ), changed ) : '',
		/* translators: %d: number of pages. */
		removed > 0 ? sprintf( _n( '%d page removed', '%d pages removed', removed, 'aaia-chatbot' ), removed ) : '',
	].filter( ( count ) => count !== '' ).join( ', ' );
	/* translators: 1: how many pages were changed and how, 2: titles of some of them. */
	return listed === '' ? counts : sprintf( __( '%1$s: %2$s', 'aaia-chatbot' ), counts, listed );
}

/** A text between quotation marks. */
/* translators: %s: a title or words, between quotation marks. */
export const quoted = ( text: string ): string => sprintf( __( '“%s”', 'aaia-chatbot' ), text );

/** The name of a setting that people meet on the settings screen; others keep their own. */
function settingName( name: string ): string {
	return ( {
		provider: __( 'Provider', 'aaia-chatbot' ),
		model: __( 'Model', 'aaia-chatbot' ),
		api_key: __( 'API key', 'aaia-chatbot' ),
		system_instructions: __( 'Instructions', 'aaia-chatbot' ),
		grounding_action: __( 'Check of answers', 'aaia-chatbot' ),
		tools_enabled: __( 'Tools', 'aaia-chatbot' ),
		knowledge_post_types: __( 'Content to read', 'aaia-chatbot' ),
		widget_enabled: __( 'Chat on the site', 'aaia-chatbot' ),
	} as Record< string, string > )[ name ] ?? name;
}

export const measureName = ( name: ChangeMeasure[ 'name' ] ): string => ( {
	satisfaction: __( 'Rated answers with a thumb up', 'aaia-chatbot' ),
	refusals: __( 'Answers that say they don’t know', 'aaia-chatbot' ),
	escalations: __( 'Conversations that asked for a person', 'aaia-chatbot' ),
	resolution: __( 'Conversations resolved', 'aaia-chatbot' ),
} )[ name ];

/** What the figures allow to say. “Improved” only where no change is out of the question. */
export const verdictSentence = ( verdict: ChangeMeasure[ 'verdict' ] ): string => ( {
	better: __( 'Improved', 'aaia-chatbot' ),
	worse: __( 'Got worse', 'aaia-chatbot' ),
	same: __( 'No difference of more than 5 points', 'aaia-chatbot' ),
	little: __( 'Too little data to tell', 'aaia-chatbot' ),
} )[ verdict ];

export function testsSentence( { pairs, better, worse, verdict }: ChangeTests ): string {
	if ( verdict === 'none' ) {
		return __( 'No case was run both before and after this change.', 'aaia-chatbot' );
	}
	const counted = sprintf(
		/* translators: 1: number of cases, 2: number of those that got better, 3: number of those that got worse. */
		_n(
			'%1$d case was run before and after: %2$d better, %3$d worse.',
			'%1$d cases were run before and after: %2$d better, %3$d worse.',
			pairs,
			'aaia-chatbot'
		),
		pairs,
		better,
		worse
	);
	const said = {
		better: __( 'Improved', 'aaia-chatbot' ),
		worse: __( 'Got worse', 'aaia-chatbot' ),
		same: __( 'No difference.', 'aaia-chatbot' ),
		little: __( 'This may be chance.', 'aaia-chatbot' ),
	}[ verdict ];
	return `${ counted } ${ said }`;
}

export const percent = ( share: number ): string =>
	share.toLocaleString( screenLanguage(), { style: 'percent', maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 } );

/** A difference in percentage points, with its sign. */
export const points = ( difference: number ): string =>
	( 100 * difference ).toLocaleString( screenLanguage(), { maximumFractionDigits: 0, signDisplay: 'exceptZero' } );
