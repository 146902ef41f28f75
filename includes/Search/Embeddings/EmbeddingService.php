<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Embeddings;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Jobs\JobQueue;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingModel;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingSettings;
use Aaia\Chatbot\Settings\Settings;

/**
 * Lets owners see the cost and progress of embeddings, and start or delete them.
 *
 * No passage is sent before the owner has seen the number of passages and started.
 */
final class EmbeddingService {

	/** Average bytes per token in English and French. */
	private const BYTES_A_TOKEN = 3.5;

	public function __construct(
		private readonly EmbeddingProvider $provider,
		private readonly Settings $settings,
		private readonly EmbeddingSpaceRepository $spaces,
		private readonly VectorRepository $vectors,
		private readonly JobQueue $jobs,
	) {}

	/** Reads whole tables: only for requests of the owner. */
	public function status(): EmbeddingStatus {
		$model  = $this->provider->current();
		$live   = $this->spaces->live();
		$space  = null === $model ? null : $this->spaces->of_model( $model );
		$shown  = $space ?? $live;
		$chunks = $this->vectors->count_chunks();
		$totals = null === $shown ? [ 'vectors' => 0, 'refused' => 0, 'bytes' => 0 ] : $this->vectors->totals( $shown->id, $shown->dimensions );
		$today  = $this->spaces->tokens_today();
		$daily  = $this->settings->int( EmbeddingSettings::DAILY_TOKENS );
		return new EmbeddingStatus(
			self::progress( $model, $space ),
			$chunks,
			null === $space ? (int) ceil( $this->vectors->count_bytes() / self::BYTES_A_TOKEN ) : 0,
			null === $space ? 0 : $chunks - $this->vectors->count_pending( $space->id ),
			$totals['refused'],
			$space->tokens ?? 0,
			$today,
			$daily,
			$totals['bytes'],
			null === $live ? '' : $live->model->name,
			$shown->dimensions ?? 0,
			$this->problem( $space, $today >= $daily ),
		);
	}

	/**
	 * Starts embedding all passages with the configured model. The vectors of the previous model stay in use until it is done.
	 *
	 * A started space that waits after a failure is retried at once.
	 *
	 * @return bool False when there is no model, or its space exists already.
	 */
	public function start(): bool {
		$model = $this->provider->current();
		$begun = null !== $model && null !== $this->spaces->of_model( $model );
		if ( null !== $model && ! $begun ) {
			$this->spaces->begin( $model );
		}
		EmbedChunks::queue( $this->jobs, why: 'owner' );
		return null !== $model && ! $begun;
	}

	/** Deletes all vectors. Searches use keywords only from then on. */
	public function delete(): void {
		$this->spaces->drop_all();
		EmbedChunks::queue( $this->jobs, why: 'owner' );
	}

	private static function progress( ?EmbeddingModel $model, ?EmbeddingSpace $space ): EmbeddingProgress {
		return match ( true ) {
			null === $model                    => EmbeddingProgress::Off,
			null === $space                    => EmbeddingProgress::NotStarted,
			EmbeddingSpaceState::Live === $space->state => EmbeddingProgress::Ready,
			default                            => EmbeddingProgress::Building,
		};
	}

	private function problem( ?EmbeddingSpace $space, bool $exhausted ): string {
		if ( null !== $space && '' !== $space->error ) {
			return $space->error;
		}
		if ( null !== $space && $exhausted && $this->vectors->count_pending( $space->id ) > 0 ) {
			return __( 'Today’s tokens are used up. It continues tomorrow (UTC).', 'aaia-chatbot' );
		}
		return $this->provider->problem();
	}
}
