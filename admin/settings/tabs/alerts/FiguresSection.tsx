import { Notice } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { loadFigures } from '../../../data/alerts';
import { Section } from '../../Section';
import { Bars, Columns } from './Bars';
import { useLoaded } from '../../../shared/use-loaded';
import { kindName, reasonName } from './words';
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
	return minutes < 60
		? sprintf( /* translators: %d: minutes. */ __( '%d min', 'aaia-chatbot' ), minutes )
		: sprintf( /* translators: 1: hours, 2: minutes. */ __( '%1$d h %2$d min', 'aaia-chatbot' ), Math.floor( minutes / 60 ), minutes % 60 );
}

/** What alerts led to in the last days. */
export function FiguresSection() {
	const { value, problem } = useLoaded( useCallback( () => loadFigures( day( DAYS - 1 ), day( 0 ) ), [] ) );
	return (
		<Section title={ __( 'Figures', 'aaia-chatbot' ) } description={ __( 'The last 30 days.', 'aaia-chatbot' ) }>
			{ problem !== '' && <Notice status="error" isDismissible={ false }>{ problem }</Notice> }
			{ value !== null && <Figures figures={ value } /> }
		</Section>
	);
}

function Facts( { figures }: { figures: AlertFigures } ) {
	const mails = Object.values( figures.mails_by_day ).reduce( ( sum, count ) => sum + count, 0 );
	const facts: Array< [ string, string ] > = [
		[ __( 'E-mails sent', 'aaia-chatbot' ), String( mails ) ],
		[ __( 'Requests for a person', 'aaia-chatbot' ), String( figures.requests ) ],
		[ __( 'First reply, median', 'aaia-chatbot' ), duration( figures.answer_seconds.median ) ],
		[ __( 'First reply, average', 'aaia-chatbot' ), duration( figures.answer_seconds.mean ) ],
		[ __( 'Resolved', 'aaia-chatbot' ), percent( figures.resolution_rate ) ],
		[ __( 'Satisfaction afterwards (1 to 5)', 'aaia-chatbot' ), figures.satisfaction === null ? '–' : String( figures.satisfaction ) ],
	];
	return (
		<dl className="aaia-tiles">
			{ facts.map( ( [ name, figure ] ) => (
				<div key={ name }>
					<dt>{ name }</dt>
					<dd>{ figure }</dd>
				</div>
			) ) }
		</dl>
	);
}

/** What alerts led to, and where they come from. */
function Figures( { figures }: { figures: AlertFigures } ) {
	const days = Array.from( { length: DAYS }, ( _, index ) => day( DAYS - 1 - index ) );
	return (
		<>
			<Facts figures={ figures } />
			<Columns
				title={ __( 'E-mails per day', 'aaia-chatbot' ) }
				values={ days.map( ( one ) => [ one, figures.mails_by_day[ one ] ?? 0 ] ) }
			/>
			<Bars
				title={ __( 'Requests by reason', 'aaia-chatbot' ) }
				values={ Object.entries( figures.by_reason ).map( ( [ reason, count ] ) => [ reasonName( reason ), count ] ) }
			/>
			<Bars title={ __( 'Requests by theme', 'aaia-chatbot' ) } values={ figures.by_theme.map( ( { theme, count } ) => [ theme, count ] ) } />
			<Bars
				title={ __( 'Requests by page', 'aaia-chatbot' ) }
				values={ figures.by_page.map( ( { page, count } ) => [ page || __( 'Unknown', 'aaia-chatbot' ), count ] ) }
			/>
			<Bars
				title={ __( 'False alarms, out of all alerts of the rule', 'aaia-chatbot' ) }
				values={ figures.rules.map( ( rule ) => [ rule.name || kindName( 'support' ), rule.needless, rule.alerts ] ) }
			/>
		</>
	);
}
