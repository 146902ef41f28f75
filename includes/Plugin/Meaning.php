<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Plugin;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Route;
use Aaia\Chatbot\Jobs\JobHandler;
use Aaia\Chatbot\Jobs\Schedule;
use Aaia\Chatbot\Knowledge\Embeddings\BlockKeeper;
use Aaia\Chatbot\Knowledge\Embeddings\EmbedChunks;
use Aaia\Chatbot\Knowledge\Embeddings\Embedder;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingDesk;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingModule;
use Aaia\Chatbot\Knowledge\Embeddings\FollowChunks;
use Aaia\Chatbot\Knowledge\Embeddings\FusedSearch;
use Aaia\Chatbot\Knowledge\Embeddings\NearestChunks;
use Aaia\Chatbot\Knowledge\Embeddings\PlaneScan;
use Aaia\Chatbot\Knowledge\Embeddings\SpaceRepository;
use Aaia\Chatbot\Knowledge\Embeddings\VectorRepository;
use Aaia\Chatbot\Knowledge\Index\BuiltInIndex;
use Aaia\Chatbot\Knowledge\Rest\DeleteEmbeddings;
use Aaia\Chatbot\Knowledge\Rest\ShowEmbeddings;
use Aaia\Chatbot\Knowledge\Rest\StartEmbeddings;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingProvider;
use Aaia\Chatbot\Llm\Embeddings\EmbeddingTest;
use Aaia\Chatbot\Llm\Embeddings\SettingsEmbeddings;
use Aaia\Chatbot\Llm\Rest\TestEmbeddings;

/** Search by meaning beside search by words, for owners who switch it on. */
final class Meaning {

	public readonly EmbeddingProvider $provider;

	public readonly SpaceRepository $spaces;

	public readonly VectorRepository $vectors;

	public readonly BlockKeeper $blocks;

	public readonly Embedder $embedder;

	public readonly EmbeddingDesk $desk;

	public readonly BuiltInIndex $index;

	public readonly FusedSearch $search;

	public function __construct(
		private readonly Foundation $base,
		?EmbeddingProvider $provider = null,
	) {
		/**
		 * Where embeddings come from. Another plugin returns an object that implements EmbeddingProvider.
		 *
		 * @param EmbeddingProvider $provider The server the owner named.
		 */
		$chosen         = $provider ?? apply_filters( 'aaia_chatbot_embedding_provider', SettingsEmbeddings::create( $base->settings, $base->clock ) );
		$this->provider = $chosen instanceof EmbeddingProvider ? $chosen : SettingsEmbeddings::create( $base->settings, $base->clock );
		$this->spaces   = new SpaceRepository( $base->database, $base->clock );
		$this->vectors  = new VectorRepository( $base->database );
		$this->blocks   = new BlockKeeper( $this->spaces, $this->vectors );
		$this->embedder = new Embedder( $this->provider, $base->settings, $this->spaces, $this->vectors, $this->blocks );
		$this->desk     = new EmbeddingDesk( $this->provider, $base->settings, $this->spaces, $this->vectors, $base->jobs );
		$this->index    = new BuiltInIndex( $base->database, $base->clock, new FollowChunks( $base->database, $this->spaces, $base->jobs ) );
		$this->search   = new FusedSearch( $this->index->search, $this->provider, $this->spaces, new NearestChunks( $this->vectors, new PlaneScan() ) );
	}

	/** Hooks into what the owner saves. */
	public static function register( Foundation $base ): void {
		SettingsEmbeddings::create( $base->settings, $base->clock )->register();
		( new EmbeddingModule( new SpaceRepository( $base->database, $base->clock ), $base->jobs ) )->register();
	}

	/** @return list<Route> */
	public function routes(): array {
		return [
			new ShowEmbeddings( $this->desk ),
			new StartEmbeddings( $this->desk ),
			new DeleteEmbeddings( $this->desk ),
			new TestEmbeddings( new EmbeddingTest( $this->provider ) ),
		];
	}

	/** @return array<string, callable(): JobHandler> */
	public function handlers(): array {
		return [ EmbedChunks::NAME => fn(): JobHandler => $this->job() ];
	}

	/** @return list<Schedule> */
	public function schedules(): array {
		return [ new Schedule( EmbedChunks::NAME, EmbedChunks::EVERY_SECONDS ) ];
	}

	private function job(): EmbedChunks {
		return new EmbedChunks( $this->embedder, $this->spaces, $this->vectors, $this->base->jobs, $this->base->clock );
	}
}
