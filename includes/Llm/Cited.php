<?php

declare( strict_types=1 );

namespace Aaia\Chatbot\Llm;

defined( 'ABSPATH' ) || exit;

/** Passages the answer uses (1-based numbers, in order of use), from clients that know them; remote models cite in their text as [n]. */
final class Cited implements StreamPart {

	/** @param list<int> $numbers */
	public function __construct( public readonly array $numbers ) {}
}
