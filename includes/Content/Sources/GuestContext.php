<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Http\LocaleSwitcher;

/**
 * Runs code as if a guest had opened the page of a post: nobody is signed in, the main query holds the post, and the locale is the post's.
 *
 * The code belongs to other plugins. Its output is discarded. If it redirects or ends the page (`wp_redirect()`, `wp_die()`), an
 * exception stops it instead. The previous state is restored afterwards.
 */
final class GuestContext {

	private const DIE_FILTERS = [
		'wp_die_handler', 'wp_die_ajax_handler', 'wp_die_json_handler', 'wp_die_jsonp_handler', 'wp_die_xml_handler',
		'wp_die_xmlrpc_handler',
	];

	/**
	 * @template T
	 *
	 * @param string        $locale Locale of the post, such as `fr_FR`.
	 * @param callable(): T $work
	 *
	 * @return T
	 *
	 * @throws \Throwable What the work throws, or RenderAborted.
	 */
	public function run( \WP_Post $post, string $locale, callable $work ): mixed {
		$globals = [
			'post'         => $GLOBALS['post'] ?? null,
			'wp_query'     => $GLOBALS['wp_query'] ?? null,
			'wp_the_query' => $GLOBALS['wp_the_query'] ?? null,
		];
		$user  = get_current_user_id();
		$level = ob_get_level();
		$this->toggle_filters( true );
		ob_start();
		try {
			wp_set_current_user( 0 );
			$query                   = $this->query( $post );
			$GLOBALS['wp_query']     = $query; // phpcs:ignore WordPress.WP.GlobalVariablesOverride -- put back below.
			$GLOBALS['wp_the_query'] = $query; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
			$GLOBALS['post']         = $post; // phpcs:ignore WordPress.WP.GlobalVariablesOverride
			setup_postdata( $post );
			return LocaleSwitcher::run( $locale, $work );
		} finally {
			while ( ob_get_level() > $level ) {
				ob_end_clean();
			}
			$this->toggle_filters( false );
			foreach ( $globals as $name => $value ) {
				$GLOBALS[ $name ] = $value;
			}
			if ( $globals['post'] instanceof \WP_Post ) {
				setup_postdata( $globals['post'] );
			}
			wp_set_current_user( $user );
		}
	}

	/** Filter `wp_redirect`: stops a redirect. Also serves as the handler of `wp_die()`. */
	public function abort(): never {
		throw new RenderAborted( 'The page sends its visitors elsewhere, or ends.' );
	}

	/** Filter of the `wp_die()` handlers. */
	public function abort_handler(): callable {
		return [ $this, 'abort' ];
	}

	private function toggle_filters( bool $on ): void {
		$change = $on ? add_filter( ... ) : remove_filter( ... );
		$change( 'wp_redirect', [ $this, 'abort' ], PHP_INT_MAX );
		foreach ( self::DIE_FILTERS as $filter ) {
			$change( $filter, [ $this, 'abort_handler' ], PHP_INT_MAX );
		}
	}

	/** The main query of the post's page, built without a database query. */
	private function query( \WP_Post $post ): \WP_Query {
		$query                    = new \WP_Query();
		$query->is_singular       = true;
		$query->is_page           = 'page' === $post->post_type;
		$query->is_single         = ! $query->is_page;
		$query->queried_object    = $post;
		$query->queried_object_id = $post->ID;
		$query->posts             = [ $post ];
		$query->post              = $post;
		$query->post_count        = 1;
		$query->found_posts       = 1;
		$query->in_the_loop       = true;
		return $query;
	}
}
