<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Section;
use Aaia\Chatbot\Content\Text\HtmlText;

/**
 * Reads the text of a post as a guest sees it: blocks and shortcodes are rendered; navigation, our own chat and members-only parts are
 * left out. For a product, the shop's data about it comes first.
 *
 * If code of another plugin fails, the post is read without rendering.
 */
final class PostText {

	/** Shortcodes of WordPress itself. */
	private const CORE_SHORTCODES = [ 'caption', 'wp_caption', 'gallery', 'playlist', 'audio', 'video', 'embed' ];

	public function __construct(
		private readonly HtmlText $html,
		private readonly ProductText $products,
		private readonly GuestContext $guest,
		private readonly RenderLimits $limits,
		private readonly RenderCrashLog $crashes,
		private readonly VisibleTextFilter $visible,
	) {}

	/**
	 * @param string $locale Locale of the post, such as `fr_FR`.
	 *
	 * @return list<Section> Also empty when the page cannot be read without the code that fails.
	 */
	public function sections( \WP_Post $post, string $locale ): array {
		$content = mb_strcut( $post->post_content, 0, HtmlText::LIMIT, 'UTF-8' );
		$product = $this->products->product( $post );
		$others  = self::is_changed_by_plugins();
		if ( null === $product && ! $others && ! self::has_blocks_or_shortcodes( $content ) ) {
			return $this->html->sections( wpautop( $content ) );
		}
		$plain = (string) preg_replace( '/<!--.*?-->/s', '', strip_shortcodes( $content ) );
		$ways  = [
			fn(): array => $this->read( $content, $product, $others ),
			fn(): array => $this->read( $plain, null, $others ),
		];
		foreach ( array_slice( $ways, $this->crashes->count( $post ) ) as $way ) {
			try {
				return $this->crashes->run( $post, fn(): array => $this->guest->run( $post, $locale, $way ) );
			} catch ( \Throwable $failure ) {
				do_action(
					'aaia_chatbot_log',
					'warning',
					sprintf( 'Knowledge: post %d could not be read as its page shows it: %s', $post->ID, $failure->getMessage() ),
				);
			}
		}
		return $others ? [] : $this->html->sections( wpautop( $plain ) );
	}

	/** Whether reading this post can run code of other plugins: their shortcodes and blocks, products, or filters on `the_content`. */
	public static function runs_code( \WP_Post $post ): bool {
		preg_match_all( '/<!-- wp:([a-z][a-z0-9_-]*\/|block |pattern |template-part )|\[\/?([a-z0-9_-]+)/i', $post->post_content, $found );
		return 'product' === $post->post_type
			|| [] !== array_filter( $found[1] )
			|| [] !== array_diff( array_filter( $found[2], shortcode_exists( ... ) ), self::CORE_SHORTCODES )
			|| self::is_changed_by_plugins();
	}

	private static function has_blocks_or_shortcodes( string $content ): bool {
		return str_contains( $content, '<!-- wp:' ) || str_contains( $content, '[' );
	}

	/** @return list<Section> */
	private function read( string $content, ?\WC_Product $product, bool $others ): array {
		$facts = null === $product ? [] : $this->products->sections( $product );
		$own   = $this->html->sections( $this->render_limited( $this->render( ... ), $content ) );
		if ( $others ) {
			$shown = $this->render_limited( static fn( string $content ): mixed => apply_filters( 'the_content', $content ), $content );
			$own   = $this->visible->filter( $own, $this->html->sections( $shown ) );
		}
		return [ ...$facts, ...$own ];
	}

	private function render( string $content ): string {
		$blocks = has_blocks( $content );
		$html   = $blocks ? do_blocks( $content ) : wpautop( $content );
		return do_shortcode( $blocks ? $html : shortcode_unautop( $html ) );
	}

	/** @param callable( string ): mixed $render */
	private function render_limited( callable $render, string $content ): string {
		$this->limits->begin();
		try {
			$html = $render( $content );
			return is_string( $html ) ? $html : '';
		} finally {
			$this->limits->end();
		}
	}

	/** Whether code outside WordPress itself filters `the_content`. */
	private static function is_changed_by_plugins(): bool {
		$hook = $GLOBALS['wp_filter']['the_content'] ?? null;
		foreach ( $hook instanceof \WP_Hook ? $hook->callbacks : [] as $callbacks ) {
			foreach ( $callbacks as $callback ) {
				if ( is_callable( $callback['function'] ) && ! self::is_of_core( $callback['function'] ) ) {
					return true;
				}
			}
		}
		return false;
	}

	private static function is_of_core( callable $callback ): bool {
		try {
			$file = ( new \ReflectionFunction( \Closure::fromCallable( $callback ) ) )->getFileName();
		} catch ( \ReflectionException ) {
			return false;
		}
		// Reflection returns real paths, and WordPress may be installed behind a symbolic link.
		return false !== $file && str_starts_with( $file, realpath( ABSPATH . WPINC ) . DIRECTORY_SEPARATOR );
	}
}
