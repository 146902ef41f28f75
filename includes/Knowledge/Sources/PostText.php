<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Knowledge\Sources;

use Aaia\Chatbot\Knowledge\Section;
use Aaia\Chatbot\Knowledge\Text\HtmlText;

/**
 * A post's text as a visitor who is not signed in reads it: blocks and shortcodes rendered, navigation and our own chat left out.
 *
 * Blocks and shortcodes are other plugins' code: whoever is signed in is signed out while they run, what they print is thrown
 * away, and when one fails the post is read without rendering.
 */
final class PostText {

	/** Blocks that show other pages, or tools instead of text. */
	private const LEFT_OUT = [
		'aaia-chatbot/chat', 'core/navigation', 'core/page-list', 'core/query', 'core/latest-posts', 'core/latest-comments', 'core/comments', 'core/archives', 'core/calendar',
		'core/categories', 'core/tag-cloud', 'core/search', 'core/loginout', 'core/rss', 'core/social-links', 'core/post-navigation-link', 'core/table-of-contents',
	];

	public function __construct( private readonly HtmlText $html ) {}

	/** @return list<Section> */
	public function sections( \WP_Post $post ): array {
		return $this->html->sections( $this->rendered( $post ) );
	}

	private function rendered( \WP_Post $post ): string {
		$content = substr( $post->post_content, 0, HtmlText::LIMIT );
		if ( ! str_contains( $content, '<!-- wp:' ) && ! str_contains( $content, '[' ) ) {
			return wpautop( $content );
		}
		$before = [ $GLOBALS['post'] ?? null, get_current_user_id(), ob_get_level() ];
		add_filter( 'pre_render_block', [ $this, 'leave_block_out' ], 10, 2 );
		add_filter( 'pre_do_shortcode_tag', [ $this, 'leave_shortcode_out' ], 10, 2 );
		ob_start();
		try {
			wp_set_current_user( 0 );
			$GLOBALS['post'] = $post; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- put back below.
			setup_postdata( $post );
			$blocks = has_blocks( $content );
			$html   = $blocks ? do_blocks( $content ) : wpautop( $content );
			return do_shortcode( $blocks ? $html : shortcode_unautop( $html ) );
		} catch ( \Throwable ) {
			return strip_shortcodes( $content );
		} finally {
			while ( ob_get_level() > $before[2] ) {
				ob_end_clean();
			}
			remove_filter( 'pre_render_block', [ $this, 'leave_block_out' ] );
			remove_filter( 'pre_do_shortcode_tag', [ $this, 'leave_shortcode_out' ] );
			$GLOBALS['post'] = $before[0]; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
			if ( $before[0] instanceof \WP_Post ) {
				setup_postdata( $before[0] );
			}
			wp_set_current_user( $before[1] );
		}
	}

	/**
	 * Filter of core: what a block shows instead of itself.
	 *
	 * @param ?string              $shown
	 * @param array<string, mixed> $block
	 */
	public function leave_block_out( ?string $shown, array $block ): ?string {
		return in_array( $block['blockName'] ?? '', self::LEFT_OUT, true ) ? '' : $shown;
	}

	/**
	 * Filter of core: what a shortcode shows instead of itself.
	 *
	 * @param string|false $shown
	 *
	 * @return string|false
	 */
	public function leave_shortcode_out( string|false $shown, string $tag ): string|false {
		return 'aaia_chatbot' === $tag ? '' : $shown;
	}
}
