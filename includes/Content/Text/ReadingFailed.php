<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * A file could not be read. The reason is shown to the owner.
 *
 * An Error and not an Exception, because libraries that catch every Exception would continue with the file.
 */
final class ReadingFailed extends \Error {

	public function __construct( public readonly Unreadable $reason ) {
		parent::__construct( $reason->value );
	}
}
