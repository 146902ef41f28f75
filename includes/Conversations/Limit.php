<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Who alone may see a conversation: the members of a team, or the users of a role. Immutable. */
final class Limit {

	/** Roles to which conversations can be limited: those whose name can stand in SQL as it is. */
	public const ROLE = '/^[A-Za-z0-9_-]{1,64}\z/';

	/** One of the two is null. */
	public function __construct(
		public readonly ?int $team_id,
		public readonly ?string $role,
	) {}
}
