<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Content\Text;

defined( 'ABSPATH' ) || exit;

/**
 * Reading a file is ended, for a reason that its owner is told.
 *
 * An Error, because libraries that catch every Exception go on with the file.
 */
final class ReadingFailed extends \Error {

	public function __construct( public readonly Unreadable $reason ) {
		parent::__construct( $reason->value );
	}
}
