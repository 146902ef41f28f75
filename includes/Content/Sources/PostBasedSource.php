<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\KnowledgeSource;
use Aaia\Chatbot\Content\SourceDocument;

/** A source whose documents are WordPress posts, so that a single post can be read when it is saved. */
interface PostBasedSource extends KnowledgeSource {

	/** External id of a post's document. */
	public function external_id( int $post_id ): string;

	/** Whether a post belongs to this source and everybody could read it on an open site. Does not read its text. */
	public function is_indexable( \WP_Post $post ): bool;

	/** The document of a post; null when it does not belong to this source, or must not be indexed. */
	public function document( \WP_Post $post ): ?SourceDocument;
}
