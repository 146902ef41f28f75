<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\KnowledgeSource;
use Aaia\Chatbot\Content\SourceDocument;

/** A source whose documents are posts of WordPress, each of which can be read by itself when it is saved. */
interface PostBasedSource extends KnowledgeSource {

	/** The document's id of a post. */
	public function external_id( int $post_id ): string;

	/** Whether a post is of this source and everybody could read it on an open site. Reads nothing of it. */
	public function is_indexable( \WP_Post $post ): bool;

	/** The document of a post; null when it is not of this source, or the assistant must not know it. */
	public function document( \WP_Post $post ): ?SourceDocument;
}
