<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Settings;

defined( 'ABSPATH' ) || exit;

/** A value that a setting does not accept. The message is a translated sentence that says what to type instead. */
final class InvalidSetting extends \InvalidArgumentException {

	/** @var non-empty-array<string, string> The sentences of all settings that were refused, by key. */
	public readonly array $errors;

	/** @param array<string, string> $others Sentences of other settings refused with it, by key. */
	public function __construct( public readonly string $key, string $message, array $others = [] ) {
		parent::__construct( $message );
		$this->errors = [ $key => $message ] + $others;
	}
}
