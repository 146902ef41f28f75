<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Search\Index;

defined( 'ABSPATH' ) || exit;

use Aaia\Chatbot\Content\Chunk;

/** The unit of ranking: a document, or a part of a very long one. */
final class Unit {

	/**
	 * @param list<Chunk>     $chunks In reading order.
	 * @param array<int, int> $vector Term => impact, see Impacts.
	 */
	public function __construct(
		public readonly array $chunks,
		public readonly array $vector,
	) {}
}
