import { __, sprintf } from '@wordpress/i18n';
import { FigureLink } from './FigureLink';
import { change, number, percent, NONE } from './format';
import type { InsightTotals, Insights } from '../../src/wire/wire';

interface Tile {
	name: string;
	/** The figure of the inbox. */
	figure: string;
	/** The figure itself, and in which number of conversations it can be found. */
	show: ( totals: InsightTotals ) => string;
	count: ( totals: InsightTotals ) => number;
	/** What is counted, where the change can be told as a share. */
	value?: ( totals: InsightTotals ) => number;
	note?: string;
}

const simple = ( name: string, figure: string, key: keyof InsightTotals, note?: string ): Tile => ( {
	name,
	figure,
	show: ( totals ) => number( totals[ key ] ),
	count: ( totals ) => totals[ key ],
	value: ( totals ) => totals[ key ],
	...( note === undefined ? {} : { note } ),
} );

const tiles = (): readonly Tile[] => [
	simple( __( 'Conversations', 'aaia-chatbot' ), 'began', 'conversations' ),
	simple( __( 'Visitors', 'aaia-chatbot' ), 'began', 'visitors' ),
	simple( __( 'Messages of visitors', 'aaia-chatbot' ), 'began', 'visitor_messages' ),
	{
		name: __( 'Answered without a person', 'aaia-chatbot' ),
		figure: 'alone',
		show: ( { answered_alone: alone, conversations } ) => percent( alone, conversations ),
		count: ( { answered_alone: alone } ) => alone,
		note: __( 'The assistant answered; nobody asked for a person, and none wrote.', 'aaia-chatbot' ),
	},
	simple(
		__( 'Escalated', 'aaia-chatbot' ),
		'escalated',
		'escalated',
		__( 'Conversations in which a person was asked for.', 'aaia-chatbot' ),
	),
	simple( __( 'Requests for a person', 'aaia-chatbot' ), 'requests', 'requests', __( 'Made in this period.', 'aaia-chatbot' ) ),
	{
		name: __( 'Resolved / received', 'aaia-chatbot' ),
		figure: 'resolved',
		show: ( { resolved, conversations } ) => `${ number( resolved ) } / ${ number( conversations ) }`,
		count: ( { resolved } ) => resolved,
		note: __( 'By a person; not those closed after a silence.', 'aaia-chatbot' ),
	},
	{
		name: __( 'Helpful answers', 'aaia-chatbot' ),
		figure: 'rated',
		show: ( { up, down } ) => percent( up, up + down ),
		count: ( { up, down } ) => up + down,
		note: __( 'Thumbs up, out of all thumbs.', 'aaia-chatbot' ),
	},
	{
		name: __( 'Satisfaction, 1 to 5', 'aaia-chatbot' ),
		figure: 'scored',
		show: ( { scores, score_sum: sum } ) => ( scores === 0 ? NONE : number( sum / scores, 1 ) ),
		count: ( { scores } ) => scores,
	},
];

/** The figures of the period, each with its change. */
export function Tiles( { insights }: { insights: Insights } ) {
	return (
		<dl className="aaia-tiles">
			{ tiles().map( ( { name, figure, show, count, value, note } ) => (
				<div key={ name }>
					<dt>{ name }</dt>
					<dd className="aaia-tiles__figure">
						<FigureLink figure={ figure } days={ insights } name={ name } count={ count( insights.totals ) }>
							{ show( insights.totals ) }
						</FigureLink>
					</dd>
					<dd className="aaia-tiles__change">
						{ value === undefined
							/* translators: %s: a figure. */
							? sprintf( __( 'Before: %s', 'aaia-chatbot' ), show( insights.previous ) )
							: change( value( insights.totals ), value( insights.previous ) ) }
					</dd>
					{ note !== undefined && <dd className="aaia-tiles__note">{ note }</dd> }
				</div>
			) ) }
		</dl>
	);
}
