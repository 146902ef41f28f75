<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** Stands in for WordPress's embeds while a post is read: addresses stay addresses, and nobody is asked what they show. */
final class NoEmbeds extends \WP_Embed {

	/** Not the parent's, which attaches its hooks. */
	public function __construct() {}

	/**
	 * @param string $content
	 *
	 * @return string
	 */
	public function run_shortcode( $content ) {
		return $content;
	}

	/**
	 * @param string $content
	 *
	 * @return string
	 */
	public function autoembed( $content ) {
		return $content;
	}
}
