import { _n, sprintf } from '@wordpress/i18n';
import type { StaffActivity, StaffConversation, StaffMessage } from '../../src/wire/wire';
import { activityWords } from './activity-words';
import { HandoverNote } from './HandoverNote';
import { clockTime, fullTime } from './times';

/** More lines in a row than this are folded. */
const SHOWN = 3;

/** What happened before a message, and after the one before it. `before`: null for the end of the thread. */
export function activityBefore(
	activity: readonly StaffActivity[],
	previous: StaffMessage | undefined,
	before: StaffMessage | null
): readonly StaffActivity[] {
	return activity.filter( ( { at } ) =>
		( previous === undefined || ! comesBefore( at, previous ) ) && ( before === null || comesBefore( at, before ) ) );
}

/** Within the same second, what staff did comes before their message, and what a visitor caused after theirs. */
const comesBefore = ( at: string, { author, created_at: time }: StaffMessage ): boolean =>
	at < time || ( at === time && ( author === 'agent' || author === 'system' ) );

/** Lines of what happened; a long run of them is folded. */
export function ActivityLines( {
	lines,
	newest,
	conversation,
	onGrown,
}: {
	lines: readonly StaffActivity[];
	/** Id of the newest request for a person, which shows the handover note. */
	newest: string | undefined;
	conversation: StaffConversation;
	onGrown: () => void;
} ) {
	if ( lines.length === 0 ) {
		return null;
	}
	const list = (
		<ul className="aaia-activity">
			{ lines.map( ( line ) => (
				<li key={ line.id } data-activity={ line.type }>
					<span dir="auto">{ activityWords( line ) }</span>{ ' ' }
					<time dateTime={ line.at } title={ fullTime( line.at ) }>{ clockTime( line.at ) }</time>
				</li>
			) ) }
		</ul>
	);
	return (
		<>
			{ lines.length <= SHOWN ? list : (
				<details className="aaia-activity__fold">
					<summary>
						{ /* translators: %d: number of changes. */ sprintf( _n( '%d change', '%d changes', lines.length, 'aaia-chatbot' ), lines.length ) }
					</summary>
					{ list }
				</details>
			) }
			{ lines.some( ( { id } ) => id === newest ) && (
				<HandoverNote key={ newest } conversation={ conversation } onGrown={ onGrown } />
			) }
		</>
	);
}
