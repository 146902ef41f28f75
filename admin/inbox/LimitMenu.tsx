import { Icon, lock } from '@wordpress/icons';
import { __, sprintf } from '@wordpress/i18n';
import { pageFacts } from '../data/page-facts';
import { loadTeams } from '../data/teams';
import type { StaffConversation } from '../../src/wire/wire';
import { actions } from './actions';
import { ChoiceMenu } from './ChoiceMenu';
import type { Inbox } from './use-inbox';

type Limit = NonNullable< StaffConversation[ 'limit' ] >;

const EVERYBODY = '';

/** Who may see a conversation, and a menu to limit it to a team or a role that the user is in. */
export function LimitMenu( { inbox, conversation }: { inbox: Inbox; conversation: StaffConversation } ) {
	const { limit } = conversation;
	const { can, user, roles } = pageFacts();
	const possible: Limit[] = [
		...inbox.state.teams
			.filter( ( { members } ) => can.manage || members.some( ( { id } ) => id === user ) )
			.map( ( { id, name } ) => ( { team: id, role: null, name } ) ),
		...roles.map( ( { name, label } ) => ( { team: null, role: name, name: label } ) ),
	];
	const listed = limit === null || possible.some( ( one ) => keyOf( one ) === keyOf( limit ) ) ? possible : [ ...possible, limit ];
	return (
		<ChoiceMenu
			name={ __( 'Who can see it', 'aaia-chatbot' ) }
			/* translators: %s: who can see a conversation, such as "Only the team “Accounts”". */
			label={ sprintf( __( '%s. Change who can see it', 'aaia-chatbot' ), limitWords( limit ) ) }
			value={ keyOf( limit ) }
			choices={ [ null, ...listed ].map( ( one ) => ( { value: keyOf( one ), label: limitWords( one ) } ) ) }
			onOpen={ () => {
				loadTeams().then( ( { items } ) => inbox.dispatch( { type: 'teams', teams: items } ), () => undefined );
			} }
			onChoose={ ( chosen ) => actions( inbox, conversation ).setLimit( listed.find( ( one ) => keyOf( one ) === chosen ) ?? null ) }
		>
			{ limit === null ? <span>{ limitWords( limit ) }</span> : <LimitMark limit={ limit } /> }
		</ChoiceMenu>
	);
}

/** A lock, and who alone can see the conversation: in words, or for those who cannot see the lock only. */
export function LimitMark( { limit, short = false }: { limit: Limit; short?: boolean } ) {
	const words = limitWords( limit );
	return (
		<span className="aaia-limit" title={ short ? words : undefined }>
			<Icon icon={ lock } size={ 16 } aria-hidden="true" focusable="false" />
			<bdi className={ short ? 'screen-reader-text' : undefined }>{ words }</bdi>
		</span>
	);
}

/** Who can see a conversation; null for everybody. */
export function limitWords( limit: StaffConversation[ 'limit' ] ): string {
	if ( limit === null ) {
		return __( 'All agents', 'aaia-chatbot' );
	}
	if ( limit.name === '' ) {
		return limit.team === null
			? __( 'Only a role that no longer exists', 'aaia-chatbot' )
			: __( 'Only a team that no longer exists', 'aaia-chatbot' );
	}
	return limit.team === null
		/* translators: %s: name of a role of users. */
		? sprintf( __( 'Only the role “%s”', 'aaia-chatbot' ), limit.name )
		/* translators: %s: name of a team. */
		: sprintf( __( 'Only the team “%s”', 'aaia-chatbot' ), limit.name );
}

const keyOf = ( limit: StaffConversation[ 'limit' ] ): string =>
	limit === null ? EVERYBODY : limit.team === null ? `role ${ limit.role }` : `team ${ limit.team }`;
