<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Operations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Storage\SiteState;

/** How far a site has been set up: what is there, and which steps of the checklist its owners closed. */
final class SetupRepository {

	public const OPTION = 'aaia_chatbot_setup';

	public function __construct(
		private readonly Database $database,
		private readonly SiteState $state,
	) {}

	/** Whether anybody has written in the chat yet. */
	public function has_conversations(): bool {
		return null !== $this->database->value(
			'SELECT id FROM %i WHERE channel = %s LIMIT 1',
			$this->database->table( 'conversations' ),
			'web',
		);
	}

	/** @return array{dismissed: bool, mail_tested: bool} */
	public function marks(): array {
		$stored = get_option( self::OPTION, [] );
		return [
			'dismissed'   => true === ( $stored['dismissed'] ?? false ),
			'mail_tested' => true === ( $stored['mail_tested'] ?? false ),
		];
	}

	/** @param array{dismissed: bool, mail_tested: bool} $marks @throws \Aaia\Chatbot\Storage\DatabaseFailure */
	public function mark( array $marks ): void {
		$this->state->keep( self::OPTION, $marks, false );
	}
}
