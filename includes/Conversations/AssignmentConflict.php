<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** Somebody else assigned the conversation in the meantime. */
final class AssignmentConflict extends \RuntimeException {

	/**
	 * @param ?int $assignee Who it is assigned to now.
	 * @param ?int $team     The team it is in now.
	 */
	public function __construct(
		public readonly ?int $assignee,
		public readonly ?int $team,
	) {
		parent::__construct( 'The conversation was assigned by somebody else.' );
	}
}
