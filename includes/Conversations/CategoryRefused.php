<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Conversations;

defined( 'ABSPATH' ) || exit;

/** A category cannot be made, changed or chosen like this; nothing was stored. */
final class CategoryRefused extends \RuntimeException {

	/** @param string $reason One of `name`, `taken`, `many`, `gone`. */
	public function __construct(
		public readonly string $reason,
		public readonly ?Category $category = null,
	) {
		parent::__construct( $reason );
	}
}
