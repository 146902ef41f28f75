<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/**
 * Tells before an answer by hand is published what it would spoil. The test bench implements it.
 *
 * @phpstan-type Turned array{id: string, question: string, before: string, after: string}
 */
interface PublicationCheck {

	/**
	 * Test questions with a good answer that would get a bad one. Takes some seconds at most.
	 *
	 * @param ?string $id The answer that is replaced; null for a new one.
	 *
	 * @return list<Turned>
	 */
	public function turned_bad( ?string $id, string $question, string $answer, string $language ): array;

	/**
	 * The same for an answer that is deleted.
	 *
	 * @return list<Turned>
	 */
	public function turned_bad_without( string $id ): array;

	/**
	 * Records that somebody published all the same, and why.
	 *
	 * @param list<Turned> $turned
	 */
	public function note_override( array $turned, string $reason, int $user_id ): void;
}
