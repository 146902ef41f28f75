<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Assistant\Grounding;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Language\FactKind;

/** A fact of an answer that no source contains. */
final class GroundingFlag {

	/** @param string $value As written in the answer, at most 100 characters. */
	public function __construct(
		public readonly FactKind $kind,
		public readonly string $value,
	) {}
}
