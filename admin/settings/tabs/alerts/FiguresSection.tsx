import { Notice } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadFigures } from '../../../data/alerts';
import { Section } from '../../Section';
import { useLoaded } from './use-loaded';
import { kindName } from './words';
import type { AlertFigures } from '../../../../src/wire/wire';

/** Days the figures look back. */
const DAYS = 30;

const day = ( ago: number ): string => new Date( Date.now() - ( ago * 86_400_000 ) ).toISOString().slice( 0, 10 );

const percent = ( share: number | null ): string => ( share === null ? '–' : `${ Math.round( share * 100 ) } %` );

/** A length of time in hours and minutes. */
function duration( seconds: number | null ): string {
	if ( seconds === null ) {
		return '–';
	}
	const minutes = Math.round( seconds / 60 );
	/* translators: 1: hours, 2: minutes. */
	return minutes < 60 ? sprintf( /* translators: %d: minutes. */ __( '%d min', 'aaia-chatbot' ), minutes ) : sprintf( __( '%1$d h %2$d min', 'aaia-chatbot' ), Math.floor( minutes / 60 ), minutes % 60 );
}

/** What alerts led to in the last days. */
export function FiguresSection() {
	const { value, problem } = useLoaded( useCallback( () => loadFigures( day( DAYS - 1 ), day( 0 ) ), [] ) );
	return (
		<Section title={ __( 'Figures', 'aaia-chatbot' ) } description={ __( 'The last 30 days.', 'aaia-chatbot' ) }>
			{ problem !== '' && <Notice status="error" isDismissible={ false }>{ problem }</Notice> }
			{ value !== null && <Table figures={ value } /> }
		</Section>
	);
}

function Table( { figures }: { figures: AlertFigures } ) {
	const mails = Object.values( figures.mails_by_day ).reduce( ( sum, count ) => sum + count, 0 );
	const rows: Array< [ string, string ] > = [
		[ __( 'Mails sent', 'aaia-chatbot' ), String( mails ) ],
		[ __( 'Requests for a person', 'aaia-chatbot' ), String( figures.requests ) ],
		[ __( 'Time to a person’s first answer, median', 'aaia-chatbot' ), duration( figures.answer_seconds.median ) ],
		[ __( 'Time to a person’s first answer, mean', 'aaia-chatbot' ), duration( figures.answer_seconds.mean ) ],
		[ __( 'Resolved', 'aaia-chatbot' ), percent( figures.resolution_rate ) ],
		[ __( 'Satisfaction afterwards (1 to 5)', 'aaia-chatbot' ), figures.satisfaction === null ? '–' : String( figures.satisfaction ) ],
		...figures.rules.map( ( rule ): [ string, string ] => [
			/* translators: %s: name of a rule. */
			sprintf( __( 'False alarms of “%s”', 'aaia-chatbot' ), rule.name || kindName( 'support' ) ),
			`${ rule.needless } / ${ rule.alerts }`,
		] ),
	];
	return (
		<table className="aaia-figures">
			<tbody>{ rows.map( ( [ name, figure ] ) => <tr key={ name }><th scope="row">{ name }</th><td>{ figure }</td></tr> ) }</tbody>
		</table>
	);
}
