<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A team with its members. Immutable. */
final class Team {

	/**
	 * @param array<int, TeamRole>                                 $members By WordPress user: the manager, then seniors, then the others.
	 * @param ?array{hours: list<string>, holidays: list<string>} $office  Its own office hours and holidays; null for those of the site.
	 */
	public function __construct(
		public readonly int $id,
		public readonly string $name,
		public readonly array $members,
		public readonly ?array $office = null,
	) {}
}
