<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Settings\Settings;

/** Lets Markdown files into the media library, which WordPress refuses by itself, while the owner wants files to be read. */
final class MarkdownUploads {

	/** Before WordPress keeps the kinds of files that a network allows its sites, so that the network has the last word. */
	private const PRIORITY = 5;

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * Hooks: `admin_init`, and before a file is taken in: only where files are uploaded are their types asked for.
	 *
	 * @param mixed $file Of the filters; handed back as it is.
	 */
	public function begin( mixed $file = null ): mixed {
		add_filter( 'upload_mimes', [ $this, 'allow' ], self::PRIORITY );
		return $file;
	}

	/**
	 * Adds Markdown as plain text, which is what its bytes are: WordPress refuses a file whose bytes are of another type than its ending says.
	 *
	 * @param mixed $types Types by endings, such as `['jpg|jpeg' => 'image/jpeg']`.
	 *
	 * @return mixed The same with Markdown.
	 */
	public function allow( mixed $types ): mixed {
		return is_array( $types ) && $this->settings->bool( ContentSettings::FILES ) ? $types + [ 'md|markdown' => 'text/plain' ] : $types;
	}
}
