<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Llm\Embeddings\EmbeddingBatch;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingClient;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Llm\LlmFailure;
use Aaia\Chatbot\Llm\LlmFailureKind;
use Aaia\Chatbot\Settings\Settings;

/**
 * Embeds the chunks of a space, in batches.
 *
 * Each batch is stored before the next one is sent, so a worker that is killed loses the tokens of one call. Searches use a space only
 * when all chunks are done: with half of a site embedded, the other half would rank too low.
 */
final class Embedder {

	/** Texts per call: about 12,000 tokens with chunks of 1,500 characters. */
	private const BATCH = 32;

	/** Seconds for one call, including retries. */
	private const CALL = 60.0;

	/** Seconds after which the lock of a killed worker expires. */
	private const LOCK = 240;

	/** Seconds after which a batch is not divided any further, so that the worker's lease does not expire. */
	private const PATIENCE = 90.0;

	/** A text that no server refuses. */
	private const HARMLESS = 'Opening hours';

	/** Characters a text is shortened to when the server refuses it. */
	private const SHORT = 800;

	public function __construct(
		private readonly EmbeddingProvider $provider,
		private readonly Settings $settings,
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly VectorRepository $vectors,
		private readonly VectorBlockBuilder $block_builder,
	) {}

	/**
	 * Continues the space of the configured model.
	 *
	 * @param bool $from_the_start Examine all chunks again for missing vectors.
	 *
	 * @throws LlmFailure When the server fails. Stored vectors stay, and the owner sees the reason.
	 */
	public function run( float $seconds, bool $from_the_start = false ): EmbedOutcome {
		$model  = $this->provider->current();
		$space  = null === $model ? null : $this->spaces->of_model( $model );
		$client = null === $space ? null : $this->provider->client( $space->model );
		if ( null === $space || null === $client ) {
			return EmbedOutcome::Off;
		}
		if ( ! $this->spaces->lock( $space->id, self::LOCK ) ) {
			return EmbedOutcome::Busy;
		}
		try {
			if ( $from_the_start ) {
				$this->spaces->rewind( $space->id );
			}
			return $this->fill( $space, $client, microtime( true ) + $seconds );
		} catch ( LlmFailure $failure ) {
			$this->spaces->fail( $space->id, $failure->getMessage() );
			throw $failure;
		} finally {
			$this->spaces->unlock( $space->id );
		}
	}

	/** @throws LlmFailure */
	private function fill( EmbeddingSpace $begun, EmbeddingClient $client, float $until ): EmbedOutcome {
		$most = $this->settings->int( EmbeddingSettings::DAILY_TOKENS );
		for ( $space = $this->reload( $begun ); null !== $space; $space = $this->reload( $space ) ) {
			$pending = $this->vectors->pending( $space->id, $space->position, self::BATCH );
			if ( [] === $pending ) {
				return $this->finish( $space );
			}
			if ( $this->spaces->tokens_today() >= $most ) {
				return EmbedOutcome::Exhausted;
			}
			$this->spaces->lock( $space->id, self::LOCK );
			$this->embed( $space, $client, $pending );
			while ( $this->block_builder->run_step( $this->reload( $space ) ?? $space, VectorBlockBuilder::BULK ) ) {
				continue;
			}
			if ( microtime( true ) > $until ) {
				return EmbedOutcome::MoreToDo;
			}
		}
		return EmbedOutcome::Off;
	}

	private function finish( EmbeddingSpace $space ): EmbedOutcome {
		while ( $this->block_builder->run_step( $this->reload( $space ) ?? $space ) ) {
			continue;
		}
		$this->spaces->publish( $space->id );
		return EmbedOutcome::Done;
	}

	/** Reads the space again; null when it was dropped meanwhile or the owner chose another model. */
	private function reload( EmbeddingSpace $space ): ?EmbeddingSpace {
		$model = $this->provider->current();
		$now   = null === $model ? null : $this->spaces->of_model( $model );
		return null !== $now && $now->id === $space->id ? $now : null;
	}

	/**
	 * @param non-empty-list<PendingChunk> $chunks
	 *
	 * @throws LlmFailure
	 */
	private function embed( EmbeddingSpace $space, EmbeddingClient $client, array $chunks ): void {
		$dimensions = $space->dimensions;
		$tokens     = 0;
		$rows       = [];
		foreach ( $this->batches( $client, $chunks, microtime( true ) + self::PATIENCE ) as [ $batch, $some ] ) {
			$dimensions = 0 === $dimensions && null !== $batch ? $batch->dimensions() : $dimensions;
			if ( null !== $batch && $batch->dimensions() !== $dimensions ) {
				throw new LlmFailure(
					LlmFailureKind::BadResponse,
					__(
						'The server’s vectors have another size than before. Its model may have been replaced: delete the vectors and start over.',
						'aaia-chatbot',
					),
				);
			}
			foreach ( $some as $at => $chunk ) {
				$rows[ $chunk->id ] = [
					'hash'   => EmbeddedText::hash( $chunk->text ),
					'vector' => null === $batch ? '' : StoredVector::pack( $batch->vectors[ $at ] ),
				];
			}
			$tokens += $batch->tokens ?? 0;
		}
		$this->spaces->count_tokens( $tokens );
		$this->vectors->add( $space->id, $rows );
		$this->spaces->advance( $space->id, $chunks[ count( $chunks ) - 1 ]->id, $tokens, $dimensions );
	}

	/**
	 * Embeds chunks in one call. When the server refuses a text, the batch is halved until the text is isolated.
	 *
	 * @param non-empty-list<PendingChunk> $chunks
	 *
	 * @return list<array{0: ?EmbeddingBatch, 1: list<PendingChunk>}> Null for a refused text.
	 *
	 * @throws LlmFailure
	 */
	private function batches( EmbeddingClient $client, array $chunks, float $until ): array {
		try {
			return [ [ $client->embed( array_map( static fn( PendingChunk $chunk ): string => $chunk->text, $chunks ), self::CALL ), $chunks ] ];
		} catch ( LlmFailure $failure ) {
			if ( ! self::is_text_rejected( $failure ) || microtime( true ) > $until ) {
				throw $failure;
			}
		}
		if ( LlmFailureKind::BadRequest === $failure->kind ) {
			// Throws when this is refused too: then the request is wrong, not a text.
			$client->embed( [ self::HARMLESS ], self::CALL );
		}
		if ( 1 === count( $chunks ) ) {
			return [ [ $this->embed_beginning( $client, $chunks[0]->text ), $chunks ] ];
		}
		$batches = [];
		foreach ( array_chunk( $chunks, max( 1, intdiv( count( $chunks ) + 1, 2 ) ) ) as $half ) {
			array_push( $batches, ...$this->batches( $client, $half, $until ) );
		}
		return $batches;
	}

	/**
	 * Embeds the beginning of a text; null when that is refused too.
	 *
	 * @throws LlmFailure When the failure is not about the text.
	 */
	private function embed_beginning( EmbeddingClient $client, string $text ): ?EmbeddingBatch {
		try {
			return $client->embed( [ mb_substr( $text, 0, self::SHORT, 'UTF-8' ) ], self::CALL );
		} catch ( LlmFailure $failure ) {
			return self::is_text_rejected( $failure ) ? null : throw $failure;
		}
	}

	private static function is_text_rejected( LlmFailure $failure ): bool {
		return in_array( $failure->kind, [ LlmFailureKind::ContextFull, LlmFailureKind::ContentFilter, LlmFailureKind::BadRequest ], true );
	}
}
