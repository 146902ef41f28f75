<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Metrics;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Assistant\SentPrompt;
use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** Repository of the instructions and rules of prompts, each text once, under its hash. No text of visitors. */
final class PromptTextRepository {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/**
	 * Stores a text, or records that it was used today.
	 *
	 * @return string Its hash.
	 *
	 * @throws \Aaia\Chatbot\Storage\DatabaseFailure
	 */
	public function save( string $text ): string {
		$hash  = SentPrompt::hash( $text );
		$table = $this->database->table( 'prompt_texts' );
		$today = $this->clock->now()->format( 'Y-m-d' );
		$used  = $this->database->value( 'SELECT used_on FROM %i WHERE hash = %s', $table, $hash );
		if ( null === $used ) {
			$this->database->insert_new( 'prompt_texts', [ 'hash' => $hash, 'text' => $text, 'used_on' => $today ] );
		} elseif ( $used < $today ) {
			$this->database->execute( 'UPDATE %i SET used_on = %s WHERE hash = %s', $table, $today, $hash );
		}
		return $hash;
	}

	/** Returns a text by its hash; null when it is no longer stored. */
	public function text( string $hash ): ?string {
		return $this->database->value( 'SELECT text FROM %i WHERE hash = %s', $this->database->table( 'prompt_texts' ), $hash );
	}

	/** Deletes texts that no answer can refer to: last used before the oldest answer with metrics. */
	public function delete_unused(): void {
		$oldest = $this->database->value( 'SELECT created_at FROM %i ORDER BY message_id LIMIT 1', $this->database->table( 'answer_metrics' ) );
		$this->database->execute(
			'DELETE FROM %i WHERE used_on < %s',
			$this->database->table( 'prompt_texts' ),
			substr( $oldest ?? $this->clock->now()->format( 'Y-m-d' ), 0, 10 ),
		);
	}
}
