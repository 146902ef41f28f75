<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Rest;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\Schema;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingProgress;
use Aaia\Chatbot\Knowledge\Embeddings\EmbeddingStatus;

/** Where search by meaning stands, as routes answer it. */
final class EmbeddingShape {

	public static function schema(): Schema {
		return Schema::closed(
			[
				'progress'     => Schema::enum( ...array_column( EmbeddingProgress::cases(), 'value' ) ),
				'chunks'       => Schema::int(),
				'estimate'     => Schema::int(),
				'done'         => Schema::int(),
				'refused'      => Schema::int(),
				'tokens'       => Schema::int(),
				'tokens_today' => Schema::int(),
				'daily'        => Schema::int(),
				'bytes'        => Schema::int(),
				'searched'     => Schema::string(),
				'dimensions'   => Schema::int(),
				'problem'      => Schema::string(),
			]
		)->named( 'EmbeddingState' );
	}

	/** @return array<string, mixed> */
	public static function of( EmbeddingStatus $status ): array {
		return [ 'progress' => $status->progress->value ] + get_object_vars( $status );
	}
}
