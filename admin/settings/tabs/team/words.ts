import { __, _n, _x, sprintf } from '@wordpress/i18n';
import type { TeamRole } from '../../../data/teams';

export function roleWord( role: TeamRole ): string {
	switch ( role ) {
		case 'manager': return _x( 'Manager', 'of a team', 'aaia-chatbot' );
		case 'senior': return _x( 'Senior', 'in a team', 'aaia-chatbot' );
		case 'member': return _x( 'Member', 'of a team', 'aaia-chatbot' );
	}
}

export const ROLES: readonly TeamRole[] = [ 'manager', 'senior', 'member' ];

/** What deleting a team does to its conversations; 100 stands for more than 99. */
export function deletionQuestion( name: string, conversations: number ): string {
	/* translators: %s: name of a team. */
	const question = sprintf( __( 'Delete the team “%s”?', 'aaia-chatbot' ), name );
	if ( conversations === 0 ) {
		return question;
	}
	const count = conversations > 99 ? '99+' : String( conversations );
	return `${ question }\n\n${
		sprintf(
			/* translators: %s: number of conversations, or "99+". */
			_n(
				'%s unresolved conversation is in this team. It will be in no team: if nobody has taken it, it goes to “Unassigned”.',
				'%s unresolved conversations are in this team. They will be in no team: those nobody has taken go to “Unassigned”.',
				conversations,
				'aaia-chatbot'
			),
			count
		)
	}`;
}
