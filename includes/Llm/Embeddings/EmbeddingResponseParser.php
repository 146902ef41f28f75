<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;

/** Parses and validates a server's response to `POST /embeddings`. */
final class EmbeddingResponseParser {

	/** Least dimensions of a vector; no embedding model has fewer. */
	private const LEAST_DIMENSIONS = 8;

	/** Average bytes a token in English and French text, for an estimate when the server does not report tokens. */
	public const BYTES_A_TOKEN = 3.5;

	/**
	 * Returns the vectors in the order of the texts, whatever the order of the response.
	 *
	 * @param array<mixed>           $decoded Decoded body.
	 * @param non-empty-list<string> $texts   What was sent.
	 *
	 * @throws LlmFailure BadResponse when a vector is missing, duplicated, of another length than the others, or not numeric.
	 */
	public static function parse( array $decoded, array $texts ): EmbeddingBatch {
		$rows    = $decoded['data'] ?? null;
		$vectors = [];
		foreach ( is_array( $rows ) && count( $rows ) === count( $texts ) ? array_values( $rows ) : [] as $at => $row ) {
			$index = is_array( $row ) ? $row['index'] ?? $at : null;
			if ( is_int( $index ) && ! isset( $vectors[ $index ] ) ) {
				$vectors[ $index ] = self::vector( is_array( $row ) ? $row['embedding'] ?? null : null );
			}
		}
		ksort( $vectors );
		if (
			[] === $vectors
			|| ! array_is_list( $vectors )
			|| count( $vectors ) !== count( $texts )
			|| 1 !== count( array_unique( array_map( count( ... ), $vectors ) ) )
		) {
			throw self::malformed();
		}
		return new EmbeddingBatch( $vectors, self::tokens( $decoded['usage'] ?? null, $texts ) );
	}

	/**
	 * @return non-empty-list<float>
	 *
	 * @throws LlmFailure
	 */
	private static function vector( mixed $numbers ): array {
		$count = is_array( $numbers ) ? count( $numbers ) : 0;
		if ( ! is_array( $numbers ) || $count < self::LEAST_DIMENSIONS || $count > EmbeddingSettings::MOST_DIMENSIONS ) {
			throw self::malformed();
		}
		$vector  = [];
		$squares = 0.0;
		foreach ( $numbers as $number ) {
			if ( ! is_int( $number ) && ! is_float( $number ) ) {
				throw self::malformed();
			}
			$vector[] = (float) $number;
			$squares += $number * $number;
		}
		if ( $squares <= 0.0 || ! is_finite( $squares ) ) {
			throw self::malformed();
		}
		return $vector;
	}

	/** @param list<string> $texts */
	private static function tokens( mixed $usage, array $texts ): int {
		$counted = is_array( $usage ) ? $usage['total_tokens'] ?? $usage['prompt_tokens'] ?? null : null;
		return is_int( $counted ) && $counted > 0
			? $counted
			: (int) ceil( array_sum( array_map( strlen( ... ), $texts ) ) / self::BYTES_A_TOKEN );
	}

	private static function malformed(): LlmFailure {
		return new LlmFailure(
			LlmFailureKind::BadResponse,
			__( 'The server did not answer with one list of numbers for each text. Check that the model is one for embeddings.', 'aaia-chatbot' ),
		);
	}
}
