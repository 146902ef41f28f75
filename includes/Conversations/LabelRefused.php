<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A label cannot be made or changed like this; nothing was stored. */
final class LabelRefused extends \RuntimeException {

	/** @param string $reason One of `name`, `taken`, `many_labels`, `many_on_conversation`. */
	public function __construct(
		public readonly string $reason,
		public readonly ?Label $label = null,
	) {
		parent::__construct( $reason );
	}
}
