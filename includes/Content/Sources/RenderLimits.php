<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/**
 * Limits what is rendered while a post is read. Skips navigation and tools, our own chat and embeds (nothing is fetched), and everything
 * after too many or too slow blocks and shortcodes.
 */
final class RenderLimits {

	/** Blocks that show other pages or tools. */
	private const BLOCKS = [
		'aaia-chatbot/chat', 'core/navigation', 'core/page-list', 'core/query', 'core/latest-posts', 'core/latest-comments',
		'core/comments', 'core/archives', 'core/calendar',
		'core/categories', 'core/tag-cloud', 'core/search', 'core/loginout', 'core/rss', 'core/social-links',
		'core/post-navigation-link', 'core/table-of-contents',
	];

	private const SHORTCODES = [ 'aaia_chatbot', 'embed' ];

	/** Nesting of shortcodes: a shortcode that shows its own page would never end. */
	private const DEPTH = 20;

	/** Blocks and shortcodes rendered per post. */
	private const MOST = 20_000;

	/**
	 * Time limit in seconds, checked between blocks and shortcodes. One that never returns is ended by PHP's time limit, see
	 * RenderCrashLog.
	 */
	private const SECONDS = 20.0;

	private int $rendered = 0;

	private int $depth = 0;

	private float $until = 0.0;

	/** WordPress's embed object while NoEmbeds replaces it. */
	private ?\WP_Embed $embed = null;

	/** Starts the limits. */
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
	 * Filter `pre_render_block`: replaces a block.
	 *
	 * @param ?string              $shown
	 * @param array<string, mixed> $block
	 */
	public function block( ?string $shown, array $block ): ?string {
		$name = is_string( $block['blockName'] ?? null ) ? $block['blockName'] : '';
		if ( 'core/embed' === $name || str_starts_with( $name, 'core-embed/' ) ) {
			return 1 === preg_match(
				'/<figcaption.*?<\/figcaption>/s',
				is_string( $block['innerHTML'] ?? null ) ? $block['innerHTML'] : '',
				$caption,
			) ? $caption[0] : '';
		}
		return in_array( $name, self::BLOCKS, true ) || $this->is_exhausted() ? '' : $shown;
	}

	/**
	 * Filter `pre_do_shortcode_tag`: replaces a shortcode.
	 *
	 * @param string|false $shown
	 *
	 * @return string|false
	 */
	public function shortcode( string|false $shown, string $tag ): string|false {
		if ( in_array( $tag, self::SHORTCODES, true ) || $this->depth >= self::DEPTH || $this->is_exhausted() ) {
			return '';
		}
		$this->depth += false === $shown ? 1 : 0;
		return $shown;
	}

	/** Filter `do_shortcode_tag`: runs after a shortcode was rendered. */
	public function shortcode_done( mixed $shown ): mixed {
		$this->depth = max( 0, $this->depth - 1 );
		return $shown;
	}

	private function is_exhausted(): bool {
		return ++$this->rendered > self::MOST || microtime( true ) > $this->until;
	}

	/** Disables embeds of URLs on lines of their own, on the page and in blocks that contain other blocks. */
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
