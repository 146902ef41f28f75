<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

/** A value that a setting does not accept. The message is a translated sentence that says what to type instead. */
final class InvalidSetting extends \InvalidArgumentException {

	public function __construct( public readonly string $key, string $message ) {
		parent::__construct( $message );
	}
}
