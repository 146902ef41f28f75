import { Button, Notice, SelectControl, Spinner } from '@wordpress/components';
import { useCallback, useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { asProblem } from '../data/api';
import { exportInsights, loadInsights } from '../data/insights';
import { pageFacts } from '../data/page-facts';
import { saveFile } from '../shared/save-file';
import { useLoaded } from '../shared/use-loaded';
import { Breakdown } from './Breakdown';
import { Chart } from './Chart';
import { Costs } from './Costs';
import { dayName, number, percent } from './format';
import { HeatMap } from './HeatMap';
import { Outcomes } from './Outcomes';
import { daysOf, periodIn, periodNames, today, unitFor } from './periods';
import { grouped, shares } from './series';
import { Themes } from './Themes';
import { Tiles } from './Tiles';
import { Waits } from './Waits';
import type { Days } from '../data/insights';
import type { PeriodName } from './periods';
import type { Insights } from '../../src/wire/wire';
import type { ReactNode } from 'react';

/** Conversations -> Insights. */
export function InsightsApp() {
	const now = today( pageFacts().timezone );
	const [ { name, days }, setPeriod ] = useState( () => periodIn( window.location.search, now ) );
	const { from, to } = days;
	const { value, problem, reload } = useLoaded( useCallback( () => loadInsights( { from, to } ), [ from, to ] ) );
	const choose = ( next: { name: PeriodName; days: Days } ): void => {
		setPeriod( next );
		const address = new URL( window.location.href );
		[ 'period', 'from', 'to' ].forEach( ( key ) => address.searchParams.delete( key ) );
		Object.entries( next.name === 'days' ? { ...next.days } : { period: next.name } )
			.forEach( ( [ key, text ] ) => address.searchParams.set( key, text ) );
		window.history.replaceState( null, '', address );
	};
	return (
		<>
			<div className="aaia-head">
				<h1>{ __( 'Insights', 'aaia-chatbot' ) }</h1>
				<a href={ pageFacts().pages.inbox }>{ __( 'Go to conversations', 'aaia-chatbot' ) }</a>
			</div>
			<PeriodBar name={ name } days={ days } now={ now } onChoose={ choose } />
			{ problem !== '' && (
				<Notice status="error" isDismissible={ false } actions={ [ { label: __( 'Try again', 'aaia-chatbot' ), onClick: reload } ] }>
					{ problem }
				</Notice>
			) }
			{ value === null && problem === '' && (
				<p className="aaia-loading">
					<Spinner /> { __( 'Loading…', 'aaia-chatbot' ) }
				</p>
			) }
			{ value !== null && <Figures insights={ value } /> }
		</>
	);
}

function PeriodBar( { name, days, now, onChoose }: {
	name: PeriodName;
	days: Days;
	now: string;
	onChoose: ( next: { name: PeriodName; days: Days } ) => void;
} ) {
	const [ failure, setFailure ] = useState( '' );
	const [ typed, setTyped ] = useState( days );
	useEffect( () => setTyped( days ), [ days ] );
	const type = ( key: 'from' | 'to', day: string ): void => {
		const next = { ...typed, [ key ]: day };
		setTyped( next );
		if ( next.from !== '' && next.to !== '' && next.from <= next.to ) {
			onChoose( { name: 'days', days: next } );
		}
	};
	const save = (): void => {
		setFailure( '' );
		exportInsights( days ).then(
			( file ) => saveFile( file, `insights-${ days.from }-${ days.to }.csv` ),
			( error: unknown ) => setFailure( asProblem( error ).message ),
		);
	};
	return (
		<>
			<div className="aaia-period">
				<SelectControl
					__nextHasNoMarginBottom
					__next40pxDefaultSize
					label={ __( 'Period', 'aaia-chatbot' ) }
					value={ name }
					options={ [ ...periodNames() ] }
					onChange={ ( value ) => {
						const chosen = value as PeriodName;
						onChoose( { name: chosen, days: chosen === 'days' ? days : daysOf( chosen, now ) } );
					} }
				/>
				{ name === 'days' && ( [ 'from', 'to' ] as const ).map( ( key ) => (
					<label key={ key }>
						<span>{ key === 'from' ? __( 'From', 'aaia-chatbot' ) : __( 'To', 'aaia-chatbot' ) }</span>
						<input
							type="date"
							value={ typed[ key ] }
							aria-invalid={ typed.from > typed.to }
							onChange={ ( event ) => type( key, event.target.value ) }
						/>
					</label>
				) ) }
				<Button variant="secondary" __next40pxDefaultSize onClick={ save }>{ __( 'Download as CSV', 'aaia-chatbot' ) }</Button>
			</div>
			{ typed.from > typed.to && <p className="aaia-note" role="alert">{ __( 'The first day is after the last.', 'aaia-chatbot' ) }</p> }
			{ failure !== '' && <Notice status="error" onRemove={ () => setFailure( '' ) }>{ failure }</Notice> }
		</>
	);
}

function Part( { title, children }: { title: string; children: ReactNode } ) {
	return (
		<section className="aaia-part">
			<h2>{ title }</h2>
			{ children }
		</section>
	);
}

function Figures( { insights }: { insights: Insights } ) {
	const { days, previous_days: earlier, totals, counting } = insights;
	const unit = unitFor( days.length );
	const range = ( from: string, to: string ): string =>
		from === to
			? dayName( from, true )
			/* translators: 1: first day, 2: last day. */
			: sprintf( __( '%1$s to %2$s', 'aaia-chatbot' ), dayName( from, true ), dayName( to, true ) );
	return (
		<>
			<p className="aaia-note" role="status">
				{ sprintf(
					/* translators: 1: days, 2: the days before. */
					__( 'Conversations that began from %1$s, beside those from %2$s.', 'aaia-chatbot' ),
					range( insights.from, insights.to ),
					range( insights.previous_from, insights.previous_to ),
				) }
			</p>
			{ counting !== null && (
				<Notice status="info" isDismissible={ false }>
					{ sprintf(
						/* translators: 1: number of conversations counted, 2: number of all. */
						__( 'Earlier conversations are still being counted: %1$s of %2$s. Newer days are complete.', 'aaia-chatbot' ),
						number( counting.counted ),
						number( counting.of ),
					) }
				</Notice>
			) }
			{ totals.conversations + totals.requests === 0 ? (
				<div className="aaia-part">
					<h2>{ __( 'No conversations in these days', 'aaia-chatbot' ) }</h2>
					<p>{ __( 'Choose another period.', 'aaia-chatbot' ) }</p>
				</div>
			) : (
				<>
					<Tiles insights={ insights } />
					<Part title={ __( 'How conversations ended', 'aaia-chatbot' ) }>
						<Outcomes insights={ insights } />
					</Part>
					<Part title={ __( 'Over time', 'aaia-chatbot' ) }>
						<div className="aaia-charts">
							<Chart
								title={ __( 'Conversations', 'aaia-chatbot' ) }
								unit={ unit }
								points={ grouped( days, earlier, unit, ( day ) => day.conversations ) }
							/>
							<Chart
								title={ __( 'Requests for a person', 'aaia-chatbot' ) }
								unit={ unit }
								points={ grouped( days, earlier, unit, ( day ) => day.requests ) }
							/>
							<Chart
								title={ __( 'Answered without a person', 'aaia-chatbot' ) }
								unit={ unit }
								top={ 1 }
								points={ shares( days, earlier, unit, ( day ) => day.answered_alone, ( day ) => day.conversations ) }
								format={ ( share ) => percent( share, 1 ) }
							/>
							<Chart
								title={ __( 'Helpful answers', 'aaia-chatbot' ) }
								unit={ unit }
								top={ 1 }
								points={ shares( days, earlier, unit, ( day ) => day.up, ( day ) => day.up + day.down ) }
								format={ ( share ) => percent( share, 1 ) }
							/>
							<Chart
								title={ __( 'Satisfaction, 1 to 5', 'aaia-chatbot' ) }
								unit={ unit }
								top={ 5 }
								points={ shares( days, earlier, unit, ( day ) => day.score_sum, ( day ) => day.scores ) }
								format={ ( score ) => number( score, 1 ) }
							/>
						</div>
					</Part>
					<Part title={ __( 'Themes', 'aaia-chatbot' ) }>
						<Themes from={ insights.from } to={ insights.to } />
					</Part>
					<Part title={ __( 'Busiest hours', 'aaia-chatbot' ) }>
						<HeatMap insights={ insights } />
					</Part>
					<Part title={ __( 'Waiting times', 'aaia-chatbot' ) }>
						<Waits insights={ insights } />
					</Part>
					<Part title={ __( 'In detail', 'aaia-chatbot' ) }>
						<Breakdown insights={ insights } />
					</Part>
				</>
			) }
			<Part title={ __( 'Costs of models', 'aaia-chatbot' ) }>
				<Costs insights={ insights } />
			</Part>
		</>
	);
}
