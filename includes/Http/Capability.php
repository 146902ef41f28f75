<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Http;

defined( 'ABSPATH' ) || exit;

/** Capabilities of staff. Users with `manage_options` have them (see CapabilityGrants); owners give them to other roles. */
enum Capability: string {

	case View      = 'aaia_view_conversations';
	case Reply     = 'aaia_reply_conversations';
	case Delete    = 'aaia_delete_conversations';
	case Export    = 'aaia_export_conversations';
	case Sensitive = 'aaia_view_sensitive';
	case Manage    = 'aaia_manage_settings';

	/** Whether the current user has it. */
	public function allowed(): bool {
		return current_user_can( $this->value );
	}
}
