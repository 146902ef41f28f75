<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\FactKind;

/** Something an answer says that stands nowhere it could have it from. */
final class GroundingFlag {

	/** @param string $value As the answer words it, at most 100 characters. */
	public function __construct(
		public readonly FactKind $kind,
		public readonly string $value,
	) {}
}
