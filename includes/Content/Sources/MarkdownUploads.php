<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Sources;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\ContentSettings;
use Aaia\Chatbot\Settings\Settings;

/** Allows uploads of Markdown files, which WordPress refuses by default, while the files source is switched on. */
final class MarkdownUploads {

	/** Runs before WordPress applies the file types that a network allows, so that the network decides. */
	private const PRIORITY = 5;

	public function __construct( private readonly Settings $settings ) {}

	/**
	 * Adds the filter only where files are uploaded: on `admin_init` and before an upload is handled.
	 *
	 * @param mixed $file Value of the upload filters, returned unchanged.
	 */
	public function begin( mixed $file = null ): mixed {
		add_filter( 'upload_mimes', [ $this, 'allow' ], self::PRIORITY );
		return $file;
	}

	/**
	 * Allows Markdown as plain text, because WordPress refuses files whose detected type does not match the type of their extension.
	 *
	 * @param mixed $types MIME types by extensions, such as `['jpg|jpeg' => 'image/jpeg']`.
	 *
	 * @return mixed The same with Markdown.
	 */
	public function allow( mixed $types ): mixed {
		return is_array( $types ) && $this->settings->bool( ContentSettings::FILES ) ? $types + [ 'md|markdown' => 'text/plain' ] : $types;
	}
}
