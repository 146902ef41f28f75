<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Inbox;

defined( 'ABSPATH' ) || exit;

/** The names by which visitors know members of staff. */
interface PublicNames {

	/** The name; null for users that are gone. */
	public function of( int $user_id ): ?string;
}
