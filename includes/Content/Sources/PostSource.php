<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\SourceDocument;
use Aaia\Chatbot\Support\Time;

/** Source of the site's public posts, pages and custom post types. */
final class PostSource implements PostBasedSource {

	public const NAME = 'posts';

	public function __construct(
		private readonly PostIterator $posts,
		private readonly ContentTypes $types,
		private readonly PostAccess $access,
		private readonly PostText $text,
		private readonly PostTerms $terms,
		private readonly PostLanguage $language,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function label(): string {
		return __( 'Pages and posts', 'aaia-chatbot' );
	}

	public function count(): int {
		return $this->posts->count( $this->where() );
	}

	public function after( string $position ): iterable {
		return $this->posts->after( $position, $this->where(), $this->document( ... ) );
	}

	/** External id of a post's document. */
	public function external_id( int $post_id ): string {
		return 'post:' . $post_id;
	}

	/** The document of a post; null when it must not be indexed. */
	public function document( \WP_Post $post ): ?SourceDocument {
		return $this->is_indexable( $post ) ? $this->language->run_in_language( $post, fn(): SourceDocument => $this->read( $post ) ) : null;
	}

	private function read( \WP_Post $post ): SourceDocument {
		return new SourceDocument(
			$this->external_id( $post->ID ),
			wp_strip_all_tags( html_entity_decode( $post->post_title, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) ),
			array_values( array_filter( [ ...$this->text->sections( $post, $this->language->locale( $post ) ), $this->terms->section( $post ) ] ) ),
			$this->language->permalink( $post ),
			$this->language->code( $post ),
			Time::from_database( $post->post_modified_gmt ),
		);
	}

	/** Whether everybody can read the post, and nothing excludes it. */
	public function is_indexable( \WP_Post $post ): bool {
		return $this->access->is_indexable( $post );
	}

	/** @return array<string, list<string>> Conditions for PostIterator. */
	private function where(): array {
		return [
			'post_status' => [ 'publish' ],
			'post_type'   => $this->types->chosen(),
		];
	}
}
