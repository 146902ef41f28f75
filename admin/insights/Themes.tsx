import { Notice, Spinner } from '@wordpress/components';
import { useCallback } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { loadThemes } from '../data/insights';
import { useLoaded } from '../shared/use-loaded';
import { FigureLink } from './FigureLink';
import { dayName, number } from './format';
import { Scroll } from './Scroll';
import type { Days } from '../data/insights';
import type { InsightTheme } from '../../src/wire/wire';

/** Themes of visitors' questions, and in which weeks they came up. */
export function Themes( { from, to }: Days ) {
	const { value, problem } = useLoaded( useCallback( () => loadThemes( { from, to } ), [ from, to ] ) );
	if ( problem !== '' ) {
		return <Notice status="error" isDismissible={ false }>{ problem }</Notice>;
	}
	if ( value === null ) {
		return <p className="aaia-loading"><Spinner /> { __( 'Loading…', 'aaia-chatbot' ) }</p>;
	}
	if ( value.items.length === 0 ) {
		return <p>{ __( 'No question was asked more than once in these weeks.', 'aaia-chatbot' ) }</p>;
	}
	return (
		<>
			<Scroll label={ __( 'Themes', 'aaia-chatbot' ) }>
				<table className="aaia-table">
					<thead>
						<tr>
							<th scope="col">{ __( 'Theme', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Questions', 'aaia-chatbot' ) }</th>
							<th scope="col">{ __( 'By week', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ value.items.map( ( theme ) => (
							<tr key={ theme.figure }>
								<th scope="row" dir="auto">{ theme.name }</th>
								<td className="is-number">
									<FigureLink figure={ theme.figure } days={ { from, to } } name={ theme.name } count={ theme.count }>
										{ number( theme.count ) }
									</FigureLink>
								</td>
								<td><Weeks theme={ theme } weeks={ value.weeks } /></td>
							</tr>
						) ) }
					</tbody>
				</table>
			</Scroll>
			<p className="aaia-note">
				{ __( 'Similar questions are grouped and named after one of them. In a week with very many, 1,000 are compared.', 'aaia-chatbot' ) }
			</p>
		</>
	);
}

/** A column for each week, and in words in how many of them it came up. */
function Weeks( { theme, weeks }: { theme: InsightTheme; weeks: readonly string[] } ) {
	const most = Math.max( 1, ...theme.weeks );
	const often = theme.weeks.filter( ( count ) => count > 0 ).length;
	return (
		<>
			<svg
				className="aaia-weeks"
				viewBox={ `0 0 ${ weeks.length * 10 } 24` }
				style={ { inlineSize: `${ Math.min( 240, weeks.length * 12 ) }px` } }
				preserveAspectRatio="none"
				aria-hidden="true"
				focusable="false"
			>
				{ theme.weeks.map( ( count, index ) => (
					<rect
						key={ weeks[ index ] }
						x={ ( index * 10 ) + 1 }
						y={ 24 - ( count === 0 ? 1 : Math.max( 3, ( 24 * count ) / most ) ) }
						width="8"
						height={ count === 0 ? 1 : Math.max( 3, ( 24 * count ) / most ) }
					>
						<title>{ `${ dayName( weeks[ index ] ?? '' ) }: ${ number( count ) }` }</title>
					</rect>
				) ) }
			</svg>
			<span className="aaia-table__note">
				{ sprintf(
					/* translators: 1: number of weeks, 2: number of all weeks. */
					_n( 'in %1$d of %2$d week', 'in %1$d of %2$d weeks', weeks.length, 'aaia-chatbot' ),
					often,
					weeks.length,
				) }
			</span>
		</>
	);
}
