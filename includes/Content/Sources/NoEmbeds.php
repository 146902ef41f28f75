<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

/** Replaces WordPress's embeds while a post is read: URLs stay as they are, and no request is sent to other sites. */
final class NoEmbeds extends \WP_Embed {

	/** Skips the parent's constructor, which attaches hooks. */
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
