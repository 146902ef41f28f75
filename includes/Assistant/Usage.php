<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant;

use Aaia\Chatbot\Storage\Database;
use Aaia\Chatbot\Support\Clock;

/** What models cost: requests and tokens by UTC day, by where they were asked (`chat`, `api`, `cli`) and by model. No words. */
final class Usage {

	public function __construct(
		private readonly Database $database,
		private readonly Clock $clock,
	) {}

	/** Adds one answer. */
	public function add( string $source, string $model, int $input_tokens, int $output_tokens ): void {
		$this->database->execute(
			'INSERT INTO %i (day, source, model, requests, input_tokens, output_tokens) VALUES (%s, %s, %s, 1, %d, %d)'
			. ' ON DUPLICATE KEY UPDATE requests = requests + 1, input_tokens = input_tokens + %d, output_tokens = output_tokens + %d',
			$this->database->table( 'model_usage' ),
			$this->clock->now()->format( 'Y-m-d' ),
			$source,
			mb_substr( $model, 0, 100 ),
			$input_tokens,
			$output_tokens,
			$input_tokens,
			$output_tokens
		);
	}

	/**
	 * Sums of the last days, newest first.
	 *
	 * @return list<array{day: string, source: string, model: string, requests: int, input_tokens: int, output_tokens: int}>
	 */
	public function days( int $days ): array {
		$since = $this->clock->now()->modify( "-$days days" )->format( 'Y-m-d' );
		$rows  = $this->database->rows( 'SELECT * FROM %i WHERE day > %s ORDER BY day DESC, source, model', $this->database->table( 'model_usage' ), $since );
		return array_map(
			static fn( array $row ): array => [
				'day'           => (string) $row['day'],
				'source'        => (string) $row['source'],
				'model'         => (string) $row['model'],
				'requests'      => (int) $row['requests'],
				'input_tokens'  => (int) $row['input_tokens'],
				'output_tokens' => (int) $row['output_tokens'],
			],
			$rows
		);
	}
}
