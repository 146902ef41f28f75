<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\ContactDetector;
use Aaia\Chatbot\Support\Clock;

/** Finds out what an assistant may tell a visitor who waits for a person. */
final class AwaitedPersonFinder {

	public function __construct(
		private readonly SupportRequestRepository $requests,
		private readonly MessageRepository $messages,
		private readonly TeamAvailability $expected,
		private readonly Clock $clock,
	) {}

	/** Null when nobody was asked for. @param string $locale Of the sentence about hours. */
	public function find( Conversation $conversation, string $locale ): ?AwaitedPerson {
		return null === $conversation->person_requested
			? null
			: new AwaitedPerson(
				$this->has_address( $conversation->id ),
				$this->expected->sentence( $locale, $this->clock->now(), $conversation->team_id ),
			);
	}

	/** With the request, or in any of the visitor's messages, where staff read it. */
	private function has_address( int $conversation_id ): bool {
		return null !== $this->requests->newest( $conversation_id )?->email
			|| [] !== ContactDetector::emails( implode( "\n", $this->messages->visitor_texts_containing( $conversation_id, '@' ) ) );
	}
}
