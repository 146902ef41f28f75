import { __ } from '@wordpress/i18n';
import { FigureLink } from './FigureLink';
import { Scroll } from './Scroll';
import { duration, number } from './format';
import type { Insights, InsightWaits } from '../../src/wire/wire';

const names = ( hasHours: boolean ): ReadonlyArray< [ keyof InsightWaits, string ] > => [
	[ 'reply', __( 'First reply', 'aaia-chatbot' ) ],
	...( hasHours ? [ [ 'reply_open', __( 'First reply, within office hours', 'aaia-chatbot' ) ] as const ] : [] ),
	[ 'resolution', __( 'Resolution', 'aaia-chatbot' ) ],
	...( hasHours ? [ [ 'resolution_open', __( 'Resolution, within office hours', 'aaia-chatbot' ) ] as const ] : [] ),
].map( ( [ key, name ] ) => [ key as keyof InsightWaits, name as string ] );

/** How long visitors waited for a person, and how long it took until all was settled. */
export function Waits( { insights }: { insights: Insights } ) {
	return (
		<>
			<Scroll label={ __( 'Waiting times', 'aaia-chatbot' ) }>
				<table className="aaia-table">
					<thead>
						<tr>
							<th scope="col">{ __( 'Time', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Conversations', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Mean', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Median', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( '90% within', 'aaia-chatbot' ) }</th>
							<th scope="col" className="is-number">{ __( 'Median before', 'aaia-chatbot' ) }</th>
						</tr>
					</thead>
					<tbody>
						{ names( insights.has_hours ).map( ( [ key, name ] ) => {
							const times = insights.times[ key ];
							return (
								<tr key={ key }>
									<th scope="row">{ name }</th>
									<td className="is-number">
										<FigureLink
											figure={ key.startsWith( 'reply' ) ? 'replied' : 'resolved' }
											days={ insights }
											name={ name }
											count={ times.count }
										>
											{ number( times.count ) }
										</FigureLink>
									</td>
									<td className="is-number">{ duration( times.mean ) }</td>
									<td className="is-number">{ duration( times.median ) }</td>
									<td className="is-number">{ duration( times.p90 ) }</td>
									<td className="is-number">{ duration( insights.previous_times[ key ].median ) }</td>
								</tr>
							);
						} ) }
					</tbody>
				</table>
			</Scroll>
			<p className="aaia-note">
				{ __(
					'First reply: from the request for a person, or else the message answered, to the first message of an agent. Resolution: from the first message until a person resolved the conversation.',
					'aaia-chatbot'
				) }
			</p>
		</>
	);
}
