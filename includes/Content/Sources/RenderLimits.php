<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/**
 * What is not rendered while a post is read: navigation and tools, our own chat, embeds (nothing is fetched), and what comes after too many
 * or too slow blocks and shortcodes.
 */
final class RenderLimits {

	/** Blocks that show other pages, or tools instead of text. */
	private const BLOCKS = [
		'aaia-chatbot/chat', 'core/navigation', 'core/page-list', 'core/query', 'core/latest-posts', 'core/latest-comments', 'core/comments', 'core/archives', 'core/calendar',
		'core/categories', 'core/tag-cloud', 'core/search', 'core/loginout', 'core/rss', 'core/social-links', 'core/post-navigation-link', 'core/table-of-contents',
	];

	private const SHORTCODES = [ 'aaia_chatbot', 'embed' ];

	/** Shortcodes inside one another: a shortcode that shows its own page would go on for ever. */
	private const DEPTH = 20;

	/** Blocks and shortcodes of one post that are rendered. */
	private const MOST = 20_000;

	/** Seconds. Checked between blocks and shortcodes: one that never returns is ended by PHP, see RenderCrashLog. */
	private const SECONDS = 20.0;

	private int $rendered = 0;

	private int $depth = 0;

	private float $until = 0.0;

	/** WordPress's own embeds, while they are stopped. */
	private ?\WP_Embed $embed = null;

	/** Begins to apply. */
	public function begin(): void {
		$this->rendered = 0;
		$this->depth    = 0;
		$this->until    = microtime( true ) + self::SECONDS;
		add_filter( 'pre_render_block', [ $this, 'block' ], 10, 2 );
		add_filter( 'pre_do_shortcode_tag', [ $this, 'shortcode' ], PHP_INT_MAX, 2 );
		add_filter( 'do_shortcode_tag', [ $this, 'shortcode_done' ], PHP_INT_MAX );
		$this->stop_embeds();
	}

	public function end(): void {
		remove_filter( 'pre_render_block', [ $this, 'block' ] );
		remove_filter( 'pre_do_shortcode_tag', [ $this, 'shortcode' ], PHP_INT_MAX );
		remove_filter( 'do_shortcode_tag', [ $this, 'shortcode_done' ], PHP_INT_MAX );
		$this->allow_embeds();
	}

	/**
	 * Filter of core: what a block shows instead of itself.
	 *
	 * @param ?string              $shown
	 * @param array<string, mixed> $block
	 */
	public function block( ?string $shown, array $block ): ?string {
		$name = is_string( $block['blockName'] ?? null ) ? $block['blockName'] : '';
		if ( 'core/embed' === $name || str_starts_with( $name, 'core-embed/' ) ) {
			return 1 === preg_match( '/<figcaption.*?<\/figcaption>/s', is_string( $block['innerHTML'] ?? null ) ? $block['innerHTML'] : '', $caption ) ? $caption[0] : '';
		}
		return in_array( $name, self::BLOCKS, true ) || $this->is_over() ? '' : $shown;
	}

	/**
	 * Filter of core: what a shortcode shows instead of itself.
	 *
	 * @param string|false $shown
	 *
	 * @return string|false
	 */
	public function shortcode( string|false $shown, string $tag ): string|false {
		if ( in_array( $tag, self::SHORTCODES, true ) || $this->depth >= self::DEPTH || $this->is_over() ) {
			return '';
		}
		$this->depth += false === $shown ? 1 : 0;
		return $shown;
	}

	/** Filter of core: what a shortcode shows, once it is done. */
	public function shortcode_done( mixed $shown ): mixed {
		$this->depth = max( 0, $this->depth - 1 );
		return $shown;
	}

	private function is_over(): bool {
		return ++$this->rendered > self::MOST || microtime( true ) > $this->until;
	}

	/** Addresses on lines of their own are not asked for what they show: neither by the page nor by blocks that hold other blocks. */
	private function stop_embeds(): void {
		$embed = $GLOBALS['wp_embed'] ?? null;
		if ( $embed instanceof \WP_Embed && ! $embed instanceof NoEmbeds ) {
			remove_filter( 'the_content', [ $embed, 'autoembed' ], 8 );
			remove_filter( 'the_content', [ $embed, 'run_shortcode' ], 8 );
			$this->embed         = $embed;
			$GLOBALS['wp_embed'] = new NoEmbeds(); // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- put back by allow_embeds().
		}
	}

	private function allow_embeds(): void {
		if ( null !== $this->embed ) {
			add_filter( 'the_content', [ $this->embed, 'run_shortcode' ], 8 );
			add_filter( 'the_content', [ $this->embed, 'autoembed' ], 8 );
			$GLOBALS['wp_embed'] = $this->embed; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
			$this->embed         = null;
		}
	}
}
