import { __, _n, _x, sprintf } from '@wordpress/i18n';
import type { Permission } from '../../../data/roles';
import type { TeamRole } from '../../../data/teams';
import { cappedCount } from '../../../shared/unread';

export function roleWord( role: TeamRole ): string {
	switch ( role ) {
		case 'manager': return _x( 'Manager', 'of a team', 'aaia-chatbot' );
		case 'senior': return _x( 'Senior', 'in a team', 'aaia-chatbot' );
		case 'member': return _x( 'Member', 'of a team', 'aaia-chatbot' );
	}
}

export const ROLES: readonly TeamRole[] = [ 'manager', 'senior', 'member' ];

export const PERMISSIONS: readonly Permission[] = [
	'aaia_view_conversations',
	'aaia_reply_conversations',
	'aaia_delete_conversations',
	'aaia_export_conversations',
	'aaia_view_sensitive',
	'aaia_manage_settings',
];

export function permissionWord( permission: Permission ): string {
	switch ( permission ) {
		case 'aaia_view_conversations': return __( 'See conversations', 'aaia-chatbot' );
		case 'aaia_reply_conversations': return _x( 'Answer', 'permission', 'aaia-chatbot' );
		case 'aaia_delete_conversations': return _x( 'Delete', 'permission', 'aaia-chatbot' );
		case 'aaia_export_conversations': return _x( 'Export', 'permission', 'aaia-chatbot' );
		case 'aaia_view_sensitive': return __( 'See visitors’ addresses', 'aaia-chatbot' );
		case 'aaia_manage_settings': return __( 'Change these settings', 'aaia-chatbot' );
	}
}

/** What deleting a team does to its conversations; 100 stands for more than 99. */
export function deletionEffect( conversations: number ): string {
	if ( conversations === 0 ) {
		return __( 'It has no unresolved conversations.', 'aaia-chatbot' );
	}
	return (
		sprintf(
			/* translators: %s: number of conversations, or "99+". */
			_n(
				'%s unresolved conversation is in this team. It will be in no team: if nobody has taken it, it goes to “Unassigned”.',
				'%s unresolved conversations are in this team. They will be in no team: those nobody has taken go to “Unassigned”.',
				conversations,
				'aaia-chatbot'
			),
			cappedCount( conversations )
		)
	);
}
