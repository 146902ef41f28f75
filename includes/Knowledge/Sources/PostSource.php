<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Sources;

use Aaia\Chatbot\Knowledge\KnowledgeSettings;
use Aaia\Chatbot\Knowledge\SourceDocument;
use Aaia\Chatbot\Settings\Settings;
use Aaia\Chatbot\Support\Time;

/** The site's own posts, pages and other content that everybody can read. */
final class PostSource implements SinglePosts {

	public const NAME = 'posts';

	public function __construct(
		private readonly PostWalk $walk,
		private readonly Settings $settings,
		private readonly PostText $text,
		private readonly PostLanguage $language,
	) {}

	public function name(): string {
		return self::NAME;
	}

	public function label(): string {
		return __( 'Pages and posts', 'aaia-chatbot' );
	}

	public function count(): int {
		return $this->walk->count( $this->where() );
	}

	public function after( string $position ): iterable {
		return $this->walk->after( $position, $this->where(), $this->document( ... ) );
	}

	/** The document's id of a post. */
	public function external_id( int $post_id ): string {
		return 'post:' . $post_id;
	}

	/** The document of a post; null when the assistant must not know it. */
	public function document( \WP_Post $post ): ?SourceDocument {
		if ( ! $this->is_public( $post ) ) {
			return null;
		}
		return new SourceDocument(
			$this->external_id( $post->ID ),
			wp_strip_all_tags( html_entity_decode( $post->post_title, ENT_QUOTES | ENT_HTML5, 'UTF-8' ) ),
			$this->text->sections( $post ),
			(string) get_permalink( $post ),
			$this->language->of( $post ),
			Time::from_database( $post->post_modified_gmt ),
		);
	}

	/** Whether everybody can read the post, and its owner wants it found. */
	public function is_public( \WP_Post $post ): bool {
		return 'publish' === $post->post_status
			&& '' === $post->post_password
			&& in_array( $post->post_type, $this->types(), true )
			&& ! $this->is_hidden( $post->ID );
	}

	/** @return array<string, list<string>> What every post of this source has, as the walk wants it. */
	private function where(): array {
		return [
			'post_status' => [ 'publish' ],
			'post_type'   => $this->types(),
		];
	}

	/**
	 * Post types the owner chose that visitors can see.
	 *
	 * @return list<string>
	 */
	private function types(): array {
		return array_values( array_filter( $this->settings->list( KnowledgeSettings::POST_TYPES ), is_post_type_viewable( ... ) ) );
	}

	/** Kept out by its own mark, or hidden from search engines by one of the common SEO plugins. */
	private function is_hidden( int $post_id ): bool {
		$robots = get_post_meta( $post_id, 'rank_math_robots', true );
		return '1' === get_post_meta( $post_id, '_aaia_exclude', true )
			|| '1' === get_post_meta( $post_id, '_yoast_wpseo_meta-robots-noindex', true )
			|| 'yes' === get_post_meta( $post_id, '_seopress_robots_index', true )
			|| is_array( $robots ) && in_array( 'noindex', $robots, true );
	}
}
